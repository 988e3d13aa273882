"""Saving views, taking them away, putting them in order; the journal tells of each."""

from collections.abc import Sequence
from datetime import datetime

from sendback.database.ids import new_id
from sendback.database.model import Tx
from sendback.errors import Code, Problem, refuse_field
from sendback.journal.store import record
from sendback.returns.view_store import add_view, delete_view, list_views, save_places
from sendback.returns.views import MOST_NAME, MOST_QUERY, MOST_VIEWS, View
from sendback.shops.text import clean_line


def save_view(tx: Tx, shop_id: str, name: str, query: str, actor: str, is_shared: bool, now: datetime) -> View:
    """Save filters under a name; the same name and filters again change nothing. Problem invalid-fields."""
    said, owner = clean_line(name), "" if is_shared else actor
    if not 1 <= len(said) <= MOST_NAME:
        raise refuse_field(
            "name", "required" if not said else "too-long", f"Give the view a name of up to {MOST_NAME} characters."
        )
    if len(query) > MOST_QUERY:
        raise refuse_field("query", "too-long", "These are more filters than a view holds.")
    known = [view for view in list_views(tx, shop_id, actor) if view.owner == owner]
    if same := next((view for view in known if (view.name, view.query) == (said, query)), None):
        return same
    if len(known) >= MOST_VIEWS:
        raise refuse_field("name", "range", f"There are {MOST_VIEWS} views already. Take one away first.")
    view = View(new_id(), owner, said, query)
    add_view(tx, shop_id, view, now)
    record(tx, shop_id, "view.saved", "views", {"view": view.view_id, "shared": is_shared}, actor, now)
    return view


def remove_view(tx: Tx, shop_id: str, view_id: str, actor: str, may_share: bool, now: datetime) -> None:
    """Take a view away; Problem not-found for one that is not theirs, nothing where it is gone already."""
    view = _find_own(tx, shop_id, view_id, actor, may_share)
    delete_view(tx, shop_id, view.view_id)
    record(tx, shop_id, "view.removed", "views", {"view": view_id, "shared": not view.owner}, actor, now)


def raise_view(tx: Tx, shop_id: str, view_id: str, actor: str, may_share: bool, now: datetime) -> None:
    """Put a view one place further to the front."""
    view = _find_own(tx, shop_id, view_id, actor, may_share)
    ids = [each.view_id for each in list_views(tx, shop_id, actor) if each.owner == view.owner]
    save_places(tx, shop_id, _raise(ids, view_id))
    record(tx, shop_id, "view.moved", "views", {"view": view_id, "shared": not view.owner}, actor, now)


def _raise(ids: Sequence[str], one: str) -> list[str]:
    place = max(ids.index(one) - 1, 0)
    rest = [each for each in ids if each != one]
    return [*rest[:place], one, *rest[place:]]


def _find_own(tx: Tx, shop_id: str, view_id: str, actor: str, may_share: bool) -> View:
    for view in list_views(tx, shop_id, actor):
        if view.view_id == view_id and (view.owner or may_share):
            return view
    raise Problem(Code.NOT_FOUND, "There is no such view.")
