"""To whom a mail went and what became of it, in the words of the desk."""

from sendback.delivery.mail_log_store import Logged
from sendback.shops.text import mask_email

FORGOTTEN = "an address that was erased"


def show_address(logged: Logged, sees: bool) -> str:
    """Show whom a mail went to: the address to whoever may see people, else enough of it to recognise it."""
    if not logged.email:
        return FORGOTTEN
    return logged.email if sees else mask_email(logged.email)


def say_bounce(logged: Logged, sees: bool) -> str:
    """Say that a mail came back and why; empty where none did. What the other server said is for who may see people."""
    if logged.bounced_at is None:
        return ""
    why = "The address takes no mail" if logged.is_hard else "Not delivered for now"
    code = f" ({logged.bounce_status})" if logged.bounce_status else ""
    return f"{why}{code}: {logged.bounce}" if logged.bounce and sees else f"{why}{code}."
