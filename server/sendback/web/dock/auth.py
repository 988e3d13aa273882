"""Who scans: a device by its cookie, and whoever works at it now."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import ParamSpec

from flask import Response, g, request

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.receiving.devices import device_store, shift_store
from sendback.receiving.devices.model import Device, Served, Shift
from sendback.receiving.devices.serving import list_served
from sendback.web.auth import refuse_foreign_page
from sendback.web.context import get_context
from sendback.web.dock.cookie import read_device_cookie

P = ParamSpec("P")
View = Callable[P, Response]
Known = tuple[Device, Shift | None, tuple[Served, ...]]

_OWN_HEADER = "X-Sendback-Dock"
_NOTED_EVERY = timedelta(minutes=1)


def needs_device(view: View[P]) -> View[P]:
    """Answer only a device that is paired; `g.device`, `g.shift` (or None) and `g.served` say which, who and for whom."""
    return _guard(view, "device", hears_revoked=False)


def needs_shift(view: View[P]) -> View[P]:
    """Answer only a device at which somebody works now."""
    return _guard(view, "shift", hears_revoked=False)


def hears_revoked(view: View[P]) -> View[P]:
    """Answer a device that was shut out too: it may have scanned before it knew."""
    return _guard(view, "device", hears_revoked=True)


def refuse_strange_request() -> None:
    """Let nothing be changed but by our own page: no other site's page can set this header without asking first."""
    if request.method not in ("GET", "HEAD"):
        refuse_foreign_page()
        if request.headers.get(_OWN_HEADER) != "1":
            raise Problem(Code.WRONG_ORIGIN, "This was not sent by the dock's own page.")


def find_device() -> Device | None:
    """Find whose cookie this is, also where it was revoked."""
    found = read_device_cookie()
    return get_context().database.read(device_store.find_device_by_secret, *found) if found else None


def _guard(view: View[P], asks: str, *, hears_revoked: bool) -> View[P]:
    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> Response:
        refuse_strange_request()
        g.device, g.shift, g.served = _look_up()
        if g.device.is_revoked and not hears_revoked:
            raise Problem(Code.DEVICE_REVOKED, "This device was shut out at the desk.")
        if asks == "shift" and g.shift is None:
            raise Problem(Code.SESSION_EXPIRED, "Begin with your PIN.", key="shift-needed")
        return view(*args, **kwargs)

    guarded.__dict__["dock"] = asks
    return guarded


def _look_up() -> Known:
    context, found = get_context(), read_device_cookie()
    now = context.clock()
    known = context.database.read(_read, *found, now) if found else None
    if known is None:
        raise Problem(Code.SIGN_IN_NEEDED, "This device is not paired. Scan the code on the desk's page Dock.", key="not-paired")
    device, _, served = known
    if device.seen_at is None or device.seen_at <= now - _NOTED_EVERY:
        context.database.write(device_store.note_seen, device, now)
    g.shop_slug = served[0].shop.slug
    return known


def _read(tx: Tx, home: str, device_id: str, secret: str, now: datetime) -> Known | None:
    device = device_store.find_device_by_secret(tx, home, device_id, secret)
    if device is None:
        return None
    return device, shift_store.find_current_shift(tx, device, now), list_served(tx, device)
