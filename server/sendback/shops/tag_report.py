"""What a tag says of the page it runs on, when the builder's Verify asked it to."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MOST_VIOLATIONS = 20


@dataclass(frozen=True, slots=True)
class TagReport:
    """What one tag found on its page; `violations` are what the page's security policy forbade it."""

    page: str
    version: str
    has_trigger: bool
    has_config: bool
    violations: tuple[str, ...]


def read_tag_report(body: Mapping[str, Any]) -> TagReport:
    """Read what a tag sent, cut to size, whatever it holds."""
    told = body.get("violations")
    violations = told if isinstance(told, list) else []
    return TagReport(
        page=str(body.get("page", ""))[:300],
        version=str(body.get("version", ""))[:20],
        has_trigger=body.get("trigger") is True,
        has_config=body.get("config") is True,
        violations=tuple(str(violation)[:200] for violation in violations[:MOST_VIOLATIONS]),
    )
