"""Who is asking: a person by session cookie, and what that person may do."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec
from urllib.parse import urlsplit

from flask import Response, g, make_response, request

from sendback.errors import Code, Problem
from sendback.shops import store
from sendback.shops.model import Shop
from sendback.shops.permissions import Action, may
from sendback.shops.sign_in import Person
from sendback.web.asking_back import answer_stranger, lead_to_set_up
from sendback.web.confirming import ask_to_confirm, confirm
from sendback.web.context import get_context
from sendback.web.sessions import find_session, set_session_cookie
from sendback.web.shop_mark import refuse_other_shop

P = ParamSpec("P")
View = Callable[P, Response | str]


def get_person() -> Person:
    """Return who is signed in; Problem sign-in-needed when nobody is."""
    session = find_session()
    if session is None:
        raise Problem(Code.SIGN_IN_NEEDED, "Please sign in.")
    return session.person


def needs(
    action: Action, fresh: bool = False, *, before_set_up: bool = False, most_bytes: int | None = None
) -> Callable[[View[P]], View[P]]:
    """Let a page answer only people who may do this in their shop, and change things only for requests from our own pages.

    `fresh` asks for proof, given within the last five minutes, that the person is there. `before_set_up` lets in whoever has yet
    to set up how they sign in. A form that may be longer than others says so with `most_bytes`.
    """

    def around(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> Response | str:
            session = find_session()
            if session is None:
                return answer_stranger()
            g.person = session.person
            if session.must_set_up and not before_set_up:
                return lead_to_set_up()
            if not may(session.person, action, session.person.shop_id):
                raise Problem(Code.NOT_ALLOWED, "Your role does not allow this.")
            if most_bytes is not None:
                request.max_content_length = request.max_form_memory_size = most_bytes
            if request.method not in ("GET", "HEAD"):
                refuse_foreign_page()
                refuse_other_shop(session.person.shop_id)
            if not fresh or session.is_fresh(get_context().clock()):
                return view(*args, **kwargs)
            confirmed = confirm(session)
            if confirmed.secret is None:
                return ask_to_confirm(session, confirmed.fault)
            response = make_response(view(*args, **kwargs))
            set_session_cookie(response, confirmed.secret)
            return response

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
