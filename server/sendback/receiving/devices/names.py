"""What devices and workers are called."""

from sendback.errors import refuse_field
from sendback.shops.text import clean_line

MOST_NAME = 40


def clean_name(text: str) -> str:
    """Return a name as it is kept: one line, not too long."""
    return clean_line(text[:200])[:MOST_NAME].strip()


def check_name(text: str) -> str:
    """Return a name as it is kept; Problem invalid-fields when nothing of it is left."""
    name = clean_name(text)
    if not name:
        raise refuse_field("name", "required", "Give it a name.")
    return name
