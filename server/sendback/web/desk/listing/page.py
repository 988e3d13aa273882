"""The page of the list: filters stand in its address, what is typed is posted, so that no shopper's name stands in one."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from flask import Response, g, render_template, request, url_for

from sendback.database.ids import new_id
from sendback.database.model import Tx
from sendback.errors import Problem
from sendback.returns import store
from sendback.returns.bulk import MOST_AT_ONCE, Told
from sendback.returns.filters import Filter, Place, Search
from sendback.returns.listed import Found
from sendback.returns.listing_store import count_listed, find_alike, find_returns
from sendback.returns.parcel_store import sum_saved
from sendback.returns.prepared_store import find_label_by_rma
from sendback.returns.rebuild_store import find_rebuild
from sendback.returns.rma import read_rma, show_rma
from sendback.returns.row_store import read_rows
from sendback.returns.view_store import list_views
from sendback.returns.views import BUILT_IN
from sendback.shops.model import Shop
from sendback.shops.permissions import Action, may
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.filters import as_values, keep_filter, read_filter, read_sought, write_query
from sendback.web.desk.listing.choices import list_chips, list_choices
from sendback.web.desk.listing.rows import ListRow, show_rows
from sendback.web.desk.presets import PRESET_TEXTS
from sendback.web.going import see_other
from sendback.web.problems import STATUS
from sendback.words.catalogue import words_for

MOST_ON_A_PAGE = 50
FEW = 5
"""Below so many that begin as typed, names that are spelt alike are shown too."""
_ENGLISH = words_for("en")


@needs(Action.SEE_RETURNS)
def list_returns() -> Response | str:
    """List the shop's returns; a whole return number opens its return. With `part=rows` only the rows come, as one types."""
    shop, database = own_shop(), get_context().database
    is_part, typed = request.args.get("part") == "rows", read_sought(request.values)
    number = None if is_part else read_rma(typed)
    if number and (found := database.read(store.find_return_by_rma, shop.shop_id, number)):
        return see_other(url_for("desk.show_return", return_id=found.return_id))
    if number and database.read(find_label_by_rma, shop.shop_id, number):  # scanned from a label in the box, not used yet
        return see_other(url_for("scanned.show", slug=shop.slug, rma=number))
    if request.method == "GET" and "" in request.args.values():  # a form sends its empty fields too: they say nothing
        return see_other(f"{url_for('desk.list_returns')}?{write_query(keep_filter(request.args))}".rstrip("?"))
    return draw_list(shop, is_part=is_part)


def draw_list(
    shop: Shop, told: Sequence[Told] = (), said: str = "", problem: Problem | None = None, is_part: bool = False
) -> Response:
    """Draw the list as its address and form ask for it, with what came of many returns, or what stood in the way."""
    context, person = get_context(), g.person
    now, pairs = context.clock(), keep_filter(request.args)
    values = context.database.read(_read, shop, may(person, Action.SEE_PEOPLE, shop.shop_id), person.actor, now)
    if problem is not None:
        g.problem_code = problem.code.value
    query = write_query(pairs)
    html = render_template(
        "desk/list_rows.html" if is_part else "desk/list.html",
        shop=shop,
        here="returns",
        query=query,
        address=lambda **more: f"{url_for('desk.list_returns')}?{write_query(pairs, **more)}".rstrip("?"),
        at=lambda own: f"{url_for('desk.list_returns')}?{own}".rstrip("?"),
        chosen=as_values(pairs),
        chips=list_chips(pairs, values["choices"]),
        may={action.name.lower(): may(person, action, shop.shop_id) for action in Action},
        built_in=list(BUILT_IN),
        most_at_once=MOST_AT_ONCE,
        presets=PRESET_TEXTS,
        told=[(one, show_rma(one.rma) if one.rma else "") for one in told],
        said=said,
        problem=problem,
        typed=request.form,
        key=new_id(),
        **values,
    )
    return Response(html, STATUS[problem.code] if problem else 200, mimetype="text/html")


def _read(tx: Tx, shop: Shop, sees_people: bool, actor: str, now: datetime) -> Mapping[str, Any]:
    wanted, search = read_filter(request.args, shop.settings.zone, now), Search(read_sought(request.values), sees_people)
    after, before = (request.values.get(name, "").replace("\0", "")[:48] for name in ("after", "before"))
    place = Place(after, before)
    found = find_returns(tx, shop.shop_id, wanted, search, place, MOST_ON_A_PAGE)
    is_first = not (place.after or place.before)
    alike = [id_ for id_ in _look_alike(tx, shop, wanted, search, found, is_first) if id_ not in found.ids]
    is_plain = is_first and not search.text

    def rows(some: Found) -> list[ListRow]:
        return show_rows(read_rows(tx, shop.shop_id, some), sees_people, shop.settings.zone, now)

    return {
        "rows": rows(found),
        "alike": rows(Found(alike, alike, "")),
        "sought": search.text,
        "is_cut": bool(found.onward) and len(found.ids) < MOST_ON_A_PAGE and not place.before,
        "count": count_listed(tx, shop.shop_id, wanted) if is_plain else None,
        "saved": [_ENGLISH.money(minor, currency) for currency, minor in sum_saved(tx, shop.shop_id)] if is_plain else [],
        "views": list_views(tx, shop.shop_id, actor),
        "choices": list_choices(tx, shop),
        "after": place.after,
        "before": place.before,
        "is_building": find_rebuild(tx, shop.shop_id) is not None,
        **_pages(found, place),
    }


def _look_alike(tx: Tx, shop: Shop, wanted: Filter, search: Search, found: Found, is_first: bool) -> Sequence[str]:
    if not (search.text and is_first and len(found.ids) < FEW):
        return ()
    return find_alike(tx, shop.shop_id, wanted, search, 2 * FEW)


def _pages(found: Found, place: Place) -> Mapping[str, str]:
    """Say where the pages before and after begin."""
    first, last = (found.marks[0], found.marks[-1]) if found.marks else ("", "")
    if place.before:
        return {"newer": first if found.onward else "", "older": last}
    return {"newer": first if place.after else "", "older": found.onward}
