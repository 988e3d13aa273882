"""For the operator: is it alive, can it take work?"""

import shutil

from flask import Blueprint, Response, jsonify

from sendback.database.model import Tx
from sendback.errors import Problem
from sendback.web.context import get_context

door = Blueprint("ops", __name__)
LEAST_FREE_SHARE = 0.05
OLDEST_JOB_SECONDS = 300


@door.get("/livez")
def show_alive() -> Response:
    """Answer while the process runs at all."""
    return jsonify({"status": "alive"})


@door.get("/readyz")
def show_ready() -> Response:
    """Answer 200 when a return could be taken in now, else 503 with what is missing; names no versions."""
    checks = {"database": _can_write(), "disk": _has_room(), "outbox": _is_sending()}
    ready = all(checks.values())
    response = jsonify({"status": "ready" if ready else "not ready", "checks": checks})
    response.status_code = 200 if ready else 503
    return response


def _can_write() -> bool:
    try:
        get_context().database.write(lambda tx: tx.run("UPDATE shops SET created_at = created_at WHERE 1 = 0"))
    except Problem:
        return False
    return True


def _has_room() -> bool:
    folder = get_context().settings.folder
    usage = shutil.disk_usage(folder if folder.exists() else ".")
    return usage.free > usage.total * LEAST_FREE_SHARE


def _is_sending() -> bool:
    """Say whether the oldest job that is due was due lately: mail is late long before it is lost."""
    now = int(get_context().clock().timestamp())

    def oldest(tx: Tx) -> int | None:
        row = tx.one("SELECT MIN(due_at) AS due FROM outbox WHERE state = 'pending' AND attempts = 0")
        return row["due"] if row else None

    due = get_context().database.read(oldest)
    return due is None or now - due < OLDEST_JOB_SECONDS
