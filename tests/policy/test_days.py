"""A shop's day begins and ends in its own time zone, also on the days that have 23 or 25 hours."""

from datetime import UTC, date, datetime

import pytest

from sendback.database.model import Database
from sendback.errors import Code, Problem
from sendback.returns.requesting import request_return
from tests.conftest import MakeShop
from tests.factories import make_return_request, push_order

WINDOW = {"window_days": 10, "grace_days": 0}


@pytest.mark.parametrize(
    ("zone", "delivered_on", "last_moment"),
    [
        ("UTC", date(2026, 11, 1), datetime(2026, 11, 11, 23, 59, 59, tzinfo=UTC)),
        ("Europe/Helsinki", date(2026, 11, 1), datetime(2026, 11, 11, 21, 59, 59, tzinfo=UTC)),
        ("Europe/Helsinki", date(2026, 3, 19), datetime(2026, 3, 29, 20, 59, 59, tzinfo=UTC)),  # 23 hours long
        ("Europe/Helsinki", date(2026, 10, 15), datetime(2026, 10, 25, 21, 59, 59, tzinfo=UTC)),  # 25 hours long
        ("Pacific/Kiritimati", date(2026, 11, 1), datetime(2026, 11, 11, 9, 59, 59, tzinfo=UTC)),
        ("Pacific/Pago_Pago", date(2026, 11, 1), datetime(2026, 11, 12, 10, 59, 59, tzinfo=UTC)),
        ("Asia/Kathmandu", date(2026, 11, 1), datetime(2026, 11, 11, 18, 14, 59, tzinfo=UTC)),
        ("America/Santiago", date(2026, 8, 27), datetime(2026, 9, 7, 2, 59, 59, tzinfo=UTC)),  # midnight does not exist
        ("Europe/Helsinki", date(2028, 2, 19), datetime(2028, 2, 29, 21, 59, 59, tzinfo=UTC)),
    ],
)  # fmt: skip
def test_the_last_second_of_the_last_day_is_in_time_and_the_next_is_not(
    database: Database, make_shop: MakeShop, zone: str, delivered_on: date, last_moment: datetime
) -> None:
    shop = make_shop(time_zone=zone, policy=WINDOW).shop
    order = database.write(push_order, shop.shop_id, delivered_on=delivered_on)
    request = make_return_request(order)
    database.write(request_return, shop, order, request, "shopper", last_moment)
    too_late = datetime.fromtimestamp(last_moment.timestamp() + 1, UTC)
    with pytest.raises(Problem) as caught:
        database.write(request_return, shop, order, request, "shopper", too_late)
    assert caught.value.code is Code.NOT_RETURNABLE


def test_a_window_past_the_year_9999_ends_with_it(database: Database, make_shop: MakeShop) -> None:
    shop = make_shop(time_zone="Europe/Helsinki", policy=WINDOW).shop
    order = database.write(push_order, shop.shop_id, delivered_on=date.max)
    database.write(request_return, shop, order, make_return_request(order), "shopper", datetime(2026, 3, 1, tzinfo=UTC))
