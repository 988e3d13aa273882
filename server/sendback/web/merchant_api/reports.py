"""Figures of a shop: what comes, by day and warehouse."""

import datetime

from flask import Response
from pydantic import BaseModel, ConfigDict, Field

from sendback.database.model import Tx
from sendback.errors import Code
from sendback.returns.arrivals import Arrival, Arrivals, Coming
from sendback.returns.coming_store import find_arrivals
from sendback.returns.transit_store import USUAL_DAYS, WHOLE_SHOP, read_transit
from sendback.shops.scopes import Scope
from sendback.web.merchant_api.answers import as_answer
from sendback.web.merchant_api.asking import Asked
from sendback.web.merchant_api.operation import Operation
from sendback.web.merchant_api.shapes import Moment, Shape


class ArrivalQuery(BaseModel):
    """Of which warehouse."""

    model_config = ConfigDict(extra="forbid")
    warehouse: str = Field(default="", max_length=80, description="the code of a warehouse, such as `main`")


class Worth(Shape):
    """Money in one currency; currencies are never added up."""

    currency: str
    amount_minor: int


class ArrivalShape(Shape):
    """What comes to one warehouse on one day. `day` is null for boxes at the door, and where no day is known."""

    state: Coming
    day: datetime.date | None
    warehouse: str
    parcels: int
    units: int
    worth: list[Worth]


class ArrivalReport(Shape):
    """What comes; all of a return counts with its first box. `counted_at` is null where it was counted just now.

    `transit_days` is after how many days a box is expected whose carrier names no day.
    """

    today: datetime.date
    counted_at: Moment | None
    transit_days: int
    arrivals: list[ArrivalShape]


def show_arrivals(asked: Asked[None, ArrivalQuery]) -> Response:
    """Show what comes, the earliest day first, then what is at the door and not scanned yet."""
    today = asked.now.astimezone(asked.shop.settings.zone).date()

    def work(tx: Tx) -> tuple[Arrivals, int]:
        days = read_transit(tx, asked.shop.shop_id).get(WHOLE_SHOP, (USUAL_DAYS, 0))[0]
        return find_arrivals(tx, asked.shop.shop_id, today, asked.now), days

    found, days = asked.context.database.read(work)
    wanted = found.of_warehouse(asked.query.warehouse) if asked.query.warehouse else found
    rows = [_describe(row) for row in wanted.rows]
    return as_answer(ArrivalReport(today=today, counted_at=found.counted_at, transit_days=days, arrivals=rows))


def _describe(row: Arrival) -> ArrivalShape:
    worth = [Worth(currency=currency, amount_minor=minor) for currency, minor in row.worth]
    return ArrivalShape(state=row.state, day=row.day, warehouse=row.warehouse, parcels=row.parcels, units=row.units, worth=worth)


OPERATIONS = (
    Operation(
        "GET", "/reports/arrivals", "show_arrivals", "Show what comes", show_arrivals, Scope.REPORTS_READ, "Reports",
        query=ArrivalQuery, answers={200: ArrivalReport}, problems=(Code.INVALID_FIELDS,),
    ),
)  # fmt: skip
