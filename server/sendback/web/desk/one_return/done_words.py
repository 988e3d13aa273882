"""What the page of a return says of what was just done there, by the word that its address brings along."""

from collections.abc import Mapping
from types import MappingProxyType

DONE: Mapping[str, str] = MappingProxyType(
    {
        "approved": "Approved. The label goes out now.",
        "declined": "Declined. The shopper is told why.",
        "canceled": "Canceled. The label is no longer valid.",
        "mailed": "The mail is on its way to the shopper.",
        "boxed": "There is one more box. Its label is below.",
        "buying": "The label is being bought.",
        "voiding": "The label is being given back.",
        "asked": "The shopper is asked by email.",
        "edited": "The lines are changed.",
        "added": "The line is added.",
        "written": "The message is with the shopper.",
        "noted": "The note is kept. Only your desk sees it.",
        "unnoted": "The note is removed.",
        "read": "Marked as read.",
        "corrected": "The sender is corrected.",
        "reopened": "Taken back. It stands where it stood before.",
        "made": "The return is made.",
        "refunded": "Noted as refunded.",
        "received": "The box is taken in.",
        "found": "Kept.",
        "put_right": "Put right. What was said before is kept below.",
        "taken_back": "Taken back.",
        "waived": "Noted: nothing is due.",
        "arrived": "Noted as arrived.",
    }
)
_HERE_ALREADY = "Approved. The goods are here already, so no label goes out."


def say_done(done: str, is_here: bool) -> str:
    """Say what was done; nothing for a word that nobody knows. `is_here` where the goods came before somebody decided."""
    return _HERE_ALREADY if done == "approved" and is_here else DONE.get(done, "")
