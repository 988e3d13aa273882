"""Whoever changes something, through whichever door: the shop's systems hear of it, at a real receiver."""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from sendback.carriers.model import Milestone, TrackingEvent
from sendback.cli.main import main
from sendback.database.model import Database
from sendback.database.opening import open_database
from sendback.delivery.outbox import act_on_events
from sendback.delivery.parts import WorkerParts
from sendback.delivery.tracking.hearing import hear as hear_of
from sendback.delivery.tracking.model import CARRIER
from sendback.delivery.tracking.telling import tell_arrivals
from sendback.delivery.webhooks import lane
from sendback.delivery.webhooks.endpoints import Wish, add_endpoint
from sendback.delivery.webhooks.public_types import PUBLIC_TYPES
from sendback.delivery.worker import run_once
from sendback.egress.reach import Reach
from sendback.returns.approval_links import mark_approver
from sendback.returns.approval_store import make_approval_link
from sendback.returns.model import LineRequest, Return
from sendback.returns.parcel_store import get_parcel
from sendback.returns.requesting import request_return
from sendback.shops.api_keys import Grant, add_api_key
from sendback.shops.founding import Founded
from sendback.shops.model import Mode
from sendback.shops.resolutions import Resolution
from sendback.shops.scopes import Scope
from sendback.shops.sign_in import Role
from sendback.web.context import Context
from tests.conftest import SECRET_KEY, Clock, MakeShop
from tests.delivery.van import PREPAID, SANDBOX, Van
from tests.egress.fault_server import FaultServer, fault_server
from tests.factories import make_return_request, push_order
from tests.web.hosted_shopper import reach_details
from tests.web.merchant_api.system import System
from tests.web.owner import sign_in
from tests.web.pages import send
from tests.web.shopping import ORIGIN, ask_return, open_order, post

NEAR = Reach(has_neighbours=True)
APPROVER = "teemu@nordlys.example"
MADE = {"return.requested", "return.authorized", "label.created"}
STATED = {"name": "Aino Järvenpää", "email": "aino@example.fi", "lang": "en"}


@pytest.fixture
def database_url(make_database_url: Callable[[], str]) -> str:
    return make_database_url()


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = open_database(database_url)
    yield opened
    opened.close()


@dataclass
class House:
    """Two shops, one that approves by itself and one that decides, and everybody who may do something there."""

    context: Context
    client: FlaskClient
    clock: Clock
    quick: Founded
    slow: Founded
    parts: WorkerParts
    monkeypatch: pytest.MonkeyPatch

    def ask(self, founded: Founded, **changes: Any) -> Return:
        """Let a shopper ask for a return, before anybody listens."""
        order = self.context.database.write(push_order, founded.shop.shop_id)
        request = make_return_request(order, **changes)
        return self.context.database.write(request_return, founded.shop, order, request, "shopper", self.clock())

    def desk(self, founded: Founded) -> FlaskClient:
        """Sit down at a shop's desk."""
        return sign_in(self.client, self.context.database, founded.shop, self.clock(), Role.AGENT)

    def system(self, founded: Founded) -> System:
        """Plug a shop's own system in."""
        key = self.context.database.write(add_api_key, founded.shop, Grant(scopes=frozenset(Scope)), "tests", self.clock())
        return System(self.client, key)

    def approval_link(self, item: Return) -> str:
        """Make the link that an approver was mailed."""
        mark = mark_approver(item.shop_id, APPROVER)
        return self.context.database.write(make_approval_link, item.shop_id, item.return_id, mark, self.clock())

    def type(self, *words: str) -> None:
        """Type a command."""
        result = CliRunner().invoke(main, [*words, "--shop", self.slow.shop.slug], catch_exceptions=False)
        assert result.exit_code == 0, result.output


