"""For the operator: is it alive, can it take work?"""

import shutil
from datetime import timedelta

from flask import Blueprint, Response, jsonify

from sendback.database.readiness import can_write
from sendback.delivery.outbox_store import find_oldest_due
from sendback.web.context import get_context

door = Blueprint("ops", __name__)
LEAST_FREE_SHARE = 0.05
OLDEST_JOB = timedelta(minutes=5)


@door.get("/livez")
def show_alive() -> Response:
    """Answer while the process runs at all."""
    return jsonify({"status": "alive"})


@door.get("/readyz")
def show_ready() -> Response:
    """Answer 200 when a return could be taken in now, else 503 with what is missing; names no versions."""
    checks = {"database": can_write(get_context().database), "disk": _has_room(), "outbox": _is_sending()}
    ready = all(checks.values())
    response = jsonify({"status": "ready" if ready else "not ready", "checks": checks})
    response.status_code = 200 if ready else 503
    return response


def _has_room() -> bool:
    folder = get_context().settings.folder
    usage = shutil.disk_usage(folder if folder.exists() else ".")
    return usage.free > usage.total * LEAST_FREE_SHARE


def _is_sending() -> bool:
    """Say whether the oldest job that is due was due lately: mail is late long before it is lost.

    An installation without a mail server is ready all the same: its mail waits because the operator said so.
    """
    context = get_context()
    if not context.settings.mail_url:
        return True
    due = context.database.read(find_oldest_due)
    return due is None or context.clock() - due < OLDEST_JOB
