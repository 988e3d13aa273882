"""What the desk does with workers: add one, rename one, another PIN, let go."""

from datetime import datetime

from flask import Response, request

from sendback.database.model import Tx
from sendback.errors import Problem
from sendback.receiving.devices import workers
from sendback.receiving.devices.names import check_name
from sendback.receiving.devices.pins import check_pin, hash_pin
from sendback.returns.idempotency_store import Answer, answer_once
from sendback.shops.permissions import Action
from sendback.web.auth import needs
from sendback.web.desk.dock.acting import act, show_problem


@needs(Action.MANAGE_DOCK)
def add_worker() -> Response | str:
    """Add somebody, once however often the form is sent."""
    once = request.form.get("key", "")
    try:
        name = check_name(request.form.get("name", ""))
        pin_hash = _hash_typed()
    except Problem as problem:
        return show_problem(problem)

    def add(tx: Tx, shop_id: str, actor: str, now: datetime) -> None:
        def work() -> Answer:
            return Answer(201, {"id": workers.add_worker(tx, shop_id, name, pin_hash, actor, now).worker_id})

        answer_once(tx, shop_id, "dock/workers", once, {"name": name}, now, work)

    return act("worker-added", "workers", add)


@needs(Action.MANAGE_DOCK)
def rename_worker(worker_id: str) -> Response | str:
    """Give somebody another name."""
    name = request.form.get("name", "")
    return act(
        "changed", "workers", lambda tx, shop_id, actor, now: workers.rename_worker(tx, shop_id, worker_id, name, actor, now)
    )


@needs(Action.MANAGE_DOCK)
def reset_pin(worker_id: str) -> Response | str:
    """Give somebody another PIN."""
    try:
        pin_hash = _hash_typed()
    except Problem as problem:
        return show_problem(problem)
    return act("pin", "workers", lambda tx, shop_id, actor, now: workers.reset_pin(tx, shop_id, worker_id, pin_hash, actor, now))


@needs(Action.MANAGE_DOCK)
def end_worker(worker_id: str) -> Response | str:
    """Let somebody go."""
    return act("worker-ended", "workers", lambda tx, shop_id, actor, now: workers.end_worker(tx, shop_id, worker_id, actor, now))


def _hash_typed() -> str:
    return hash_pin(check_pin(request.form.get("pin", "").strip()))
