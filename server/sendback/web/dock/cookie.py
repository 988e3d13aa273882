"""What a device keeps: a cookie for the dock alone, which no script reads and no other site sends."""

from datetime import timedelta
from urllib.parse import urlsplit

from flask import Response, request

from sendback.receiving.devices.model import Device
from sendback.web.context import get_context

_LIFE = timedelta(days=400)
"""As long as browsers keep any cookie (RFC 6265bis, 5.5); each visit that asks who one is begins it anew."""


def set_device_cookie(response: Response, device: Device, secret: str) -> None:
    """Keep in the browser which device it is."""
    _set(response, f"{device.home}.{device.device_id}.{secret}")


def keep_device_cookie(response: Response) -> None:
    """Let the browser keep what it holds for longer."""
    _set(response, request.cookies.get(_describe()[0], ""))


def drop_device_cookie(response: Response) -> None:
    """Let the browser forget which device it was."""
    name, path, secure = _describe()
    response.delete_cookie(name, path=path, secure=secure, httponly=True, samesite="Strict")


def read_device_cookie() -> tuple[str, str, str] | None:
    """Read whose device it says to be, its id and its secret; None where it says nothing of that shape."""
    parts = request.cookies.get(_describe()[0], "")[:200].split(".")
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 and all(parts) else None


def _set(response: Response, value: str) -> None:
    name, path, secure = _describe()
    age = int(_LIFE.total_seconds())
    response.set_cookie(name, value, max_age=age, httponly=True, secure=secure, samesite="Strict", path=path)


def _describe() -> tuple[str, str, bool]:
    """Give the cookie's name, its path and whether it travels by https alone."""
    base = urlsplit(get_context().settings.base_url)
    secure = base.scheme == "https"
    return f"{'__Secure-' if secure else ''}sendback_dock", f"{base.path.rstrip('/')}/dock", secure
