"""Who is asking: a person by session cookie, and what that person may do."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec
from urllib.parse import urlsplit

from flask import Response, g, request

from sendback.errors import Code, Problem
from sendback.shops import store
from sendback.shops.model import Shop
from sendback.shops.permissions import Action, may
from sendback.shops.sign_in import Person
from sendback.web.context import get_context
from sendback.web.sessions import find_session

P = ParamSpec("P")


def get_person() -> Person:
    """Return who is signed in; Problem sign-in-needed when nobody is."""
    session = find_session()
    if session is None:
        raise Problem(Code.SIGN_IN_NEEDED, "Please sign in.")
    return session.person


def needs(action: Action, fresh: bool = False) -> Callable[[Callable[P, Response | str]], Callable[P, Response | str]]:
    """Let a page answer only people who may do this in their shop, and change things only for requests from our own pages.

    `fresh` asks for proof that the person is there, given within the last five minutes.
    """

    def around(view: Callable[P, Response | str]) -> Callable[P, Response | str]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> Response | str:
            g.person = get_person()
            if not may(g.person, action, g.person.shop_id):
                raise Problem(Code.NOT_ALLOWED, "Your role does not allow this.")
            if request.method not in ("GET", "HEAD"):
                refuse_foreign_page()
            return view(*args, **kwargs)

        guarded.__dict__.update(action=action, fresh=fresh)
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
