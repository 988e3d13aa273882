"""Going to another of one's shops."""

from flask import Response, request, url_for

from sendback.errors import Code, Problem
from sendback.shops.people import session_store, store
from sendback.web.asking_back import answer_stranger
from sendback.web.auth import refuse_foreign_page
from sendback.web.context import get_context
from sendback.web.going import see_other
from sendback.web.sessions import find_session, set_session_cookie


def change_shop() -> Response:
    """Be at the shop that was chosen, if one works for it, with a new session id."""
    refuse_foreign_page()
    context, session = get_context(), find_session()
    if session is None:
        return answer_stranger()
    shops = context.database.read(store.list_shops_of, session.person.account_id)
    chosen = next((shop for shop in shops if shop.slug == request.form.get("shop")), None)
    if chosen is None:
        raise Problem(Code.NOT_FOUND, "You work for no shop of that name.")
    secret = context.database.write(session_store.move_session, session.session_id, chosen.shop_id, context.clock())
    response = see_other(url_for("desk.show_home"))
    if secret is not None:
        set_session_cookie(response, secret)
    return response
