"""Endpoints in the database."""

import json
from datetime import datetime
from typing import Any

from sendback.database.model import Row, Tx
from sendback.database.times import from_epoch, to_epoch
from sendback.delivery.webhooks.model import Because, Endpoint, EndpointState
from sendback.errors import Code, Problem

_NAMES = (
    "shop_id endpoint_id url types note sealed old_sealed old_until state because failures rest_until last_success_at created_at"
).split()
_INSERT = f"INSERT INTO webhook_endpoints ({', '.join(_NAMES)}) VALUES ({', '.join(f':{name}' for name in _NAMES)})"
_CHANGED = ("url", "types", "note", "sealed", "old_sealed", "old_until", "state", "because", "failures", "rest_until")
_UPDATE = f"""UPDATE webhook_endpoints SET {", ".join(f"{name} = :{name}" for name in _CHANGED)}
WHERE shop_id = :shop_id AND endpoint_id = :endpoint_id"""


def add_endpoint(tx: Tx, endpoint: Endpoint) -> None:
    """Keep a new endpoint."""
    tx.run(_INSERT, **_facts(endpoint))


def save_endpoint(tx: Tx, endpoint: Endpoint) -> None:
    """Keep what was changed of an endpoint; whoever changes it has locked it."""
    facts = _facts(endpoint)
    tx.run(_UPDATE, **{name: facts[name] for name in ("shop_id", "endpoint_id", *_CHANGED)})


def list_endpoints(tx: Tx, shop_id: str) -> list[Endpoint]:
    """List a shop's endpoints, oldest first."""
    rows = tx.all("SELECT * FROM webhook_endpoints WHERE shop_id = :s ORDER BY endpoint_id", s=shop_id)
    return [_endpoint(row) for row in rows]


def get_endpoint(tx: Tx, shop_id: str, endpoint_id: str) -> Endpoint:
    """Return an endpoint of a shop, or Problem not-found."""
    row = tx.one("SELECT * FROM webhook_endpoints WHERE shop_id = :s AND endpoint_id = :e", s=shop_id, e=endpoint_id)
    if row is None:
        raise _no_endpoint()
    return _endpoint(row)


def lock_endpoint(tx: Tx, shop_id: str, endpoint_id: str) -> Endpoint:
    """Return an endpoint and keep others from changing it until the end of the transaction; Problem not-found."""
    row = tx.one(
        "UPDATE webhook_endpoints SET state = state WHERE shop_id = :s AND endpoint_id = :e RETURNING *", s=shop_id, e=endpoint_id
    )
    if row is None:
        raise _no_endpoint()
    return _endpoint(row)


def save_success(tx: Tx, shop_id: str, endpoint_id: str, now: datetime) -> None:
    """Write down that an endpoint answered well: what failed before is forgotten."""
    tx.run(
        """UPDATE webhook_endpoints SET failures = 0, rest_until = 0, last_success_at = :n
        WHERE shop_id = :s AND endpoint_id = :e AND (failures > 0 OR last_success_at IS NULL OR last_success_at < :n)""",
        s=shop_id, e=endpoint_id, n=to_epoch(now),
    )  # fmt: skip


def delete_endpoint(tx: Tx, shop_id: str, endpoint_id: str) -> None:
    """Take an endpoint away; its deliveries must be gone."""
    tx.run("DELETE FROM webhook_endpoints WHERE shop_id = :s AND endpoint_id = :e", s=shop_id, e=endpoint_id)


def count_troubled(tx: Tx, shop_id: str) -> int:
    """Count the endpoints that are not told because something is wrong: paused after failures or gone, not by a person."""
    row = tx.one(
        """SELECT COUNT(*) AS n FROM webhook_endpoints
        WHERE shop_id = :s AND state = 'paused' AND because IN ('failures', 'gone')""",
        s=shop_id,
    )  # fmt: skip
    return int(row["n"]) if row else 0


def list_due_endpoints(tx: Tx, now: datetime) -> list[Endpoint]:
    """List the installation's endpoints that have something due and are not resting."""
    rows = tx.all(
        """SELECT * FROM webhook_endpoints AS e WHERE state = 'active' AND rest_until <= :n AND EXISTS (
        SELECT 1 FROM webhook_deliveries AS d WHERE d.shop_id = e.shop_id AND d.endpoint_id = e.endpoint_id
        AND d.state = 'waiting' AND d.due_at <= :n) ORDER BY shop_id, endpoint_id""",
        n=to_epoch(now),
    )  # fmt: skip
    return [_endpoint(row) for row in rows]


def _no_endpoint() -> Problem:
    return Problem(Code.NOT_FOUND, "There is no webhook endpoint with this id.")


def _facts(endpoint: Endpoint) -> dict[str, Any]:
    facts = {name: getattr(endpoint, name) for name in _NAMES}
    moments = ("old_until", "rest_until", "last_success_at", "created_at")
    epochs = {name: to_epoch(facts[name]) if facts[name] else None for name in moments}
    return {
        **facts,
        **epochs,
        "types": json.dumps(endpoint.types),
        "state": endpoint.state.value,
        "because": endpoint.because.value,
    }


def _endpoint(row: Row) -> Endpoint:
    moments = ("old_until", "rest_until", "last_success_at", "created_at")
    facts: dict[str, Any] = {**row, **{name: None if row[name] is None else from_epoch(row[name]) for name in moments}}
    facts["types"], facts["state"] = tuple(json.loads(row["types"])), EndpointState(row["state"])
    return Endpoint(**{**facts, "because": Because(row["because"])})
