"""Who is asking: a person by session cookie, or a shop's system by API key."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec
from urllib.parse import urlsplit

from flask import Response, g, request

from sendback.errors import Code, Problem
from sendback.shops import sign_in_store, store
from sendback.shops.model import Shop
from sendback.shops.permissions import Action, may
from sendback.shops.sign_in import SESSION_LIFE, Person
from sendback.web.context import get_context

P = ParamSpec("P")
COOKIE = "sendback_session"


def get_person() -> Person:
    """Return who is signed in; Problem sign-in-needed when nobody is."""
    session = request.cookies.get(COOKIE, "")
    context = get_context()
    now = context.clock()
    person = context.database.read(sign_in_store.find_person, session, now) if session else None
    if person is None:
        raise Problem(Code.SIGN_IN_NEEDED, "Please sign in. The command sendback shop sign-in prints a new link.")
    if context.database.read(sign_in_store.is_session_stale, session, now):
        context.database.write(sign_in_store.keep_session, session, now)
    return person


def needs(action: Action) -> Callable[[Callable[P, Response | str]], Callable[P, Response | str]]:
    """Let a page answer only people who may do this in their shop, and change things only for requests from our own pages."""

    def around(view: Callable[P, Response | str]) -> Callable[P, Response | str]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> Response | str:
            g.person = get_person()
            if not may(g.person, action, g.person.shop_id):
                raise Problem(Code.NOT_ALLOWED, "Your role does not allow this.")
            if request.method not in ("GET", "HEAD"):
                refuse_foreign_page()
            return view(*args, **kwargs)

        guarded.__dict__["action"] = action
        return guarded

    return around


def refuse_foreign_page() -> None:
    """Refuse a change that another site's page asks for (cross-site request forgery; OWASP ASVS 5.0, 3.5.1)."""
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    own = urlsplit(get_context().settings.base_url)
    unsaid = (None, "null") if site else (None,)  # a page without referrers posts `null`, and then only `site` tells
    same = origin in unsaid or (origin or "").partition("://")[2] in (request.host, own.netloc)
    if site not in (None, "same-origin", "none") or not same:
        raise Problem(Code.WRONG_ORIGIN, "This form was sent from another site.")


def own_shop() -> Shop:
    """Return the shop of who is signed in; only behind `needs`, which finds out who that is."""
    shop = get_context().database.read(store.get_shop, g.person.shop_id)
    g.shop_slug = shop.slug
    return shop


def set_session_cookie(response: Response, session: str) -> None:
    """Keep a session in a cookie that scripts cannot read and other sites cannot send."""
    secure = get_context().settings.base_url.startswith("https://")
    age = int(SESSION_LIFE.total_seconds())
    response.set_cookie(COOKIE, session, max_age=age, httponly=True, secure=secure, samesite="Lax", path="/")
