"""The boxes of a return: how one is chosen to travel, what may become of it, and how many there can be."""

import dataclasses
import itertools
import threading

import pytest

from sendback.database.model import Database
from sendback.errors import Code, Problem
from sendback.journal.store import list_events
from sendback.returns import parcel_store
from sendback.returns.boxes import add_box, choose_option
from sendback.returns.deciding import cancel
from sendback.returns.model import LineRequest, Return
from sendback.returns.parcels import MOST_BOXES, NEXT, Parcel, ParcelState
from sendback.returns.requesting import request_return
from sendback.shops.model import Mode, Shop
from sendback.shops.options import ANY_POST, OptionKind, ReturnOption
from tests.conftest import Clock, MakeShop
from tests.factories import make_consignor, make_return_request, push_order

SANDBOX = {"code": "sandbox", "settings": {"kind": "sandbox"}}
FAULTY = {"id": "faulty", "kind": "prepaid", "carrier": "sandbox", "reasons": ["damaged", "wrong_item"]}
COUNTER = {"id": "counter", "kind": "in_store", "countries": ["FI"]}


def ask(database: Database, shop: Shop, clock: Clock, reason: str = "too_small", **changes: object) -> Return:
    order = database.write(push_order, shop.shop_id)
    lines = (LineRequest(order.lines[0].line_id, 1, reason),)
    request = make_return_request(order, lines=lines, **changes)
    return database.write(request_return, shop, order, request, "shopper", clock())


def first_of(database: Database, item: Return) -> Parcel:
    return database.read(parcel_store.get_parcel, item.shop_id, item.return_id, 1)


def test_a_shop_that_chose_nothing_has_its_own_label_as_before(database: Database, shop: Shop, clock: Clock) -> None:
    item = ask(database, shop, clock)
    parcel = first_of(database, item)
    assert (parcel.option_id, parcel.kind, parcel.state) == ("any_post", OptionKind.SHOPPER_PAID, ParcelState.OWN)
    events = [(event.type, event.body.get("carrier")) for event in database.read(list_events, shop.shop_id, item.return_id)]
    assert events == [("return.requested", None), ("return.authorized", None), ("label.created", "address_only")]


def test_the_first_option_that_fits_is_taken_where_none_is_asked_for(
    database: Database, make_shop: MakeShop, clock: Clock
) -> None:
    shop = make_shop(mode=Mode.TEST, options=[FAULTY, COUNTER, ANY_POST.model_dump()], carriers=[SANDBOX]).shop
    assert first_of(database, ask(database, shop, clock, "damaged")).option_id == "faulty"
    assert first_of(database, ask(database, shop, clock)).option_id == "counter"
    german = make_consignor(address=dataclasses.replace(make_consignor().address, country="DE"))
    assert first_of(database, ask(database, shop, clock, consignor=german)).option_id == "any_post"
    assert first_of(database, ask(database, shop, clock, option="any_post")).option_id == "any_post"


def test_an_option_that_is_not_open_is_refused_and_nothing_is_made(database: Database, make_shop: MakeShop, clock: Clock) -> None:
    shop = make_shop(mode=Mode.TEST, options=[FAULTY, ANY_POST.model_dump()], carriers=[SANDBOX]).shop
    with pytest.raises(Problem) as refused:
        ask(database, shop, clock, option="faulty")
    assert [error.field for error in refused.value.errors] == ["option"]


def test_where_nothing_fits_the_shops_own_label_does() -> None:
    nordic = ReturnOption(id="nordic", kind=OptionKind.PREPAID, countries=("FI",))
    assert choose_option((nordic,), "", "DE", ["other"]) is ANY_POST
    assert choose_option((nordic,), "nordic", "DE", ["other"]) is None


def test_the_counter_needs_no_label(database: Database, make_shop: MakeShop, clock: Clock) -> None:
    shop = make_shop(options=[COUNTER]).shop
    item = ask(database, shop, clock)
    assert not first_of(database, item).has_paper
    types = [event.type for event in database.read(list_events, shop.shop_id, item.return_id)]
    assert types == ["return.requested", "return.authorized", "code.created"]


def test_a_box_only_takes_the_steps_of_the_table(database: Database, shop: Shop, clock: Clock) -> None:
    base = first_of(database, ask(database, shop, clock))
    for before, after in itertools.product(ParcelState, ParcelState):
        with_state = database.write(_force, base, before)
        moved = dataclasses.replace(with_state, state=after)
        if after in NEXT[before] or after is before:
            assert database.write(parcel_store.save_parcel, moved, with_state)
        else:
            with pytest.raises(ValueError, match="cannot become"):
                database.write(parcel_store.save_parcel, moved, with_state)


def _force(tx: object, parcel: Parcel, state: ParcelState) -> Parcel:
    tx.run(  # type: ignore[attr-defined]
        "UPDATE parcels SET state = :t WHERE shop_id = :s AND return_id = :r AND number = :n",
        t=state.value, s=parcel.shop_id, r=parcel.return_id, n=parcel.number,
    )  # fmt: skip
    return dataclasses.replace(parcel, state=state)


def test_of_many_that_move_a_box_at_once_one_does(database: Database, make_shop: MakeShop, clock: Clock) -> None:
    shop = make_shop(mode=Mode.TEST, options=[{**FAULTY, "reasons": []}], carriers=[SANDBOX]).shop
    parcel = first_of(database, ask(database, shop, clock))
    claimed = dataclasses.replace(parcel, state=ParcelState.BUYING, attempts=1)
    assert at_once(12, lambda: database.write(parcel_store.save_parcel, claimed, parcel)).count(True) == 1


def test_many_boxes_at_once_have_numbers_of_their_own_and_an_end(database: Database, shop: Shop, clock: Clock) -> None:
    item = ask(database, shop, clock)

    def add() -> bool:
        try:
            return bool(database.write(add_box, shop.shop_id, item.return_id, "shopper", clock()))
        except Problem as problem:
            return problem.code is not Code.TOO_MANY_BOXES

    assert at_once(14, add).count(True) == MOST_BOXES - 1
    numbers = [box.number for box in database.read(parcel_store.list_parcels, shop.shop_id, item.return_id)]
    assert numbers == list(range(1, MOST_BOXES + 1))


def test_a_return_that_is_off_takes_no_more_boxes(database: Database, shop: Shop, clock: Clock) -> None:
    item = ask(database, shop, clock)
    database.write(cancel, shop.shop_id, item.return_id, "anna", clock())
    with pytest.raises(Problem) as refused:
        database.write(add_box, shop.shop_id, item.return_id, "shopper", clock())
    assert refused.value.code is Code.STATUS_CONFLICT


def at_once(count: int, work: object) -> list[object]:
    answers: list[object] = []
    threads = [threading.Thread(target=lambda: answers.append(work())) for _ in range(count)]  # type: ignore[operator]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
