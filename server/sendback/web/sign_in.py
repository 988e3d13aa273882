"""Signing in by a link that works once, and out again."""

from flask import Blueprint, Response, current_app, render_template, url_for

from sendback.shops.people import session_store
from sendback.shops.people.letting_in import use_sign_in_link
from sendback.web.auth import refuse_foreign_page
from sendback.web.context import get_context
from sendback.web.going import name_own_pages, see_other
from sendback.web.sessions import drop_session_cookie, find_session, get_device, set_session_cookie

door = Blueprint("sign_in", __name__)
door.after_request(name_own_pages)


@door.get("/")
def show_front() -> str:
    """Say what this is, and where to go."""
    return render_template("sign_in/front.html", has_demo="demo" in current_app.blueprints)


@door.get("/sign-in")
def show_how() -> str:
    """Explain how to get a link."""
    return render_template("sign_in/how.html")


@door.get("/sign-in/<link>")
def show_link(link: str) -> str:
    """Show a button: programs that scan mail open links, and must not use this one up."""
    return render_template("sign_in/link.html", link=link)


@door.post("/sign-in/<link>")
def use_link(link: str) -> Response:
    """Spend the link, and keep the session in a cookie."""
    refuse_foreign_page()
    context = get_context()
    session = context.database.write(use_sign_in_link, link, get_device(), context.clock())
    response = see_other(url_for("desk.show_home"))
    set_session_cookie(response, session)
    return response


@door.post("/sign-out")
def sign_out() -> Response:
    """End the session here and in the database."""
    refuse_foreign_page()
    context = get_context()
    if session := find_session():
        context.database.write(session_store.end_session, session.person.account_id, session.session_id)
    response = see_other(url_for("sign_in.show_how"))
    drop_session_cookie(response)
    return response
