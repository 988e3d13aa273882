"""The session of a request: a cookie that scripts cannot read and other sites cannot send, looked up in the database."""

from datetime import timedelta
from urllib.parse import urlsplit

from flask import Response, g, request

from sendback.database.model import Tx
from sendback.journal import store as journal
from sendback.shops.people import session_store
from sendback.shops.people.model import SESSION_LIFE, Session
from sendback.web.context import get_context

_NOTED_EVERY = timedelta(minutes=5)


def find_session() -> Session | None:
    """Find who is signed in, and note every few minutes that they still are."""
    if "session" not in g:
        g.session = _look_up()
    found: Session | None = g.session
    return found


def get_device() -> str:
    """Say in a few words what somebody signs in with, so that they know it again in a list."""
    agent = request.headers.get("User-Agent", "")
    browser = next((name for mark, name in _BROWSERS if mark in agent), "A browser")
    system = next((name for mark, name in _SYSTEMS if mark in agent), "")
    return f"{browser} on {system}" if system else browser


def begin_session(response: Response, secret: str) -> None:
    """Keep a new session in the browser; what it held until now opens nothing any more, and is in nobody's list of devices."""
    if held := find_session():
        end_session(held)
    set_session_cookie(response, secret)


def end_session(session: Session) -> None:
    """End a session in the database, and write down that its person did."""
    person, context = session.person, get_context()

    def end(tx: Tx) -> None:
        if session_store.end_session(tx, person.account_id, session.session_id):
            journal.record(tx, person.shop_id, "session.ended", person.actor, {}, person.actor, context.clock())

    context.database.write(end)


def set_session_cookie(response: Response, secret: str) -> None:
    """Keep a session in the browser, bound to our host where the browser can promise that (RFC 6265bis, 4.1.3)."""
    name, path, secure = _describe_cookie()
    age = int(SESSION_LIFE.total_seconds())
    response.set_cookie(name, secret, max_age=age, httponly=True, secure=secure, samesite="Lax", path=path)


def drop_session_cookie(response: Response) -> None:
    """Take the cookie back."""
    name, path, secure = _describe_cookie()
    response.delete_cookie(name, path=path, secure=secure, httponly=True, samesite="Lax")


def _look_up() -> Session | None:
    secret = request.cookies.get(_describe_cookie()[0], "")
    context = get_context()
    now = context.clock()
    session = context.database.read(session_store.find_session, secret, now) if secret else None
    if session is not None and session.seen_at <= now - _NOTED_EVERY:
        context.database.write(session_store.keep_session, session, now)
    return session


def _describe_cookie() -> tuple[str, str, bool]:
    """Give the cookie's name, its path and whether it travels by https alone.

    `__Host-` asks for the whole host. Below a sub-path the cookie stays there, away from what else the host serves.
    """
    base = urlsplit(get_context().settings.base_url)
    secure, path = base.scheme == "https", base.path.rstrip("/") or "/"
    prefix = ("__Host-" if path == "/" else "__Secure-") if secure else ""
    return f"{prefix}sendback_session", path, secure


_BROWSERS = (
    ("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"), ("Safari/", "Safari"),
)  # fmt: skip
_SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "Mac"),
    ("CrOS", "ChromeOS"), ("Linux", "Linux"),
)  # fmt: skip
"""The first that fits: browsers and systems claim to be those further down as well."""
