"""Doing one thing to the dock, and saying on its page what stood in the way."""

from collections.abc import Callable
from datetime import datetime

from flask import Response, g

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.web.context import get_context
from sendback.web.desk.dock.page import back_to_dock, draw_dock

_SHOWN_HERE = (Code.INVALID_FIELDS, Code.STATUS_CONFLICT, Code.LINK_EXPIRED)
Deed = Callable[[Tx, str, str, datetime], object]
"""Takes the shop, the actor and the moment."""


def act(done: str, where: str, deed: Deed) -> Response:
    """Do it in one transaction, and go back to the page."""
    context = get_context()
    try:
        context.database.write(deed, g.person.shop_id, g.person.actor, context.clock())
    except Problem as problem:
        return show_problem(problem)
    return back_to_dock(done, where)


def show_problem(problem: Problem) -> Response:
    """Say it on the page, or as every page does where it is no matter of what was typed."""
    if problem.code not in _SHOWN_HERE:
        raise problem
    return draw_dock(problem)
