"""Deliveries in the database: what is due, leased to one who tries it, and settled."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sendback.database.ids import new_id
from sendback.database.model import Row, Tx
from sendback.database.times import from_epoch, to_epoch
from sendback.delivery.webhooks.model import Announcement, Delivery, DeliveryState, Endpoint, EndpointState, Health
from sendback.errors import Code, Problem

LEASE = timedelta(minutes=2)
"""How long a claimed delivery is left alone: longer than any try can take, so that only a crash gives it back."""

_INSERT = """INSERT INTO webhook_deliveries (shop_id, delivery_id, endpoint_id, event_id, type, body, state, due_at, attempts,
tries, created_at) VALUES (:s, :d, :e, :v, :t, :body, :state, :n, 0, 0, :n)"""
_WHOLE = """SELECT d.*, a.body AS announced FROM webhook_deliveries AS d
LEFT JOIN announcements AS a ON a.shop_id = d.shop_id AND a.event_id = d.event_id"""
_CLAIM = """UPDATE webhook_deliveries SET due_at = :lease, attempts = attempts + 1, tries = tries + 1
WHERE shop_id = :s AND delivery_id = (
  SELECT delivery_id FROM webhook_deliveries WHERE shop_id = :s AND endpoint_id = :e AND state = 'waiting' AND due_at <= :n
  ORDER BY due_at, delivery_id LIMIT 1 {skip_locked}) RETURNING delivery_id"""
_SKIP_LOCKED = {"postgres": "FOR UPDATE SKIP LOCKED", "sqlite": ""}


def add_deliveries(tx: Tx, told: Sequence[tuple[Endpoint, Announcement]], now: datetime) -> None:
    """Put events on their way to endpoints, due at once, or held where the endpoint is paused."""
    rows = [_row(endpoint, each.event_id, each.type, None, now) for endpoint, each in told]
    if rows:
        tx.run_many(_INSERT, rows)


def add_test(tx: Tx, endpoint: Endpoint, event_id: str, type_: str, body: str, now: datetime) -> str:
    """Put a test on its way and return the delivery's id."""
    row = _row(endpoint, event_id, type_, body, now)
    tx.run(_INSERT, **row)
    return str(row["d"])


def claim_delivery(tx: Tx, engine: str, shop_id: str, endpoint_id: str, now: datetime) -> Delivery | None:
    """Take what is due longest for an endpoint and lease it; its try counts from now on, so that a crash counts as one."""
    claim = _CLAIM.format(skip_locked=_SKIP_LOCKED[engine])
    row = tx.one(claim, s=shop_id, e=endpoint_id, n=to_epoch(now), lease=to_epoch(now + LEASE))
    return get_delivery(tx, shop_id, str(row["delivery_id"])) if row else None


def settle(tx: Tx, delivery: Delivery, state: DeliveryState, due_at: datetime) -> bool:
    """Write down how a try left a delivery; False when the lease ran out and somebody else has it, or it is gone."""
    changed = tx.run(
        """UPDATE webhook_deliveries SET state = :state, due_at = :due
        WHERE shop_id = :s AND delivery_id = :d AND tries = :mine AND state IN ('waiting', 'held')""",
        state=state.value, due=to_epoch(due_at), s=delivery.shop_id, d=delivery.delivery_id, mine=delivery.tries,
    )  # fmt: skip
    return bool(changed)


def get_delivery(tx: Tx, shop_id: str, delivery_id: str) -> Delivery:
    """Return a delivery of a shop with the body it sends, or Problem not-found."""
    row = tx.one(f"{_WHOLE} WHERE d.shop_id = :s AND d.delivery_id = :d", s=shop_id, d=delivery_id)
    if row is None:
        raise Problem(Code.NOT_FOUND, "There is no delivery with this id.")
    return _delivery(row)


