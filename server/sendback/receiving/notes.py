"""What somebody writes about a box or a thing of a return."""

from sendback.returns.model import Return
from sendback.shops.text import clean_text


def keep_note(item: Return, text: str) -> str:
    """Clean what was written; of a return that was erased before its box came, nothing of the kind is kept any more."""
    return "" if item.erased_at else clean_text(text)
