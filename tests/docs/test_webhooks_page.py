"""docs/webhooks.md against the code: every event with an example of its very shape, and the samples that the desk shows."""

import json
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from sendback.carriers.model import Milestone, TrackingEvent
from sendback.database.ids import new_id
from sendback.database.model import Database
from sendback.delivery.outbox import act_on_events
from sendback.delivery.parts import WorkerParts
from sendback.delivery.tracking.hearing import hear
from sendback.delivery.tracking.model import CARRIER
from sendback.delivery.tracking.telling import tell_arrivals
from sendback.delivery.webhooks.announcement_store import list_announcements
from sendback.delivery.webhooks.public_types import PUBLIC_TYPES
from sendback.delivery.webhooks.retrying import WAITS
from sendback.receiving.finding import note_finding
from sendback.receiving.model import By
from sendback.receiving.taking_in import receive_box
from sendback.receiving.wishes import FindWish, ReceiveWish
from sendback.returns.deciding import approve, cancel, decline
from sendback.returns.model import LineRequest, Return
from sendback.returns.parcel_store import get_parcel
from sendback.returns.requesting import request_return
from sendback.shops.model import Shop
from sendback.shops.receiving import Outcome
from sendback.shops.resolutions import Resolution
from sendback.web.context import Context
from sendback.web.desk.webhooks.samples import SAMPLES
from sendback.web.desk.webhooks.wording import EVENTS
from sendback.withdrawals.model import Statement
from sendback.withdrawals.receiving import receive
from tests.conftest import Clock, MakeShop
from tests.factories import make_return_request, push_order

PAGE = (Path(__file__).parents[2] / "docs" / "webhooks.md").read_text("utf-8")


@pytest.fixture
def shop(make_shop: MakeShop) -> Shop:
    return make_shop(policy={"approval": "none", "refund_due": "request"}, resolutions=["refund", "keep"]).shop


def read_examples() -> dict[str, Any]:
    """Read the example below each event's heading."""
    found = re.findall(r"^### `([a-z_.]+)`\n.*?```json\n(.*?)```", PAGE, re.MULTILINE | re.DOTALL)
    return {type_: json.loads(text) for type_, text in found}


def shape(value: Any) -> Any:
    """Reduce a body to the names and the kinds of what is in it."""
    if isinstance(value, dict):
        return {name: shape(part) for name, part in value.items()}
    if isinstance(value, list):
        return [shape(value[0])] if value else []
    return type(value).__name__


@pytest.fixture
def happened(context: Context, shop: Shop, clock: Clock) -> dict[str, Any]:
    """One real event of each type."""
    database = context.database

    def ask(**changes: Any) -> Return:
        order = database.write(push_order, shop.shop_id)
        return database.write(request_return, shop, order, make_return_request(order, **changes), "shopper", clock())

    kept = ask(lines=(LineRequest("1", 1, "too_small", resolution=Resolution.KEEP),))
    first, second = ask(), ask()
    deeds: list[Callable[[], Any]] = [
        lambda: database.write(approve, shop.shop_id, kept.return_id, "tests", clock()),
        lambda: database.write(approve, shop.shop_id, first.return_id, "tests", clock()),
        lambda: database.write(cancel, shop.shop_id, first.return_id, "tests", clock()),
        lambda: database.write(decline, shop.shop_id, second.return_id, "Too late.", "tests", clock()),
    ]
    for deed in deeds:
        deed()
    _bring_back(database, shop, ask(), clock())
    order = database.write(push_order, shop.shop_id)
    statement = Statement(order.buyer.name, order.number, order.buyer.email, "", "en")
    database.write(receive, context.vault, shop, "http://localhost", statement, clock())
    parts = WorkerParts(database, context.vault, context.links, None, "s@example.org", clock, context.store)
    tell_arrivals(parts, shop.shop_id, clock())
    database.write(act_on_events, shop.shop_id, clock())
    told = database.read(list_announcements, shop.shop_id, 0, 100)
    return {each.type: json.loads(each.body) for each in told}


def _bring_back(database: Database, shop: Shop, item: Return, now: datetime) -> None:
    """Let a return travel, arrive, be opened and put on the shelf."""
    database.write(approve, shop.shop_id, item.return_id, "tests", now)
    box = database.read(get_parcel, shop.shop_id, item.return_id, 1)
    for milestone in (Milestone.MOVING, Milestone.DELIVERED):
        database.write(hear, shop, box, [TrackingEvent(now, milestone, milestone.value)], CARRIER, now)
    by = By("api", now)
    database.write(receive_box, shop, ReceiveWish(return_id=item.return_id), new_id(), "main", by, now)
    wish = FindWish(return_id=item.return_id, line_id="1", outcome=Outcome.ARRIVED, quantity=1, grade="a")
    database.write(note_finding, shop, wish, new_id(), "main", by, now)


def test_every_event_has_an_example_of_its_very_shape(happened: dict[str, Any]) -> None:
    examples = read_examples()
    assert list(examples) == list(PUBLIC_TYPES) == [type_ for type_ in EVENTS if type_ in PUBLIC_TYPES]
    assert set(happened) == set(PUBLIC_TYPES)
    for type_, example in examples.items():
        assert shape(example) == shape(happened[type_]), type_
        assert example["type"] == type_


def test_the_page_shows_the_samples_of_the_desk() -> None:
    for text in SAMPLES.values():
        assert text in PAGE


def test_the_page_tells_the_waits() -> None:
    hours = [int(wait.total_seconds()) // 3600 for wait in WAITS[3:]]
    assert "5 seconds, 5 minutes, 30 minutes" in PAGE
    assert ", ".join(str(hour) for hour in hours[:-1]) + f" and {hours[-1]} hours" in " ".join(PAGE.split())
