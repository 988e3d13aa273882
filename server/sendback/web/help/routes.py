"""The addresses of the help, for whoever is signed in."""

from flask import Blueprint, Response, render_template, request
from markupsafe import Markup

from sendback.errors import Code, Problem
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.going import name_own_pages
from sendback.web.help.pages import list_pages
from sendback.web.help.rendering import render_page
from sendback.web.help.searching import MOST_TYPED, search_pages

door = Blueprint("help", __name__, url_prefix="/help")
door.after_request(name_own_pages)


@door.get("")
@needs(Action.SEE_RETURNS)
def show_help() -> Response | str:
    """List every page, or those that hold what was typed."""
    sought = request.args.get("find", "").strip()[:MOST_TYPED]
    pages = list_pages().values()
    return render_template("help/index.html", shop=own_shop(), pages=pages, sought=sought, hits=search_pages(sought))


@door.get("/<path:name>")
@needs(Action.SEE_RETURNS)
def show_page(name: str) -> Response | str:
    """Show one page."""
    page = list_pages().get(name)
    if page is None:
        raise Problem(Code.NOT_FOUND, "There is no such page in the help.")
    body = Markup(render_page(name))  # noqa: S704  # made by the renderer, which lets no raw HTML through
    return render_template("help/page.html", shop=own_shop(), page=page, body=body)
