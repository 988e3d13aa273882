"""Where things stand in a policy's text: the lines of its tables and keys."""

import re
from collections import Counter
from dataclasses import dataclass

Path = tuple[str | int, ...]

_TABLE = re.compile(r"\s*(\[\[?)\s*([^\]#]+?)\s*\]")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_PART = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")
_LONG = re.compile(r'"""|\'\'\'')


@dataclass(frozen=True, slots=True)
class Places:
    """The place of every table and key that has a line of its own; `tables` are those with a line in brackets."""

    lines: dict[Path, tuple[int, int]]
    tables: dict[Path, int]

    def find(self, path: Path) -> tuple[int, int]:
        """Find the line and column of a thing, or of the next larger thing around it that has a line."""
        while path:
            if path in self.lines:
                return self.lines[path]
            path = path[:-1]
        return 1, 1


def find_places(text: str) -> Places:
    """Go through a text once; a table inside another counts with the last one of its list, as TOML has it."""
    places, lists = Places({}, {}), Counter[str]()
    table: Path = ()
    long = ""
    for number, line in enumerate(text.split("\n"), 1):
        inside, long = long, _find_open_text(line, long)
        if inside:
            continue
        if found := _TABLE.match(line):
            names = _split(found[2])
            if len(found[1]) > 1:
                lists[names[0]] += 1
            count = lists[names[0]]
            table = (names[0], count - 1, *names[1:]) if count else names
            places.lines.setdefault(table, (number, found.start(1) + 1))
            places.tables.setdefault(table, number)
        elif found := _KEY.match(line):
            places.lines.setdefault((*table, *_split(found[1])), (number, found.start(1) + 1))
    return places


def _split(name: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _PART.findall(name)) or (name,)


def _find_open_text(line: str, long: str) -> str:
    """Give the quotes of a text over several lines that is still open at the end of this one."""
    for quotes in _LONG.findall(line):
        long = "" if quotes == long else long or quotes
    return long
