"""To whom a mail went and what became of it, in the words of the desk."""

from collections.abc import Sequence

from sendback.delivery.mail_log_store import Logged, is_refusing
from sendback.journal.model import Event
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


def tell_mails(events: Sequence[Event], logged: Sequence[Logged], sees: bool) -> dict[int, list[str]]:
    """Say of each mail in a return's course to whom it went, or why it came back, by the event's place in the journal."""
    by_id = {each.job_id: each for each in logged}
    told = [(event, by_id.get(str(event.body.get("job_id")))) for event in events if event.type in ("mail.sent", "mail.bounced")]
    return {event.seq: [_tell_mail(event, each, sees)] for event, each in told if each}


def find_unreached(logged: Sequence[Logged], email: str, sees: bool) -> str:
    """Find the address that takes no mail and is still the shopper's; empty where mail reaches them."""
    if not email or not is_refusing(logged, email):
        return ""
    return email if sees else mask_email(email)


def _tell_mail(event: Event, logged: Logged, sees: bool) -> str:
    return f"to {show_address(logged, sees)}" if event.type == "mail.sent" else say_bounce(logged, sees)
