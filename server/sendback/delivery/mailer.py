"""Where composed mail goes: a mail server, or a folder of files."""

from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from sendback.delivery.durable import replace_durably
from sendback.delivery.smtp import SmtpMailer
from sendback.delivery.trouble import Remedy, Trouble


class Mailer(Protocol):
    """Hand one message over; when `send` returns, somebody else has it for good."""

    def send(self, job_id: str, message: EmailMessage) -> None:
        """Hand over a message with exactly one recipient, or Trouble."""

    def close(self) -> None:
        """Let go of any connection; the next `send` opens a new one."""


class FileMailer:
    """Write each mail as <job id>.eml into a folder; sent again, it replaces itself."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, job_id: str, message: EmailMessage) -> None:
        """Write the whole file and its name durably, so that a reader never sees half a mail."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            draft, goal = self.folder / f".{job_id}.tmp", self.folder / f"{job_id}.eml"
            replace_durably(draft, goal, message.as_bytes(policy=SMTP), 0o600)
        except OSError as error:
            reason = f"The mail folder cannot be written ({error.strerror})."
            raise Trouble(reason, Remedy.SERVER) from None

    def close(self) -> None:
        """Keep nothing open between mails."""


def open_mailer(url: str) -> Mailer | None:
    """Choose by URL: smtp://, smtps:// or file:<folder>; None when none is set and mail waits. ValueError for others."""
    if not url:
        return None
    scheme = urlsplit(url).scheme
    if scheme in ("smtp", "smtps"):
        return SmtpMailer(url)
    if scheme == "file":
        path = url.removeprefix("file:")
        return FileMailer(Path(unquote(path.removeprefix("//") if path.startswith("//") else path)))
    raise ValueError("SENDBACK_MAIL_URL must begin with smtp://, smtps:// or file:.")
