"""New recovery codes, shown once."""

from flask import Response, g, render_template

from sendback.shops.people.securing import renew_codes
from sendback.shops.permissions import Action
from sendback.web.auth import needs
from sendback.web.context import get_context


@needs(Action.OWN_ACCOUNT, fresh=True)
def make_codes() -> Response | str:
    """Make ten new codes; the old ones end."""
    context = get_context()
    codes = context.database.write(renew_codes, g.person, context.clock())
    return Response(render_template("account/codes.html", codes=codes, is_first=False), mimetype="text/html")
