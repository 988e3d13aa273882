"""Everybody who works for the shop, and who is invited."""

from datetime import datetime

from flask import Response, g, render_template, request

from sendback.database.model import Tx
from sendback.errors import Problem
from sendback.shops.people import link_store, store
from sendback.shops.people.model import Link, Member
from sendback.shops.permissions import Action
from sendback.shops.sign_in import Role
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.moments import write_moment
from sendback.web.problems import STATUS

ROLES = {
    Role.OWNER: ("Owner", "Everything, people and keys too."),
    Role.MANAGER: ("Manager", "Everything but people, keys and erasing."),
    Role.AGENT: ("Agent", "Returns, withdrawals, orders and mail. Sees settings."),
    Role.DOCK: ("Dock", "Sees returns without names or addresses."),
    Role.VIEWER: ("Viewer", "Looks at returns and figures, without names or addresses."),
}
"""How each role is called, and what it may, in a line."""


@needs(Action.MANAGE_PEOPLE, fresh=True)
def show_people() -> Response | str:
    """Show them."""
    return draw()


def draw(problem: Problem | None = None, link: str = "", email: str = "") -> Response:
    """Draw the page, with what stood in the way, or with the link to hand to somebody, shown this once."""
    context, shop = get_context(), own_shop()
    members, invitations = context.database.read(_read, shop.shop_id, context.clock())
    html = render_template(
        "desk/people.html",
        shop=shop,
        members=members,
        invitations=invitations,
        roles=ROLES,
        here_id=g.person.account_id,
        problem=problem,
        typed=request.form if problem else {},
        link=link,
        invited=email,
        moment=lambda at: write_moment(at, shop.settings.zone),
        done=request.args.get("done", ""),
    )
    if problem is not None:
        g.problem_code = problem.code.value
    return Response(html, STATUS[problem.code] if problem else 200, mimetype="text/html")


def _read(tx: Tx, shop_id: str, now: datetime) -> tuple[list[Member], list[Link]]:
    return store.list_members(tx, shop_id), link_store.list_invitations(tx, shop_id, now)
