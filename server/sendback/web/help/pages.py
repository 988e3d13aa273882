"""The pages of the help: where they lie, how they are named, and what is in them."""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_PACKED = Path(__file__).parent / "docs"
_WRITTEN = Path(__file__).parents[4] / "docs"
REFERENCE = "reference/"
"""How pages that are looked up rather than read are named; the others are written for those who work at the desk."""


@dataclass(frozen=True, slots=True)
class HelpPage:
    """One page: its name in addresses, its title, its text as it was written (Markdown)."""

    name: str
    title: str
    text: str

    @property
    def is_reference(self) -> bool:
        """Say whether it is looked up rather than read."""
        return self.name.startswith(REFERENCE)


@functools.cache
def list_pages() -> Mapping[str, HelpPage]:
    """List every page by its name, those for the desk first, by title; read once, for they come with the release."""
    home = _PACKED if _PACKED.is_dir() else _WRITTEN
    found = [_read(name_page(file.relative_to(home).as_posix()), file) for file in (*home.glob("help/*.md"), *home.glob("*.md"))]
    return {page.name: page for page in sorted(found, key=lambda page: (page.is_reference, page.title.casefold()))}


def name_page(path: str) -> str:
    """Name the page that a file below docs/ is.

    >>> name_page("help/policy.md"), name_page("policy.md")
    ('policy', 'reference/policy')
    """
    bare = path.removesuffix(".md")
    return bare.removeprefix("help/") if bare.startswith("help/") else f"{REFERENCE}{bare}"


def _read(name: str, file: Path) -> HelpPage:
    text = file.read_text("utf-8")
    heading = re.match(r"# (.+)\n", text)
    return HelpPage(name, heading[1].replace("`", "") if heading else name, text)
