"""What comes: parcels, units and value by day and warehouse, for people and as a file."""

from dataclasses import dataclass
from datetime import date

from flask import Response, render_template, request

from sendback.database.model import Tx
from sendback.reports.arrivals import write_arrivals
from sendback.returns.arrivals import Arrivals
from sendback.returns.coming_store import find_arrivals
from sendback.returns.transit_store import read_transit
from sendback.shops.model import Shop
from sendback.shops.permissions import Action
from sendback.shops.warehouse_store import list_warehouses
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.arrivals.table import lay_out, say_basis
from sendback.web.moments import write_moment


@dataclass(frozen=True, slots=True)
class _Asked:
    arrivals: Arrivals
    names: dict[str, str]
    warehouse: str
    today: date
    basis: str


@needs(Action.SEE_RETURNS)
def show_arrivals() -> Response | str:
    """Show what comes to all warehouses, or to one."""
    shop = own_shop()
    asked = get_context().database.read(_read, shop)
    at = asked.arrivals.counted_at
    return render_template(
        "desk/arrivals.html",
        shop=shop,
        parts=lay_out(asked.arrivals, asked.names, asked.warehouse, asked.today),
        names=asked.names,
        warehouse=asked.warehouse,
        basis=asked.basis,
        counted_at=write_moment(at, shop.settings.zone) if at else "",
    )


@needs(Action.SEE_RETURNS)
def send_arrivals() -> Response:
    """Give the same figures as CSV."""
    asked = get_context().database.read(_read, own_shop())
    name = f"arrivals-{asked.today.isoformat()}.csv"
    body = write_arrivals(asked.arrivals.rows, asked.names)
    return Response(body, mimetype="text/csv", headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _read(tx: Tx, shop: Shop) -> _Asked:
    now, warehouse = get_context().clock(), request.args.get("warehouse", "").replace("\0", "")[:80]
    today = now.astimezone(shop.settings.zone).date()
    found = find_arrivals(tx, shop.shop_id, today, now)
    known = {each.code: each.name for each in list_warehouses(tx, shop.shop_id)}
    names = {**known, **{row.warehouse: row.warehouse for row in found.rows if row.warehouse not in known}}
    arrivals = found.of_warehouse(warehouse) if warehouse else found
    return _Asked(arrivals, names, warehouse, today, say_basis(read_transit(tx, shop.shop_id)))
