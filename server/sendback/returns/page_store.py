"""One page of a list out of the database: from a place that never shifts, looking at a bounded number of rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sendback.database.model import Tx
from sendback.returns.listed import Found
from sendback.returns.source_store import Source

DEPTHS = (200, 4000)
"""How many returns of a source are looked at for one page where only some of them fit: few first, then more."""
ALL = 100_000


@dataclass(frozen=True, slots=True)
class Way:
    """The order of a list: by a moment, or where `column` is empty by the order in which returns came in."""

    column: str
    is_falling: bool

    @property
    def keys(self) -> str:
        """The columns that order it."""
        return f"r.{self.column}, r.return_id" if self.column else "r.return_id"

    def turn(self, is_back: bool) -> "Way":
        """Give the way to the page before."""
        return Way(self.column, self.is_falling is not is_back)

    def order(self, alias: str) -> str:
        """Write its ORDER BY."""
        end = " DESC" if self.is_falling else ""
        return ", ".join(key.replace("r.", f"{alias}.") + end for key in self.keys.split(", "))

    def pass_by(self, alias: str, name: str, or_at: bool = False) -> str:
        """Write what lies beyond a mark, or beyond and at it."""
        than = ("<" if self.is_falling else ">") + ("=" if or_at else "")
        if not self.column:
            return f"{alias}.return_id {than} :{name}_id"
        return f"({alias}.{self.column}, {alias}.return_id) {than} (:{name}_at, :{name}_id)"

    def write_mark(self, row: Mapping[str, Any]) -> str:
        """Write the mark of a row."""
        return f"{row[self.column]}.{row['return_id']}" if self.column else str(row["return_id"])

    def read_mark(self, name: str, mark: str) -> dict[str, Any]:
        """Read a mark as values; one that was never written is beyond nothing."""
        at, _, return_id = mark.rpartition(".")
        values: dict[str, Any] = {f"{name}_id": return_id[:26]}
        return values | ({f"{name}_at": int(at) if at.isdecimal() and len(at) < 13 else 0} if self.column else {})


def find_page(
    tx: Tx, shop_id: str, source: Source, tests: Sequence[Source], way: Way, mark: str, most: int, is_small: bool
) -> Found:
    """Find a page of what a source gives and every test lets through, in the order of `way`, beyond `mark`.

    A small source is read whole, so that it may come in any order.
    """
    depths = (ALL,) if is_small else DEPTHS if tests else (most + 1,)
    found = Found((), (), "")
    for depth in depths:
        found = _look(tx, shop_id, source, tests, way, mark, most, depth)
        if len(found.ids) == most or not found.onward:
            break
    return found


def _look(tx: Tx, shop_id: str, source: Source, tests: Sequence[Source], way: Way, mark: str, most: int, depth: int) -> Found:
    values: dict[str, Any] = {"s": shop_id, "n": most + 1, "depth": depth, **source.values}
    for test in tests:
        values |= test.values
    row = "r" if way.column else "d"
    limits = []
    if mark:
        values |= way.read_mark("c", mark)
        limits.append(way.pass_by(row, "c"))
    frontier = _find_frontier(tx, shop_id, source, way, mark, depth) if tests and depth < ALL else ""
    if frontier:
        values |= way.read_mark("f", frontier)
        limits.append(Way(way.column, not way.is_falling).pass_by(row, "f", or_at=True))
    pieces = " UNION ".join(f"SELECT e.return_id FROM ({_read(piece, way, mark, depth)}) e" for piece in source.pieces)
    rows = tx.all(
        f"""SELECT {way.keys.replace("r.", f"{row}.")} FROM ({pieces}) d {"CROSS JOIN returns r" if way.column else ""}
        WHERE {_fit(tests, way, limits)} ORDER BY {way.order(row)} LIMIT :n""",
        **values,
    )
    marks = [way.write_mark(each) for each in rows]
    onward = marks[most - 1] if len(rows) > most else frontier
    return Found([each["return_id"] for each in rows[:most]], marks[:most], onward)


def _fit(tests: Sequence[Source], way: Way, limits: Sequence[str]) -> str:
    """Write what a return must be; each is looked up by its key, for PostgreSQL would rather read all than so many."""
    its_row, tested = "r.shop_id = :s AND r.return_id = d.return_id", " AND ".join(test.test for test in tests)
    if way.column:
        return " AND ".join([its_row, *limits, *([tested] if tests else [])])
    looked_up = f"(SELECT CASE WHEN {tested} THEN 1 ELSE 0 END FROM returns r WHERE {its_row}) = 1"
    return " AND ".join(["1 = 1", *limits, *([looked_up] if tests else [])])


def _read(piece: str, way: Way, mark: str, depth: int) -> str:
    if depth == ALL:
        return f"SELECT d.return_id FROM {piece}"
    beyond = f" AND {way.pass_by('d', 'c')}" if mark else ""
    return f"SELECT d.return_id FROM {piece}{beyond} ORDER BY {way.order('d')} LIMIT :depth"


def _find_frontier(tx: Tx, shop_id: str, source: Source, way: Way, mark: str, depth: int) -> str:
    """Find how far every piece is looked at: nothing beyond the nearest of their ends is known for sure."""
    values = {"s": shop_id, "skipped": depth - 1, **source.values, **(way.read_mark("c", mark) if mark else {})}
    beyond = f" AND {way.pass_by('d', 'c')}" if mark else ""
    columns = way.keys.replace("r.", "d.")
    ends = [
        row
        for piece in source.pieces
        if (row := tx.one(f"SELECT {columns} FROM {piece}{beyond} ORDER BY {way.order('d')} LIMIT 1 OFFSET :skipped", **values))
    ]
    nearest = sorted(ends, key=lambda row: (row.get(way.column, 0), row["return_id"]), reverse=way.is_falling)
    return way.write_mark(nearest[0]) if nearest else ""
