"""Links that cannot be guessed or made up, and that end: signed with the installation's keys (itsdangerous)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from itsdangerous import BadSignature, SignatureExpired, URLSafeTimedSerializer

from sendback.errors import Code, Problem
from sendback.paper.model import Form

STATUS_LIFE = timedelta(days=400)
SESSION_LIFE = timedelta(minutes=45)
PHOTO_LIFE = timedelta(hours=12)
"""A working day, for a page of the desk that stays open; the link opens nothing without somebody signed in besides."""


class Document(StrEnum):
    """Which paper a link opens."""

    LABEL = "label"
    SLIP = "slip"
    NOTE = "note"
    INSTRUCTIONS = "instructions"
    INVOICE = "invoice"
    CUSTOMS = "customs"


@dataclass(frozen=True, slots=True)
class DocumentLink:
    """What a document link says once its signature held."""

    shop_id: str
    return_id: str
    document: Document
    parcel: int = 1
    """Which box of the return the paper is for."""


@dataclass(frozen=True, slots=True)
class Session:
    """What a shopper proved: one order of one shop; of a gift only the lines that were given, all where none is named."""

    shop_id: str
    order_id: str
    is_gift: bool = False
    line_ids: tuple[str, ...] = ()


class Links:
    """Sign and read links; the newest key signs, every listed one reads."""

    def __init__(self, secret_keys: Sequence[str], base_url: str, document_life: timedelta) -> None:
        oldest_first = list(reversed(secret_keys))  # itsdangerous signs with the last
        self._documents = URLSafeTimedSerializer(oldest_first, salt="sendback.document.v1")
        self._statuses = URLSafeTimedSerializer(oldest_first, salt="sendback.status.v1")
        self._sessions = URLSafeTimedSerializer(oldest_first, salt="sendback.session.v1")
        self._photos = URLSafeTimedSerializer(oldest_first, salt="sendback.photo.v1")
        self._receipts = URLSafeTimedSerializer(oldest_first, salt="sendback.receipt.v1")
        self._alerts = URLSafeTimedSerializer(oldest_first, salt="sendback.alerts.v1")
        self.base_url = base_url
        self.document_life = document_life

    def document_url(self, shop_id: str, return_id: str, document: Document, form: Form = Form.PDF, parcel: int = 1) -> str:
        """Address a paper; the link opens it for `document_life`, in any form, for the ending is not signed."""
        return self.document_urls(shop_id, return_id, document, parcel)[form]

    def document_urls(self, shop_id: str, return_id: str, document: Document, parcel: int = 1) -> dict[Form, str]:
        """Address a paper of a box in every form."""
        box = [parcel] if parcel > 1 else []
        signed = _text(self._documents.dumps([shop_id, return_id, document.value, *box]))
        return {form: f"{self.base_url}/documents/{signed}.{form}" for form in Form}

    def read_document(self, signed: str) -> DocumentLink:
        """Read a document link; Problem link-expired or not-found."""
        shop_id, return_id, document, *box = _read(self._documents, signed, self.document_life)
        return DocumentLink(shop_id, return_id, Document(document), int(box[0]) if box else 1)

    def status_secret(self, shop_id: str, return_id: str) -> str:
        """Make the secret that opens a return's status page without signing in."""
        return _text(self._statuses.dumps([shop_id, return_id]))

    def status_url(self, shop_id: str, return_id: str) -> str:
        """Address a return's status page."""
        return f"{self.base_url}/r/{self.status_secret(shop_id, return_id)}"

    def read_status(self, secret: str) -> tuple[str, str]:
        """Read a status secret into shop id and return id."""
        shop_id, return_id = _read(self._statuses, secret, STATUS_LIFE)
        return shop_id, return_id

    def session(self, shop_id: str, order_id: str, gift: bool = False, line_ids: Sequence[str] = ()) -> str:
        """Make the bearer that says: this shopper proved this order, or was given these lines of it, just now."""
        given = ["gift", *line_ids] if gift else []
        return _text(self._sessions.dumps([shop_id, order_id, *given]))

    def receipt_secret(self, shop_id: str, withdrawal_id: str) -> str:
        """Make the secret that shows a consumer the receipt of a withdrawal."""
        return _text(self._receipts.dumps([shop_id, withdrawal_id]))

    def receipt_url(self, shop_id: str, withdrawal_id: str, ending: str) -> str:
        """Address the file of a receipt: the acknowledgement as `pdf`, the signed text as `txt`."""
        return f"{self.base_url}/documents/withdrawals/{self.receipt_secret(shop_id, withdrawal_id)}.{ending}"

    def read_receipt(self, secret: str) -> tuple[str, str]:
        """Read a receipt's secret into shop id and receipt number; it works as long as a status page does."""
        shop_id, withdrawal_id = _read(self._receipts, secret, STATUS_LIFE)
        return shop_id, withdrawal_id

    def read_session(self, session: str) -> Session:
        """Read a shopper's session; Problem session-expired."""
        try:
            shop_id, order_id, *given = self._sessions.loads(session, max_age=int(SESSION_LIFE.total_seconds()))
        except (BadSignature, ValueError):
            raise Problem(Code.SESSION_EXPIRED, "Please show once more which order is yours; it has been a while.") from None
        return Session(shop_id, order_id, bool(given), tuple(given[1:]))

    def photo_url(self, shop_id: str, photo_id: str, scale: str = "full") -> str:
        """Address a photo for the shop's people, `full` or `small`; it opens for `PHOTO_LIFE`, and for them alone."""
        return f"{self.base_url}/desk/photos/{_text(self._photos.dumps([shop_id, photo_id]))}/{scale}.jpg"

    def read_photo(self, signed: str) -> tuple[str, str]:
        """Read a photo link into shop id and photo id; Problem link-expired or not-found."""
        shop_id, photo_id = _read(self._photos, signed, PHOTO_LIFE)
        return shop_id, photo_id

    def alert_secret(self, shop_id: str, account_id: str) -> str:
        """Make the secret that turns one person's daily mail off."""
        return _text(self._alerts.dumps([shop_id, account_id]))

    def read_alert(self, secret: str) -> tuple[str, str]:
        """Read it into shop id and account id; it works as long as a status page does."""
        shop_id, account_id = _read(self._alerts, secret, STATUS_LIFE)
        return shop_id, account_id

    def label_expires_at(self, now: datetime) -> str:
        """Say until when a document link made now works, in RFC 3339."""
        return (now + self.document_life).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _text(signed: str | bytes) -> str:
    return signed if isinstance(signed, str) else signed.decode()


def _read(serializer: URLSafeTimedSerializer, signed: str, life: timedelta) -> list[str]:
    try:
        facts: list[str] = serializer.loads(signed, max_age=int(life.total_seconds()))
    except SignatureExpired:
        raise Problem(Code.LINK_EXPIRED, "This link has ended. Open the status page for a new one.") from None
    except (BadSignature, ValueError):
        raise Problem(Code.NOT_FOUND, "There is nothing at this address.") from None
    return facts
