"""Which pages may carry the tag: exact origins, or one level of sub-domains."""

import functools
import re
from urllib.parse import urlsplit

_HOST = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_NAME = re.compile(rf"{_HOST}(\.{_HOST})+")
_USUAL_PORTS = {"https": 443, "http": 80}
"""Which browsers leave out of the Origin header (RFC 6454, 6.2)."""


def check_origin(origin: str) -> str:
    """Return the origin in its canonical spelling, or ValueError with the reason.

    Typed patterns never reach the CORS library: `https://*.shop.com` there would match `https://xshop.com.evil.net`.
    """
    text = origin.strip().lower().rstrip("/")
    wild = "://*." in text
    parts = urlsplit(text.replace("://*.", "://", 1))
    host = _ascii(parts.hostname or "")
    local = text.split("://")[-1].split(":")[0] in ("localhost", "127.0.0.1") or "[::1]" in text
    if parts.path or parts.query or parts.fragment or parts.username:
        raise ValueError("give scheme and host only, such as https://shop.example")
    if parts.scheme != "https" and not (parts.scheme == "http" and local):
        raise ValueError("only https:// (or http://localhost for trials)")
    if not local and not _NAME.fullmatch(host):
        raise ValueError("that is not a host name")
    if not local and re.fullmatch(r"[\d.]+", host):
        raise ValueError("name the host, not its number")
    shown = f"[{host}]" if ":" in host else host
    port = f":{parts.port}" if parts.port and parts.port != _USUAL_PORTS[parts.scheme] else ""
    return f"{parts.scheme}://{'*.' if wild else ''}{shown}{port}"


def is_allowed(origin: str, allowed: tuple[str, ...]) -> bool:
    """Say whether a page's Origin header is among the shop's own."""
    return any(_matcher(entry).fullmatch(origin) for entry in allowed)


@functools.lru_cache(maxsize=4096)
def _matcher(entry: str) -> re.Pattern[str]:
    if "://*." not in entry:
        return re.compile(re.escape(entry))
    scheme, host = entry.split("://*.", 1)
    return re.compile(rf"{re.escape(scheme)}://[a-z0-9-]{{1,63}}\.{re.escape(host)}")


def _ascii(host: str) -> str:
    try:
        return host.encode("idna").decode() if not host.isascii() else host
    except UnicodeError:
        raise ValueError("that is not a host name") from None
