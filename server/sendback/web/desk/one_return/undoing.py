"""Taking back at the desk what was decided a moment ago."""

from flask import Response

from sendback.returns import undoing
from sendback.shops.permissions import Action
from sendback.web.auth import needs
from sendback.web.desk.deciding import decide, own_name


@needs(Action.DECIDE)
def undo(return_id: str) -> Response | str:
    """Take the last decision back."""
    person = own_name()
    return decide(return_id, "reopened", lambda tx, shop_id, now: undoing.undo(tx, shop_id, return_id, person, now))
