"""What can be refused: one tree of problems, each with a code that never changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Code(StrEnum):
    """Name each kind of refusal for machines; documented in docs/problems.md, never renamed (RFC 9457, 3.1.1)."""

    NOT_VERIFIED = "not-verified"
    TOO_MANY_TRIES = "too-many-tries"
    SESSION_EXPIRED = "session-expired"
    INVALID_FIELDS = "invalid-fields"
    INVALID_JSON = "invalid-json"
    WRONG_CONTENT_TYPE = "wrong-content-type"
    TOO_LARGE = "too-large"
    IDEMPOTENCY_KEY_MISSING = "idempotency-key-missing"
    IDEMPOTENCY_KEY_REUSED = "idempotency-key-reused"
    NOT_RETURNABLE = "not-returnable"
    QUANTITY_GONE = "quantity-gone"
    WRONG_ORIGIN = "wrong-origin"
    NOT_FOUND = "not-found"
    METHOD_NOT_ALLOWED = "method-not-allowed"
    BUSY = "busy"
    STORAGE_FULL = "storage-full"
    GLYPH_MISSING = "glyph-missing"
    PHOTO_REFUSED = "photo-refused"
    TOO_MANY_PHOTOS = "too-many-photos"
    SIGN_IN_NEEDED = "sign-in-needed"
    NOT_ALLOWED = "not-allowed"
    STATUS_CONFLICT = "status-conflict"
    TOO_MANY_BOXES = "too-many-boxes"
    SETTINGS_CONFLICT = "settings-conflict"
    CONTRAST_TOO_LOW = "contrast-too-low"
    DESIGN_FAULTY = "design-faulty"
    POLICY_INVALID = "policy-invalid"
    LINK_EXPIRED = "link-expired"
    KEY_IN_BROWSER = "key-in-browser"
    KEY_ENDED = "key-ended"
    KEY_ELSEWHERE = "key-elsewhere"
    SCOPE_MISSING = "scope-missing"
    TOO_MANY_REQUESTS = "too-many-requests"
    PRECONDITION_FAILED = "precondition-failed"
    MAIL_NOT_SET = "mail-not-set"
    WORK_NEEDED = "work-needed"
    CONFIRMATION_NEEDED = "confirmation-needed"
    OTHER_SHOP = "other-shop"
    ALREADY_RECEIVED = "already-received"
    UNKNOWN_CODE = "unknown-code"
    CODE_INCOMPLETE = "code-incomplete"
    DEVICE_REVOKED = "device-revoked"
    PIN_WRONG = "pin-wrong"
    WORKER_LOCKED = "worker-locked"
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True)
class FieldError:
    """Say what is wrong with one field of the input; `code` is required, format, too-long, unknown or range."""

    field: str
    code: str
    detail: str


class Problem(Exception):
    """Refuse with a permanent code and a sentence a shopper may read.

    `key` names the sentence in the catalogues (area `problem`, the code itself when empty) so that a shopper's door
    can say it in the shopper's language; `values` fill its placeholders. `detail` is the English sentence for logs,
    the command line and the merchant's API.
    """

    def __init__(
        self,
        code: Code,
        detail: str,
        *,
        errors: Sequence[FieldError] = (),
        key: str = "",
        values: Mapping[str, str] | None = None,
        retry_after_seconds: int | None = None,
    ) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail
        self.errors = tuple(errors)
        self.key = key or code.value
        self.values = dict(values or {})
        self.retry_after_seconds = retry_after_seconds


def refuse_field(field: str, code: str, detail: str) -> Problem:
    """Refuse one field of the input, with one sentence for the whole and for the field."""
    return Problem(Code.INVALID_FIELDS, detail, errors=[FieldError(field, code, detail)])
