"""The desk's first page."""

from flask import Response, url_for

from sendback.shops.permissions import Action
from sendback.web.auth import needs
from sendback.web.going import see_other


@needs(Action.SEE_RETURNS)
def show_home() -> Response | str:
    """Lead to the returns."""
    return see_other(url_for("desk.list_returns"))
