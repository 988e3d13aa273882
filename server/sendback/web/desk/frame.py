"""What stands around every page of the desk: where one can go, how much waits there, what else may be opened."""

from dataclasses import dataclass
from typing import Any

from flask import current_app, g

from sendback.shops.people.model import Membership
from sendback.shops.people.store import list_shops_of
from sendback.shops.permissions import may
from sendback.web.context import get_context
from sendback.web.desk.help_pages import name_help_page
from sendback.web.desk.waiting.count import count_to_do

_PLACES = (
    ("today", "desk.show_home", "Today"),
    ("waiting", "desk.show_waiting", "Waiting"),
    ("returns", "desk.list_returns", "Returns"),
    ("withdrawals", "desk.list_withdrawals", "Withdrawals"),
    ("orders", "desk.orders.list_orders", "Orders"),
    ("stock", "desk.stock.show_stock", "Stock"),
    ("settings", "desk.show_settings", "Settings"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """One part of the desk in the navigation; `count` is how much waits there."""

    name: str
    endpoint: str
    text: str
    count: int


def give_frame() -> dict[str, Any]:
    """Give every template what the frame asks; nothing is looked up before it does."""
    return {"list_places": list_places, "may_open": may_open, "name_help_page": name_help_page, "list_shops": list_shops}


def list_places() -> list[Place]:
    """List the parts of the desk that who is signed in may open."""
    to_do = count_to_do()
    return [Place(name, end, text, to_do.get(name, 0)) for name, end, text in _PLACES if may_open(end)]


def list_shops() -> list[Membership]:
    """List the shops that who is signed in may go to, by name; none where there is only the one at hand."""
    shops = get_context().database.read(list_shops_of, g.person.account_id)
    return shops if len(shops) > 1 else []


def may_open(endpoint: str) -> bool:
    """Say whether who is signed in may do what a page is for; one that is not there is a slip, and fails."""
    action = getattr(current_app.view_functions[endpoint], "action", None)
    return action is None or may(g.person, action, g.person.shop_id)
