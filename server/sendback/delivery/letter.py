"""What one mail says, before it is dressed as text and as HTML."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Action:
    """Something to open: what it is called and where it is."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A named value, such as the return number; `is_code` keeps it left to right in any language."""

    name: str
    value: str
    is_code: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody at the shop wrote, under a heading."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A whole mail in one language; `glance` is the line that inboxes show beside the subject."""

    subject: str
    glance: str
    title: str
    paragraphs: tuple[str, ...]
    button: Action | None = None
    steps: tuple[str, ...] = ()
    quote: Quote | None = None
    items_title: str = ""
    items: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    links: tuple[Action, ...] = ()
    foot: str = ""
    off_url: str = ""
    """Where whoever gets it turns such mail off, by one request and without signing in (RFC 8058)."""
