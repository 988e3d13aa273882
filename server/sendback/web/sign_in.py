"""Signing in by a link that works once, and out again."""

from flask import Blueprint, Response, current_app, render_template, request, url_for

from sendback.shops import sign_in_store
from sendback.web.auth import COOKIE, refuse_foreign_page, set_session_cookie
from sendback.web.context import get_context
from sendback.web.going import name_own_pages, see_other

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
    session = context.database.write(sign_in_store.use_sign_in_link, link, context.clock())
    response = see_other(url_for("desk.show_home"))
    set_session_cookie(response, session)
    return response


@door.post("/sign-out")
def sign_out() -> Response:
    """End the session here and in the database."""
    refuse_foreign_page()
    context = get_context()
    if session := request.cookies.get(COOKIE, ""):
        context.database.write(sign_in_store.end_session, session, context.clock())
    response = see_other(url_for("sign_in.show_how"))
    response.delete_cookie(COOKIE, path="/")
    return response
