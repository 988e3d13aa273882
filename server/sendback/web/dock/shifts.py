"""Beginning with a PIN, and signing out."""

from flask import Response, g, jsonify

from sendback.database.model import Tx
from sendback.orders.guessing import Guessed
from sendback.receiving.devices import beginning
from sendback.receiving.devices.ending import end_shifts
from sendback.web.context import get_context
from sendback.web.dock.auth import needs_device
from sendback.web.dock.telling import tell_shift
from sendback.web.reading import get_text, read_json
from sendback.web.trying import count_try, take_back


@needs_device
def begin_shift() -> Response:
    """Take a PIN; whoever worked here before is signed out."""
    body, context = read_json(), get_context()
    counted = count_try({Guessed.DOCK_PIN: g.device.mark})
    worker_id, pin = get_text(body, "worker", 64), get_text(body, "pin", 8)
    shift = beginning.begin_shift(context.database, g.device, worker_id, pin, context.clock())
    take_back(counted)
    response = jsonify({"shift": tell_shift(shift)})
    response.status_code = 201
    return response


@needs_device
def end_shift() -> Response:
    """Sign out; again is no fault."""
    if g.shift is not None:
        context, shift = get_context(), g.shift

        def end(tx: Tx) -> None:
            end_shifts(tx, g.device.home, shift.actor, context.clock(), device_id=g.device.device_id)

        context.database.write(end)
    return Response(status=204)
