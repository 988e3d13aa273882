"""Reading a journal from its end: filtered, page by page from a place that never shifts."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sendback.database.model import Tx
from sendback.database.times import from_epoch, to_epoch
from sendback.journal.model import Event


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events: all that is given must hold; `since` is inclusive, `until` is not."""

    subject: str = ""
    type: str = ""
    """A whole name such as `return.closed`, or its first word for all of a kind."""
    actor: str = ""
    since: datetime | None = None
    until: datetime | None = None


def list_latest(tx: Tx, shop_id: str, wanted: Wanted, before: int | None = None, most: int = 50) -> list[Event]:
    """List events, newest first, from the one before the place `before` on."""
    conditions, values = ["shop_id = :s"], dict[str, Any]({"s": shop_id, "n": most})

    def ask(condition: str, value: str | int | None) -> None:
        if value not in (None, ""):
            name = f"v{len(values)}"
            conditions.append(condition.format(f":{name}"))
            values[name] = value

    ask("subject = {}", wanted.subject)
    ask("type = {}" if "." in wanted.type else "type LIKE {} || '.%'", wanted.type)
    ask("actor = {}", wanted.actor)
    ask("at >= {}", to_epoch(wanted.since) if wanted.since else None)
    ask("at < {}", to_epoch(wanted.until) if wanted.until else None)
    ask("seq < {}", before)
    order = "subject_seq" if wanted.subject else "seq"  # the same order, by the index that leads to few
    rows = tx.all(f"SELECT * FROM journal WHERE {' AND '.join(conditions)} ORDER BY {order} DESC LIMIT :n", **values)
    return [Event(**{**row, "at": from_epoch(row["at"]), "body": json.loads(row["body"])}) for row in rows]


def list_actors(tx: Tx, shop_id: str) -> list[str]:
    """List who stands in a shop's latest thousand events."""
    rows = tx.all(
        """SELECT DISTINCT actor FROM (SELECT actor FROM journal WHERE shop_id = :s ORDER BY seq DESC LIMIT 1000) latest
        ORDER BY actor""",
        s=shop_id,
    )
    return [row["actor"] for row in rows]
