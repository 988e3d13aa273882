"""The parts of a page's HTML that matter to a tag; reads any soup, runs nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

Attributes = Mapping[str, str]


@dataclass(slots=True)
class PageParts:
    """Scripts, triggers and policies, each by its attributes in small letters."""

    scripts: list[Attributes] = field(default_factory=list)
    triggers: list[Attributes] = field(default_factory=list)
    policies: list[str] = field(default_factory=list)


def read_parts(html: str) -> PageParts:
    """Collect the parts of a page."""
    reader = _Reader()
    reader.feed(html)
    return reader.parts


def find_tag(parts: PageParts) -> Attributes | None:
    """Find the tag: the script with a shop's key, else the one at an address that looks like ours."""
    keyed = (script for script in parts.scripts if "data-shop" in script)
    named = (script for script in parts.scripts if script.get("src", "").split("?")[0].endswith("/sendback.js"))
    return next(keyed, None) or next(named, None)


_TRIGGERS = frozenset({"data-sendback", "data-sendback-withdraw"})


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts = PageParts()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in reversed(attrs)}
        if tag == "script":
            self.parts.scripts.append(attributes)
        elif tag == "sendback-returns" or not _TRIGGERS.isdisjoint(attributes):
            self.parts.triggers.append(attributes)
        elif tag == "meta" and attributes.get("http-equiv", "").lower() == "content-security-policy":
            self.parts.policies.append(attributes.get("content", ""))
