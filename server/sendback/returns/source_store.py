"""Where returns are found in the database: each source reads an index in the order of the list, or tests a row."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sendback.database.model import Tx
from sendback.database.times import to_epoch
from sendback.returns.awaited_store import Awaited
from sendback.returns.model import Status

MOST_COUNTED = 1000
MOST_NUMBERS = 300
"""How many returns a beginning of a number may name: who looks for one types on."""


@dataclass(frozen=True, slots=True)
class Source:
    """Returns that fit one wish: as pieces of SQL to read them from, each with an alias `d`, and as a test of a row `r`."""

    pieces: Sequence[str]
    test: str
    values: Mapping[str, Any] = field(default_factory=dict)


def find_words(name: str, words: Sequence[str], beginnings: Sequence[str] = (), rma: str = "", tracking: str = "") -> Source:
    """Find returns with one of these words, or with a number that begins so; `name` keeps its values apart.

    `beginnings` are what the words begin with: a row is tested for them, not for each of the words.
    """
    values: dict[str, Any] = {f"{name}_{place}": word for place, word in enumerate(words)}
    pieces = [f"search_words d WHERE d.shop_id = :s AND d.word = :{value}" for value in values]
    others = [word for word in words if not word.startswith(tuple(beginnings))]
    sought = [*(f"% {_escape(each)}%" for each in beginnings), *(f"% {_escape(word)} %" for word in others)]
    patterns = {f"{name}_like_{place}": pattern for place, pattern in enumerate(sought)}
    tests = [f"r.words LIKE :{pattern} ESCAPE '!'" for pattern in patterns]
    values |= patterns
    for table, column, beginning in (("returns", "rma", rma), ("parcels", "tracking_number", tracking)):
        if beginning:
            values |= {f"{name}_{column}": beginning, f"{name}_{column}_z": f"{beginning}zzzz"}
            range_ = f"x.{column} >= :{name}_{column} AND x.{column} < :{name}_{column}_z"
            of_shop = f"SELECT x.return_id FROM {table} x WHERE x.shop_id = :s AND {range_}"
            pieces.append(f"({of_shop} ORDER BY x.{column} LIMIT {MOST_NUMBERS}) d WHERE 1 = 1")
            tests.append(f"EXISTS ({of_shop} AND x.return_id = r.return_id)")
    return Source(pieces, f"({' OR '.join(tests)})" if tests else "1 = 0", values)


def find_fact(name: str, fact: str) -> Source:
    """Find returns by one word as it is kept, such as a fact."""
    test = f"EXISTS (SELECT 1 FROM search_words f WHERE f.shop_id = :s AND f.word = :{name} AND f.return_id = r.return_id)"
    return Source([f"search_words d WHERE d.shop_id = :s AND d.word = :{name}"], test, {name: fact})


def find_states(name: str, states: Sequence[Status]) -> Source:
    """Find returns that stand at one of these."""
    values = {f"{name}_{place}": state.value for place, state in enumerate(states)}
    spelt = ", ".join(f":{each}" for each in values)
    pieces = [f"returns d WHERE d.shop_id = :s AND d.status = :{each}" for each in values]
    return Source(pieces, f"r.status IN ({spelt})", values)


def limit_age(since: datetime) -> Source:
    """Test that a return was asked for no later than then; nothing is read by it, for old returns are many."""
    return Source((), "r.created_at <= :since", {"since": to_epoch(since)})


def find_due() -> Source:
    """Find returns whose money is due."""
    return Source(["returns d WHERE d.shop_id = :s AND d.refund_due_at IS NOT NULL"], "r.refund_due_at IS NOT NULL")


def find_unused(since: datetime) -> Source:
    """Find returns with a bought label that was not seen with any parcel since."""
    unused = "{0}.shop_id = :s AND {0}.state = 'bought' AND {0}.seen_at IS NULL AND {0}.bought_at <= :unused"
    test = f"EXISTS (SELECT 1 FROM parcels p WHERE {unused.format('p')} AND p.return_id = r.return_id)"
    return Source([f"parcels d WHERE {unused.format('d')}"], test, {"unused": to_epoch(since)})


def find_awaited(awaited: Awaited) -> Source:
    """Find returns with such a box, those with two once; what is read is tested too, for an index does not know who waits."""
    test = f"EXISTS (SELECT 1 {awaited.of_return})"
    return Source([f"(SELECT DISTINCT p.return_id {awaited.reading}) d WHERE 1 = 1"], test, awaited.values)


def limit_place(warehouse: str) -> Source:
    """Test that a return goes to a warehouse; nothing is read by it, for most go to the same."""
    return Source((), "r.warehouse = :warehouse", {"warehouse": warehouse})


def find_all() -> Source:
    """Find every return."""
    return Source(["returns d WHERE d.shop_id = :s"], "1 = 1")


def find_made(since: datetime | None, before: datetime | None) -> Source:
    """Find returns asked for from one moment on, until before another."""
    values = {name: to_epoch(at) for name, at in (("made_from", since), ("made_before", before)) if at is not None}
    limits = {"made_from": "{}.created_at >= :made_from", "made_before": "{}.created_at < :made_before"}
    tests = [limits[name] for name in values]
    of_shop = "".join(f" AND {test.format('d')}" for test in tests)
    return Source([f"returns d WHERE d.shop_id = :s{of_shop}"], " AND ".join(test.format("r") for test in tests), values)


def _escape(text: str) -> str:
    return re.sub("([%_!])", r"!\1", text)


def count_some(tx: Tx, shop_id: str, source: Source, most: int = MOST_COUNTED) -> int:
    """Count what a source finds, and no further than `most`."""
    pieces = " UNION ALL ".join(f"SELECT d.return_id FROM {piece}" for piece in source.pieces)
    row = tx.one(f"SELECT COUNT(*) AS n FROM ({pieces} LIMIT :most) c", s=shop_id, most=most, **source.values)
    return int(row["n"]) if row else 0
