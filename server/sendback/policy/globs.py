"""Patterns of article numbers: `*` for anything, `?` for one character, `[ab]` for one of some."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase, translate

_HEAD = re.compile(r"[^*?\[]*")
_WILD = re.compile(r"[*?\[]")

Pattern = tuple[Callable[[str], object] | None, int]
"""What else must match, if anything, and the bits of the rules that it stands for."""


@dataclass(frozen=True, slots=True)
class GlobIndex:
    """Patterns by what they begin with, so that only those are tried that may fit."""

    by_head: Mapping[str, tuple[Pattern, ...]]
    longest: int = 0

    def find(self, text: str) -> int:
        """Give the bits of all rules with a pattern that fits a casefolded text."""
        found = 0
        for length in range(min(len(text), self.longest) + 1):
            for matches, bits in self.by_head.get(text[:length], ()):
                if matches is None or matches(text):
                    found |= bits
        return found


def index_globs(patterns: Mapping[str, int]) -> GlobIndex:
    """Index casefolded patterns, each with the bits of its rules."""
    by_head: dict[str, list[Pattern]] = {}
    for pattern, bits in patterns.items():
        head = read_head(pattern)
        rest = None if pattern == f"{head}*" else re.compile(translate(pattern)).match
        by_head.setdefault(head, []).append((rest, bits))
    return GlobIndex({head: tuple(found) for head, found in by_head.items()}, max(map(len, by_head), default=0))


def read_head(pattern: str) -> str:
    """Give what every text begins with that a pattern fits.

    >>> read_head("soap-*-xl")
    'soap-'
    """
    return _HEAD.match(pattern)[0]  # type: ignore[index]  # nothing is a match too


def is_covered(pattern: str, wider: str) -> bool:
    """Say whether a pattern fits only what a wider one fits too; False where it is hard to tell.

    >>> is_covered("soap-*-xl", "soap*"), is_covered("soap*", "soap-*")
    (True, False)
    """
    if pattern == wider:
        return True
    if not _WILD.search(pattern):
        return fnmatchcase(pattern, wider)
    head = read_head(wider)
    return wider == f"{head}*" and read_head(pattern).startswith(head)
