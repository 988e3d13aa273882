"""The builder's page; its three steps are drawn by script, the tag itself also without."""

from flask import Blueprint, Response, render_template

from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.builder.facts import builder_facts

room = Blueprint("builder", __name__)


@room.get("/builder")
@needs(Action.CHANGE_SETTINGS)
def show_builder() -> Response | str:
    """Show the three steps for the signed-in owner's shop."""
    shop = own_shop()
    link_text = shop.settings.words(shop.settings.default_language)("widget.title")
    return render_template("builder/page.html", shop=shop, facts=builder_facts(shop), link_text=link_text)
