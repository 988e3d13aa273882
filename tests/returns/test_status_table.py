"""Whatever people do in whatever order, a return never leaves its table and the ledger always fits."""

from collections.abc import Callable
from datetime import datetime

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from sendback.database.model import Database
from sendback.errors import Code, Problem
from sendback.journal.store import find_broken_link, list_events
from sendback.orders.store import get_order
from sendback.returns import deciding
from sendback.returns.model import NEXT, LineRequest, Return, Status
from sendback.returns.requesting import request_return
from sendback.returns.store import get_return
from sendback.returns.undoing import undo
from sendback.shops.model import Shop
from tests.conftest import MakeShop
from tests.factories import NOW, make_line, make_return_request, push_order

QUANTITY = 4
LIVE = (Status.REQUESTED, Status.AUTHORIZED)
VERBS = {"approve": Status.AUTHORIZED, "decline": Status.DECLINED, "cancel": Status.CANCELED}


class Desk(RuleBasedStateMachine):
    """Shoppers ask and people decide, beside a model of two dictionaries."""

    database: Database
    make_shop: MakeShop
    returns = Bundle("returns")

    def __init__(self) -> None:
        super().__init__()
        self.shops = {name: self.make_shop(policy={"approval": name}).shop for name in ("all", "none")}
        wares = (make_line("1", quantity=QUANTITY), make_line("2", quantity=QUANTITY))
        self.orders = {name: self.database.write(push_order, shop.shop_id, lines=wares) for name, shop in self.shops.items()}
        self.statuses: dict[str, tuple[Return, Status]] = {}
        self.before: dict[str, Status] = {}

    @rule(target=returns, approval=st.sampled_from(["all", "none"]), line=st.sampled_from("12"), quantity=st.integers(1, 3))
    def ask(self, approval: str, line: str, quantity: int) -> object:
        shop, order = self.shops[approval], self.orders[approval]
        request = make_return_request(order, lines=(LineRequest(line, quantity, "other"),))
        fits = self.taken(shop, line) + quantity <= QUANTITY
        if not fits:
            self.refused(Code.QUANTITY_GONE, request_return, shop, order, request, "shopper", NOW)
            return multiple()
        item = self.database.write(request_return, shop, order, request, "shopper", NOW)
        self.statuses[item.return_id] = (item, Status.AUTHORIZED if approval == "all" else Status.REQUESTED)
        return item.return_id

    @rule(return_id=returns, verb=st.sampled_from(sorted(VERBS)))
    def decide(self, return_id: str, verb: str) -> None:
        item, before = self.statuses[return_id]
        more = ("worn",) if verb == "decline" else ()
        if VERBS[verb] not in NEXT[before]:
            self.refused(Code.STATUS_CONFLICT, getattr(deciding, verb), item.shop_id, return_id, *more, "desk", NOW)
            return
        self.database.write(getattr(deciding, verb), item.shop_id, return_id, *more, "desk", NOW)
        self.statuses[return_id] = (item, VERBS[verb])
        self.before[return_id] = before

    @rule(return_id=returns)
    def undo(self, return_id: str) -> None:
        """Take back what somebody decided, once, where the units are still free."""
        item, status = self.statuses[return_id]
        before = self.before.pop(return_id, None)
        if before is None:
            self.refused(Code.STATUS_CONFLICT, undo, item.shop_id, return_id, "desk", NOW)
            return
        wanted = sum(line.quantity for line in item.lines)
        name = next(name for name, shop in self.shops.items() if shop.shop_id == item.shop_id)
        if status not in LIVE and self.taken(self.shops[name], item.lines[0].line_id) + wanted > QUANTITY:
            self.before[return_id] = before
            self.refused(Code.QUANTITY_GONE, undo, item.shop_id, return_id, "desk", NOW)
            return
        self.database.write(undo, item.shop_id, return_id, "desk", NOW)
        self.statuses[return_id] = (item, before)

    @rule(return_id=consumes(returns))
    def look_at_its_events(self, return_id: str) -> None:
        item, _ = self.statuses[return_id]
        told = self.database.read(list_events, item.shop_id, return_id)
        assert [event.subject_seq for event in told] == list(range(1, len(told) + 1))
        assert told[0].type == "return.requested"

    @invariant()
    def statuses_are_those_of_the_model(self) -> None:
        for return_id, (item, status) in self.statuses.items():
            assert self.database.read(get_return, item.shop_id, return_id).status is status

    @invariant()
    def the_ledger_is_the_sum_of_what_is_under_way(self) -> None:
        for name, shop in self.shops.items():
            order = self.database.read(get_order, shop.shop_id, self.orders[name].order_id)
            assert [line.taken for line in order.lines] == [self.taken(shop, line.line_id) for line in order.lines]

    def teardown(self) -> None:
        for shop in self.shops.values():
            assert find_broken_link(self.database, shop.shop_id) is None

    def refused(self, code: Code, verb: Callable[..., object], *arguments: object) -> None:
        with pytest.raises(Problem) as caught:
            self.database.write(verb, *arguments)
        assert caught.value.code is code

    def taken(self, shop: Shop, line_id: str) -> int:
        mine = [item for item, status in self.statuses.values() if item.shop_id == shop.shop_id and status in LIVE]
        return sum(line.quantity for item in mine for line in item.lines if line.line_id == line_id)


def test_the_table_is_never_left(database: Database, make_shop: MakeShop) -> None:
    there = type("DeskThere", (Desk,), {"database": database, "make_shop": staticmethod(make_shop)})
    quiet = list(HealthCheck)
    run_state_machine_as_test(
        there, settings=settings(max_examples=15, stateful_step_count=20, deadline=None, suppress_health_check=quiet)
    )


@pytest.mark.parametrize("reason", ["", "   ", "\u202e", "x" * 501])
def test_a_decline_says_why_in_a_few_words(database: Database, make_shop: MakeShop, now: datetime, reason: str) -> None:
    shop = make_shop(policy={"approval": "none"}).shop
    order = database.write(push_order, shop.shop_id)
    item = database.write(request_return, shop, order, make_return_request(order), "shopper", now)
    with pytest.raises(Problem) as caught:
        database.write(deciding.decline, shop.shop_id, item.return_id, reason, "desk", now)
    assert caught.value.code is Code.INVALID_FIELDS
    assert database.read(get_return, shop.shop_id, item.return_id).status is Status.REQUESTED


def test_a_declined_return_keeps_the_reason_the_shopper_reads(database: Database, make_shop: MakeShop, now: datetime) -> None:
    shop = make_shop(policy={"approval": "none"}).shop
    order = database.write(push_order, shop.shop_id)
    item = database.write(request_return, shop, order, make_return_request(order), "shopper", now)
    database.write(deciding.decline, shop.shop_id, item.return_id, " Worn\x00 outside ", "desk", now)
    assert database.read(get_return, shop.shop_id, item.return_id).decline_reason == "Worn outside"


def test_canceling_an_authorized_return_voids_its_label(database: Database, shop: Shop, now: datetime) -> None:
    order = database.write(push_order, shop.shop_id)
    item = database.write(request_return, shop, order, make_return_request(order), "shopper", now)
    database.write(deciding.cancel, shop.shop_id, item.return_id, "desk", now)
    told = [event.type for event in database.read(list_events, shop.shop_id, item.return_id)]
    assert told[-2:] == ["return.canceled", "label.voided"]
