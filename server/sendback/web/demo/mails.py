"""The mails in the demo's mail folder, read back from their files (RFC 5322)."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

MOST_MAILS = 500


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file in a mail."""

    name: str
    kind: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail that was sent; `name` is its file without the ending."""

    name: str
    sender: str
    to: str
    subject: str
    sent_at: datetime | None
    html: str
    text: str
    attachments: tuple[Attachment, ...]

    @property
    def opening(self) -> str:
        """What an inbox shows beside the subject: the first line."""
        return next(iter(self.text.splitlines()), "")


def list_mails(folder: Path) -> list[Mail]:
    """Read the newest mails, newest first."""
    files = sorted(folder.glob("*.eml"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
    return [_read(file) for file in files[:MOST_MAILS]]


def find_mail(folder: Path, name: str) -> Mail | None:
    """Read the mail of one name."""
    return next((_read(file) for file in folder.glob("*.eml") if file.stem == name), None)


def _read(file: Path) -> Mail:
    message = message_from_bytes(file.read_bytes(), policy=policy.default)
    date = message["Date"]
    return Mail(
        name=file.stem,
        sender=str(message["From"] or ""),
        to=str(message["To"] or ""),
        subject=str(message["Subject"] or ""),
        sent_at=parsedate_to_datetime(str(date)) if date else None,
        html=_part(message, "html"),
        text=_part(message, "plain"),
        attachments=tuple(_attachment(part) for part in message.iter_attachments()),
    )


def _part(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    return str(part.get_content()) if part is not None else ""


def _attachment(part: EmailMessage) -> Attachment:
    body = part.get_payload(decode=True)
    return Attachment(part.get_filename() or "file", part.get_content_type(), body if isinstance(body, bytes) else b"")
