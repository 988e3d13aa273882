"""A policy's text in blocks: each rule with the remark above it, so that one can be changed and the rest stays as typed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from sendback.policy.text.places import find_places

_REMARK = re.compile(r"[ \t]*#")
_RULE = re.compile(r"[ \t]*\[\[[ \t]*rule[ \t]*\]\]")


@dataclass(frozen=True, slots=True)
class Blocks:
    """A text in order; `rules` are the places of its rules among the blocks."""

    texts: tuple[str, ...]
    rules: tuple[int, ...]

    def join(self) -> str:
        """Give the text again."""
        return "".join(self.texts)


def read_blocks(text: str) -> Blocks:
    """Part a text before each `[[rule]]`, with the remarks right above it, and after all that belongs to it."""
    lines = text.splitlines(keepends=True)
    starts = {0: False}
    for path, number in find_places(text).tables.items():
        line = number - 1
        if path[0] != "rule":
            starts[_find_remark(lines, line)] = False
        elif len(path) == 2 and _RULE.match(lines[line]):
            starts[_find_remark(lines, line)] = True
    found: list[tuple[bool, str]] = []
    for first, last in pairwise([*sorted(starts), len(lines)]):
        found += _part_tail(lines[first:last]) if starts[first] else [(False, "".join(lines[first:last]))]
    return Blocks(tuple(text for _, text in found), tuple(place for place, (is_rule, _) in enumerate(found) if is_rule))


def find_remark(block: str) -> str:
    """Give the remark that stands above a rule."""
    lines = block.splitlines(keepends=True)
    return "".join(lines[: next((n for n, line in enumerate(lines) if not _REMARK.match(line)), 0)])


def _part_tail(lines: list[str]) -> Iterator[tuple[bool, str]]:
    """Part a rule from the remarks after it, which are a heading of what follows."""
    end = max(number for number, line in enumerate(lines) if line.strip() and not _REMARK.match(line)) + 1
    tail = next((number for number in range(end, len(lines)) if _REMARK.match(lines[number])), len(lines))
    yield True, "".join(lines[:tail])
    if tail < len(lines):
        yield False, "".join(lines[tail:])


def _find_remark(lines: list[str], line: int) -> int:
    while line > 0 and _REMARK.match(lines[line - 1]):
        line -= 1
    return line
