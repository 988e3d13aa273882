"""Finding a page of the help by its title and its text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sendback.web.help.pages import HelpPage, list_pages

MOST_TYPED = 80
_AROUND = 80
_MARKS = re.compile(r"[`*_|#>\[\]]+|\]\([^)]*\)|\s+")


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that fits, with the words around the first place where it does."""

    page: HelpPage
    excerpt: str


def search_pages(sought: str) -> Sequence[Hit]:
    """Find the pages that hold every word that was typed, those with most of them in their title first."""
    parts = sought[:MOST_TYPED].casefold().split()
    if not parts:
        return []
    texts = {page.name: _MARKS.sub(" ", page.text) for page in list_pages().values()}
    fitting = [page for page in list_pages().values() if all(part in texts[page.name].casefold() for part in parts)]
    fitting.sort(key=lambda page: (-sum(part in page.title.casefold() for part in parts), page.is_reference))
    return [Hit(page, _excerpt(texts[page.name], page.title, parts[0])) for page in fitting]


def _excerpt(text: str, title: str, part: str) -> str:
    """Cut the words around the first place below the title."""
    body = text.strip().removeprefix(title).strip()
    place = max(0, body.casefold().find(part))
    begin, end = max(0, place - _AROUND), place + _AROUND
    cut = body[begin:end].strip()
    return f"{'…' if begin else ''}{cut}{'…' if end < len(body) else ''}"