@pytest.fixture
def house(
    context: Context, client: FlaskClient, clock: Clock, make_shop: MakeShop, database_url: str, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> House:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SENDBACK_DATABASE_URL", database_url)
    monkeypatch.setenv("SENDBACK_SECRET_KEY", SECRET_KEY)
    desk = {"approvers": [APPROVER]}
    quick = make_shop(mode=Mode.TEST, origins=[ORIGIN], carriers=[SANDBOX], resolutions=["refund", "keep"])
    slow = make_shop(origins=[ORIGIN], policy={"approval": "none", "refund_due": "request"}, desk=desk)
    parts = WorkerParts(
        context.database, context.vault, context.links, None, "", clock, context.store,
        open_carrier=Van(tmp_path / "ledger.sqlite"), reach=NEAR,
    )  # fmt: skip
    return House(context, client, clock, quick, slow, parts, monkeypatch)


@pytest.fixture
def receiver() -> Iterator[FaultServer]:
    with fault_server() as server:
        yield server


Listen = Callable[[Founded], None]


def widget_asks(house: House, listen: Listen) -> None:
    order = house.context.database.write(push_order, house.quick.shop.shop_id)
    listen(house.quick)
    assert ask_return(house.client, house.quick, open_order(house.client, house.quick, order)).status_code == 201


def hosted_page_asks(house: House, listen: Listen) -> None:
    shop = house.quick.shop
    order = house.context.database.write(push_order, shop.shop_id)
    listen(house.quick)
    chosen = {"pick.1": "1", "quantity.1": "1", "reason.1": "too_small", "resolution.1": "refund"}
    assert send(house.client, reach_details(house.client, shop, order, chosen), {"do": "send"}, "/details").status_code == 303


def api_asks(house: House, listen: Listen) -> None:
    order = house.context.database.write(push_order, house.quick.shop.shop_id)
    listen(house.quick)
    body = {"order_number": order.number, "lines": [{"id": "1", "quantity": 1, "reason": "too_small"}]}
    assert house.system(house.quick).post("/returns", body).status_code == 201


def desk_does(verb: str, **form: str) -> Callable[[House, Listen], None]:
    def act(house: House, listen: Listen) -> None:
        item = house.ask(house.slow)
        listen(house.slow)
        assert house.desk(house.slow).post(f"/desk/returns/{item.return_id}/{verb}", data=form).status_code == 303

    return act


def desk_decides_many(verdict: str) -> Callable[[House, Listen], None]:
    def act(house: House, listen: Listen) -> None:
        items = [house.ask(house.slow) for _ in range(2)]
        listen(house.slow)
        chosen = {"key": "one", "verdict": verdict, "selected": [item.return_id for item in items], "reason": "Too late."}
        assert house.desk(house.slow).post("/desk/waiting", data=chosen).status_code == 200

    return act


def api_does(verb: str, body: object = None) -> Callable[[House, Listen], None]:
    def act(house: House, listen: Listen) -> None:
        item = house.ask(house.slow)
        listen(house.slow)
        answer = house.system(house.slow).post(f"/returns/{item.rma}/{verb}", body)
        assert answer.status_code == 200, answer.text

    return act


def link_decides(verdict: str, **form: str) -> Callable[[House, Listen], None]:
    def act(house: House, listen: Listen) -> None:
        item = house.ask(house.slow)
        link = house.approval_link(item)
        listen(house.slow)
        page = house.client.get(f"/approve/{link}?choose={verdict}")
        assert send(house.client, page, {"verdict": verdict, **form}).status_code == 303

    return act


def command_does(verb: str, *more: str) -> Callable[[House, Listen], None]:
    def act(house: House, listen: Listen) -> None:
        item = house.ask(house.slow)
        listen(house.slow)
        house.type("returns", verb, item.rma, *more)

    return act


def _let_travel(house: House) -> Return:
    shop = house.quick.shop
    prepaid = shop.settings.model_validate({**shop.settings.model_dump(mode="json"), "options": [PREPAID]})
    house.quick = replace(house.quick, shop=replace(shop, settings=prepaid))
    return house.ask(house.quick, option="prepaid")


def worker_buys(house: House, listen: Listen) -> None:
    _let_travel(house)
    listen(house.quick)
    run_once(house.parts, house.clock())


def status_page_adds_a_box(house: House, listen: Listen) -> None:
    item = house.ask(house.quick)
    listen(house.quick)
    page = house.client.get(f"/r/{house.context.links.status_secret(item.shop_id, item.return_id)}")
    assert send(house.client, page, {}, "/boxes").status_code == 303


def desk_adds_a_box(house: House, listen: Listen) -> None:
    item = house.ask(house.quick)
    listen(house.quick)
    desk = house.desk(house.quick)
    assert send(desk, desk.get(f"/desk/returns/{item.return_id}"), {}, "/boxes").status_code == 303


def api_adds_a_box(house: House, listen: Listen) -> None:
    item = house.ask(house.quick)
    listen(house.quick)
    assert house.system(house.quick).post(f"/returns/{item.rma}/parcels", {}).status_code == 201


def desk_lets_everything_be_kept(house: House, listen: Listen) -> None:
    item = house.ask(house.quick, lines=(LineRequest("1", 1, "too_small", resolution=Resolution.KEEP),))
    listen(house.quick)
    assert house.desk(house.quick).post(f"/desk/returns/{item.return_id}/approve").status_code == 303


def widget_withdraws(house: House, listen: Listen) -> None:
    listen(house.quick)
    body = {**STATED, "order_number": "1001"}
    assert post(house.client, house.quick, "/withdrawals", body, **{"Idempotency-Key": "k"}).status_code == 201


def hosted_page_withdraws(house: House, listen: Listen) -> None:
    listen(house.quick)
    stated = {**STATED, "order_number": "1001"}
    assert house.client.post(f"/s/{house.quick.shop.slug}/withdraw/confirm", data=stated).status_code == 303


def desk_takes_a_withdrawal_back(house: House, listen: Listen) -> None:
    order = house.context.database.write(push_order, house.quick.shop.shop_id)
    body = {**STATED, "order_number": order.number}
    made = post(house.client, house.quick, "/withdrawals", body, **{"Idempotency-Key": "k"}).get_json()
    listen(house.quick)
    desk = house.desk(house.quick)
    receipt = made["receipt"]["id"]
    assert desk.post(f"/desk/withdrawals/{receipt}/return", data={"units.1": "1"}).status_code == 303


def carrier_says(milestone: Milestone) -> Callable[[House, Listen], None]:
    def act(house: House, listen: Listen) -> None:
        item = house.ask(house.quick)
        listen(house.quick)
        box = house.context.database.read(get_parcel, item.shop_id, item.return_id, 1)
        said = [TrackingEvent(house.clock(), milestone, milestone.value)]
        house.context.database.write(hear_of, house.quick.shop, box, said, CARRIER, house.clock())

    return act


def api_takes_a_box_in(house: House, listen: Listen) -> None:
    item = house.ask(house.quick)
    listen(house.quick)
    told = house.system(house.quick).post("/receipts", {"receipts": [{"rma": item.rma}]}).get_json()
    assert told["results"][0]["state"] == "done", told


def api_says_what_was_found(house: House, listen: Listen) -> None:
    item = house.ask(house.quick)
    system = house.system(house.quick)
    system.post("/receipts", {"receipts": [{"rma": item.rma}]})
    listen(house.quick)
    found = {"rma": item.rma, "line_id": "1", "outcome": "arrived", "quantity": 1, "grade": "a"}
    told = system.post("/inspections", {"inspections": [found]}).get_json()
    assert told["results"][0]["state"] == "done", told


STOCK = {"kind": "add", "sku": "WOOL-1", "place": "A-1", "condition": "sellable", "quantity": 2}


def api_changes_stock(house: House, listen: Listen) -> None:
    listen(house.quick)
    told = house.system(house.quick).post("/stock", {"moves": [STOCK]}).get_json()
    assert told["results"][0]["state"] == "done", told


APPROVED, DECLINED, TAKEN_BACK = {"return.authorized", "label.created", "refund.due"}, {"return.declined"}, {"return.canceled"}


def day_begins(house: House, listen: Listen) -> None:
    listen(house.quick)
    for _ in range(2):
        tell_arrivals(house.parts, house.quick.shop.shop_id, house.clock())


WAYS: dict[str, tuple[Callable[[House, Listen], None], set[str]]] = {
    "the widget asks": (widget_asks, MADE),
    "the hosted page asks": (hosted_page_asks, MADE),
    "the API asks": (api_asks, MADE),
    "the desk approves": (desk_does("approve"), APPROVED),
    "the desk declines": (desk_does("decline", reason="Too late."), DECLINED),
    "the desk cancels": (desk_does("cancel"), TAKEN_BACK),
    "the desk approves many": (desk_decides_many("approve"), APPROVED),
    "the desk declines many": (desk_decides_many("decline"), DECLINED),
    "the API approves": (api_does("approve"), APPROVED),
    "the API declines": (api_does("decline", {"reason": "Too late."}), DECLINED),
    "the API cancels": (api_does("cancel"), TAKEN_BACK),
    "a mailed link approves": (link_decides("approve"), APPROVED),
    "a mailed link declines": (link_decides("decline", reason="Too late."), DECLINED),
    "a command approves": (command_does("approve"), APPROVED),
    "a command declines": (command_does("decline", "--reason", "Too late."), DECLINED),
    "a command cancels": (command_does("cancel"), TAKEN_BACK),
    "the worker buys a label": (worker_buys, {"label.created"}),
    "the status page adds a box": (status_page_adds_a_box, {"label.created"}),
    "the desk adds a box": (desk_adds_a_box, {"label.created"}),
    "the API adds a box": (api_adds_a_box, {"label.created"}),
    "the desk lets everything be kept": (desk_lets_everything_be_kept, {"return.closed"}),
    "a carrier has a box": (carrier_says(Milestone.MOVING), {"parcel.in_transit"}),
    "a carrier brought a box": (carrier_says(Milestone.DELIVERED), {"parcel.delivered"}),
    "the API takes a box in": (api_takes_a_box_in, {"return.received", "refund.due"}),
    "the API says what was found": (api_says_what_was_found, {"item.inspected", "item.disposed", "stock.delta", "return.closed"}),
    "the API changes stock": (api_changes_stock, {"stock.delta"}),
    "the widget withdraws": (widget_withdraws, {"withdrawal.received"}),
    "the hosted page withdraws": (hosted_page_withdraws, {"withdrawal.received"}),
    "a day begins": (day_begins, {"arrivals.counted"}),
    "the desk makes a return of a withdrawal": (desk_takes_a_withdrawal_back, {"return.authorized", "label.created"}),
}


def listening(house: House, receiver: FaultServer) -> Listen:
    """Give what lets a shop's system listen from now on."""

    def listen(founded: Founded) -> None:
        database, shop_id = house.context.database, founded.shop.shop_id
        database.write(act_on_events, shop_id, house.clock())
        database.write(add_endpoint, house.context.vault, NEAR, shop_id, Wish(receiver.url("in")), "tests", house.clock())

    return listen


def hear(house: House, receiver: FaultServer) -> list[str]:
    """Let the worker and the lane do their work, and give the types that arrived."""
    for founded in (house.quick, house.slow):
        house.context.database.write(act_on_events, founded.shop.shop_id, house.clock())
    lane.run_once(house.parts, house.clock())
    return [json.loads(request.partition(b"\r\n\r\n")[2])["type"] for _, request in receiver.received]


@pytest.mark.parametrize("way", WAYS)
def test_what_is_done_is_told(way: str, house: House, receiver: FaultServer) -> None:
    act, expected = WAYS[way]
    act(house, listening(house, receiver))
    assert set(hear(house, receiver)) == expected


def test_a_label_that_the_worker_gives_back_is_told(house: House, receiver: FaultServer) -> None:
    item = _let_travel(house)
    run_once(house.parts, house.clock())
    listening(house, receiver)(house.quick)
    assert house.desk(house.quick).post(f"/desk/returns/{item.return_id}/cancel").status_code == 303
    house.context.database.write(act_on_events, item.shop_id, house.clock())
    run_once(house.parts, house.clock())
    told: list[str] = []
    for _ in range(50):  # what was not heard at once rests for a moment
        if len(told := hear(house, receiver)) == 3:
            break
        time.sleep(0.1)
        house.clock.advance(seconds=5)
    assert sorted(told) == ["label.voided", "label.voided", "return.canceled"]


def test_every_public_event_is_among_them() -> None:
    assert set(PUBLIC_TYPES) == {"label.voided"}.union(*(expected for _, expected in WAYS.values()))
