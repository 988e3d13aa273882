"""The designer's page; everything on it is drawn by script."""

from flask import Blueprint, Response, render_template

from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop

room = Blueprint("builder_paper", __name__)


@room.get("/builder/paper")
@needs(Action.CHANGE_SETTINGS)
def show_designer() -> Response | str:
    """Show the designer for the signed-in owner's shop."""
    return render_template("builder/paper.html", shop=own_shop())
