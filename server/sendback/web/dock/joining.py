"""A device joins, by what its camera read or by a code that was typed, and leaves."""

from flask import Response, g, jsonify

from sendback.orders.guessing import Guessed
from sendback.receiving.devices import changing
from sendback.receiving.devices.pairing import join_device
from sendback.web.context import get_context
from sendback.web.dock.auth import hears_revoked, refuse_strange_request
from sendback.web.dock.cookie import drop_device_cookie, set_device_cookie
from sendback.web.dock.telling import tell_device
from sendback.web.reading import get_text, read_json
from sendback.web.sessions import get_device
from sendback.web.trying import count_try, name_client, take_back


def join() -> Response:
    """Take the code, once, and give the browser its cookie."""
    refuse_strange_request()
    body, context = read_json(), get_context()
    counted = count_try({Guessed.DOCK_JOIN: name_client()})
    name = get_text(body, "name", 200) or get_device()
    device, secret = context.database.write(join_device, get_text(body, "pairing", 120), name, context.clock())
    take_back(counted)
    response = jsonify({"device": tell_device(device)})
    response.status_code = 201
    set_device_cookie(response, device, secret)
    return response


@hears_revoked
def leave() -> Response:
    """Let the device go: whoever finds it can no longer see anything with it."""
    context, actor = get_context(), g.shift.actor if g.shift else "device"
    context.database.write(changing.leave, g.device, actor, context.clock())
    response = Response(status=204)
    drop_device_cookie(response)
    return response