def list_deliveries(
    tx: Tx, shop_id: str, endpoint_id: str, before: str = "", most: int = 50, state: str = "", type_: str = ""
) -> list[Delivery]:
    """List an endpoint's deliveries, newest first, from the one before an id on."""
    only = " AND d.delivery_id < :b" * bool(before) + " AND d.state = :t" * bool(state) + " AND d.type = :y" * bool(type_)
    sql = f"{_WHOLE} WHERE d.shop_id = :s AND d.endpoint_id = :e{only} ORDER BY d.delivery_id DESC LIMIT :n"
    return [_delivery(row) for row in tx.all(sql, s=shop_id, e=endpoint_id, b=before, t=state, y=type_, n=most)]


def hold(tx: Tx, shop_id: str, endpoint_id: str) -> None:
    """Keep back what waits for an endpoint."""
    tx.run(
        "UPDATE webhook_deliveries SET state = 'held' WHERE shop_id = :s AND endpoint_id = :e AND state = 'waiting'",
        s=shop_id, e=endpoint_id,
    )  # fmt: skip


def release(tx: Tx, shop_id: str, endpoint_id: str, now: datetime) -> int:
    """Send off what was kept back, with all its tries before it; return how many."""
    return tx.run(
        """UPDATE webhook_deliveries SET state = 'waiting', due_at = :n, attempts = 0
        WHERE shop_id = :s AND endpoint_id = :e AND state = 'held'""",
        s=shop_id, e=endpoint_id, n=to_epoch(now),
    )  # fmt: skip


def send_again(tx: Tx, delivery: Delivery, state: DeliveryState, now: datetime) -> None:
    """Send a delivery off once more, or hold it."""
    tx.run(
        "UPDATE webhook_deliveries SET state = :state, due_at = :n, attempts = 0 WHERE shop_id = :s AND delivery_id = :d",
        state=state.value, n=to_epoch(now), s=delivery.shop_id, d=delivery.delivery_id,
    )  # fmt: skip


def send_failed_again(tx: Tx, shop_id: str, endpoint_id: str, since: datetime, state: DeliveryState, now: datetime) -> int:
    """Send off once more all that failed and was made since a moment; return how many."""
    return tx.run(
        """UPDATE webhook_deliveries SET state = :state, due_at = :n, attempts = 0
        WHERE shop_id = :s AND endpoint_id = :e AND state = 'failed' AND created_at >= :since""",
        state=state.value, n=to_epoch(now), s=shop_id, e=endpoint_id, since=to_epoch(since),
    )  # fmt: skip


def count_open(tx: Tx, shop_id: str) -> dict[str, Health]:
    """Count per endpoint what waits or is held, and what is tried no more."""
    rows = tx.all(
        """SELECT endpoint_id, SUM(CASE WHEN state = 'failed' THEN 1 ELSE 0 END) AS failed, COUNT(*) AS every
        FROM webhook_deliveries WHERE shop_id = :s AND state != 'delivered' GROUP BY endpoint_id""",
        s=shop_id,
    )  # fmt: skip
    return {row["endpoint_id"]: Health(int(row["every"]) - int(row["failed"]), int(row["failed"])) for row in rows}


def count_tests(tx: Tx, shop_id: str, type_: str, since: datetime) -> int:
    """Count the tests a shop sent since a moment."""
    sql = "SELECT COUNT(*) AS n FROM webhook_deliveries WHERE shop_id = :s AND type = :t AND created_at > :since"
    row = tx.one(sql, s=shop_id, t=type_, since=to_epoch(since))
    return int(row["n"]) if row else 0


def _row(endpoint: Endpoint, event_id: str, type_: str, body: str | None, now: datetime) -> dict[str, Any]:
    state = DeliveryState.WAITING if endpoint.state is EndpointState.ACTIVE else DeliveryState.HELD
    return {
        "s": endpoint.shop_id, "d": new_id(), "e": endpoint.endpoint_id, "v": event_id, "t": type_, "body": body,
        "state": state.value, "n": to_epoch(now),
    }  # fmt: skip


def _delivery(row: Row) -> Delivery:
    names = ("shop_id", "delivery_id", "endpoint_id", "event_id", "type", "attempts", "tries")
    return Delivery(
        **{name: row[name] for name in names},
        body=row["body"] or row["announced"] or "",
        state=DeliveryState(row["state"]),
        due_at=from_epoch(row["due_at"]),
        created_at=from_epoch(row["created_at"]),
    )
