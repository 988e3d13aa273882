"""What devices sent, in the database: each once."""

import json
from datetime import datetime
from typing import Any

from sendback.database.model import Row, Tx
from sendback.database.times import from_epoch, to_epoch
from sendback.receiving.scanning.event import Kept, Said, State

_COLUMNS = (
    "shop_id event_id home_shop_id device_id shift_id number kind return_id body digest device_at seen_at arrived_at state answer"
).split()
_INSERT = f"""INSERT INTO dock_events ({", ".join(_COLUMNS)}) VALUES ({", ".join(f":{name}" for name in _COLUMNS)})
ON CONFLICT (shop_id, event_id) DO NOTHING"""
_MOST_ID = 64


def add_event(tx: Tx, event: Kept) -> bool:
    """Keep an event with its answer; False where there is one of that id. Of many at once, the others wait for the first."""
    return bool(
        tx.run(
            _INSERT,
            shop_id=event.shop_id,
            event_id=event.event_id,
            home_shop_id=event.home,
            device_id=event.device_id,
            shift_id=event.shift_id,
            number=event.number,
            kind=event.kind,
            return_id=_name_return(event),
            body=json.dumps(event.body, ensure_ascii=False),
            digest=event.digest,
            device_at=to_epoch(event.device_at),
            seen_at=to_epoch(event.seen_at),
            arrived_at=to_epoch(event.arrived_at),
            state=event.said.state.value,
            answer=json.dumps(event.said.as_json(), ensure_ascii=False),
        )
    )


def save_said(tx: Tx, event: Kept, said: Said, body: dict[str, Any]) -> None:
    """Keep what became of an event, and of its body what is still needed."""
    tx.run(
        "UPDATE dock_events SET state = :t, answer = :a, body = :b WHERE shop_id = :s AND event_id = :e",
        t=said.state.value, a=json.dumps(said.as_json(), ensure_ascii=False), b=json.dumps(body, ensure_ascii=False),
        s=event.shop_id, e=event.event_id,
    )  # fmt: skip


def find_event(tx: Tx, shop_id: str, event_id: str) -> Kept | None:
    """Find an event by its id."""
    row = tx.one("SELECT * FROM dock_events WHERE shop_id = :s AND event_id = :e", s=shop_id, e=event_id)
    return _event(row) if row else None


def hold_event(tx: Tx, shop_id: str, event_id: str) -> Kept | None:
    """Find an event that waits for the desk, and keep everybody else from it until the end of the transaction."""
    touched = tx.run(
        "UPDATE dock_events SET state = state WHERE shop_id = :s AND event_id = :e AND state = 'held'", s=shop_id, e=event_id
    )
    return find_event(tx, shop_id, event_id) if touched else None


def list_held(tx: Tx, shop_id: str, most: int = 500) -> list[Kept]:
    """List what waits for the desk, in the order in which it came."""
    return _list(tx, "state = 'held' ORDER BY arrived_at, home_shop_id, device_id, number LIMIT :n", shop_id, most)


def list_refused(tx: Tx, shop_id: str, since: datetime, most: int = 100) -> list[Kept]:
    """List what was refused since a moment, the newest first."""
    rows = tx.all(
        """SELECT * FROM dock_events WHERE shop_id = :s AND arrived_at >= :t AND state = 'refused'
        ORDER BY arrived_at DESC, number DESC LIMIT :n""",
        s=shop_id, t=to_epoch(since), n=most,
    )  # fmt: skip
    return [_event(row) for row in rows]


def _name_return(event: Kept) -> str:
    """Name the return that an event says it is about; what can be no id, and no database would take, is left out."""
    named = str(event.body.get("return_id", ""))
    return named if named.isascii() and named.isalnum() and len(named) <= _MOST_ID else ""


def _list(tx: Tx, where: str, shop_id: str, most: int) -> list[Kept]:
    return [_event(row) for row in tx.all(f"SELECT * FROM dock_events WHERE shop_id = :s AND {where}", s=shop_id, n=most)]


def _event(row: Row) -> Kept:
    return Kept(
        shop_id=row["shop_id"],
        event_id=row["event_id"],
        home=row["home_shop_id"],
        device_id=row["device_id"],
        shift_id=row["shift_id"],
        number=row["number"],
        kind=row["kind"],
        body=json.loads(row["body"]),
        device_at=from_epoch(row["device_at"]),
        seen_at=from_epoch(row["seen_at"]),
        arrived_at=from_epoch(row["arrived_at"]),
        said=Said(State(row["state"]), **json.loads(row["answer"])),
        digest=row["digest"],
    )
