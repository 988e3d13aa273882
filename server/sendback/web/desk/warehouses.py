"""Warehouses at the desk: each with its name, its code, its address."""

from collections.abc import Callable, Sequence

from flask import Response, g, render_template, request, url_for

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.receiving.devices.closing import close_warehouse as close_place
from sendback.receiving.devices.device_store import list_devices
from sendback.receiving.devices.model import Device
from sendback.shops import warehouse_changing, warehouse_store
from sendback.shops.address import Address, format_address
from sendback.shops.permissions import Action
from sendback.shops.text import clean_line
from sendback.shops.warehouses import Warehouse
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.sender import list_countries
from sendback.web.going import see_other
from sendback.web.problems import STATUS
from sendback.words.catalogue import words_for

_SHOWN_HERE = (Code.INVALID_FIELDS, Code.STATUS_CONFLICT)
_PARTS = ("company", "postcode", "city", "region", "country")


@needs(Action.MANAGE_DOCK)
def list_warehouses() -> Response | str:
    """List them, with a form to add one; `?change=code` opens that one's form."""
    return _draw(request.args.get("change", ""))


@needs(Action.MANAGE_DOCK)
def add_warehouse() -> Response | str:
    """Add one."""
    code = clean_line(request.form.get("code", "")[:80]).lower()
    return _act("added", "", lambda tx: warehouse_changing.add_warehouse(tx, _read(code), g.person.actor, get_context().clock()))


@needs(Action.MANAGE_DOCK)
def change_warehouse(place: str) -> Response | str:
    """Give one another name or address."""
    return _act(
        "saved", place, lambda tx: warehouse_changing.change_warehouse(tx, _read(place), g.person.actor, get_context().clock())
    )


@needs(Action.MANAGE_DOCK)
def close_warehouse(place: str) -> Response | str:
    """Close one."""
    return _act("closed", "", lambda tx: close_place(tx, g.person.shop_id, place, g.person.actor, get_context().clock()))


@needs(Action.MANAGE_DOCK)
def open_warehouse(place: str) -> Response | str:
    """Open one again."""
    return _act(
        "opened",
        "",
        lambda tx: warehouse_changing.open_warehouse(tx, g.person.shop_id, place, g.person.actor, get_context().clock()),
    )


def _read(code: str) -> Warehouse:
    typed = request.form
    lines = tuple(line[:200] for line in typed.get("street", "")[:1000].splitlines())
    parts = {name: typed.get(name, "")[:200] for name in _PARTS}
    address = warehouse_changing.clean_address(Address(name=typed.get("to", "")[:200], lines=lines, **parts))
    return Warehouse(g.person.shop_id, code, clean_line(typed.get("name", "")[:200]), address)


def _act(done: str, code: str, work: Callable[[Tx], None]) -> Response:
    try:
        get_context().database.write(work)
    except Problem as problem:
        if problem.code not in _SHOWN_HERE:
            raise
        return _draw(code, problem)
    return see_other(url_for("desk.list_warehouses", done=done))


def _draw(change: str, problem: Problem | None = None) -> Response:
    context, shop = get_context(), own_shop()
    every = context.database.read(warehouse_store.list_warehouses, shop.shop_id)
    devices = context.database.read(list_devices, shop.shop_id)
    chosen = next((each for each in every if each.code == change and each.closed_at is None), None)
    home = shop.settings.delivery
    html = render_template(
        "desk/warehouses.html",
        shop=shop,
        places=[(each, _lay_out(each.address), _count(devices, each.code)) for each in every if each.closed_at is None],
        closed=[each for each in every if each.closed_at is not None],
        home=_lay_out(home.return_address.as_address()) if home.has_return_address else [],
        chosen=chosen,
        values=request.form if problem else _fill(chosen),
        countries=list_countries(shop, chosen.address.country if chosen and chosen.address else ""),
        problem=problem,
        faults={error.field: error.detail for error in problem.errors} if problem else {},
        done=request.args.get("done", ""),
    )
    if problem is not None:
        g.problem_code = problem.code.value
    return Response(html, STATUS[problem.code] if problem else 200, mimetype="text/html")


def _fill(chosen: Warehouse | None) -> dict[str, str]:
    if chosen is None:
        return {}
    address = chosen.address or Address()
    parts = {name: str(getattr(address, name)) for name in _PARTS}
    return {"name": chosen.name, "to": address.name, "street": "\n".join(address.lines), **parts}


def _lay_out(address: Address | None) -> list[str]:
    return list(format_address(address, words_for("en").country(address.country))) if address else []


def _count(devices: Sequence[Device], code: str) -> int:
    return sum(each.warehouse == code and not each.is_revoked for each in devices)
