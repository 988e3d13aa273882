"""The guard: nothing takes longer than its budget, nothing is bought twice, and a broken carrier is left alone."""

import threading
import time
from collections.abc import Callable
from datetime import timedelta

import pytest

from sendback.carriers.breaker import BreakerRules
from sendback.carriers.configuration import Budget, Fault
from sendback.carriers.guarded import Guarded
from sendback.carriers.model import Bought, BoughtRef, Carrier, CarrierTrouble, Parcel, Quote, TrackingEvent, TroubleKind
from sendback.carriers.watch import Watch
from tests.carriers.conftest import MakeSandbox
from tests.carriers.parcels import make_parcel
from tests.conftest import Clock

QUICK = Budget(quote_seconds=0.3, buy_seconds=0.3, other_seconds=0.3)
RULES = BreakerRules(failures=3, window=timedelta(seconds=60), rest=timedelta(seconds=30))


class Wire:
    """A carrier whose answers are put in by hand, and which cannot be asked by reference."""

    code = "wire"
    can_find = False

    def __init__(self, *answers: Callable[[], object]) -> None:
        self.answers = list(answers)
        self.calls = 0

    def _next(self) -> object:
        self.calls += 1
        return self.answers.pop(0)()

    def quote(self, parcel: Parcel) -> tuple[Quote, ...]:
        return self._next()  # type: ignore[return-value]

    def buy(self, parcel: Parcel) -> Bought:
        return self._next()  # type: ignore[return-value]

    def find(self, reference: str) -> Bought | None:
        return None

    def find_all(self, reference: str) -> tuple[Bought, ...]:
        return ()

    def void(self, bought: BoughtRef) -> None:
        self._next()

    def track(self, tracking_number: str) -> tuple[TrackingEvent, ...]:
        return self._next()  # type: ignore[return-value]


def guard(
    carrier: Carrier, clock: Clock, watch: Watch | None = None, shop_id: str = "shop_1", budget: Budget | None = None
) -> Guarded:
    return Guarded(carrier, budget or Budget(), watch or Watch(RULES), shop_id, clock)


def fail(kind: TroubleKind) -> Callable[[], object]:
    def answer() -> object:
        raise CarrierTrouble(kind, "No.")

    return answer


def stumble() -> object:
    raise KeyError("Aino Järvenpää")


def sell(**changes: object) -> Callable[[], Bought]:
    facts: dict[str, object] = {"tracking_number": "1Z999", "label": b"%PDF-1.7", "label_form": "pdf", "cost_minor": 590}
    facts |= {"currency": "EUR", "carrier_name": "Wire", "service": "standard", "shipment_id": "S1", **changes}
    return lambda: Bought(reference="R100000016-1", **facts)  # type: ignore[arg-type]


def test_a_call_that_goes_well_passes_through(make_sandbox: MakeSandbox, clock: Clock) -> None:
    guarded: Carrier = guard(make_sandbox(), clock)
    bought = guarded.buy(make_parcel())
    assert [quote.cost_minor for quote in guarded.quote(make_parcel())] == [490, 590, 1290]
    assert guarded.find(bought.reference) == bought
    assert guarded.track(bought.tracking_number or "")
    guarded.void(bought.ref)
    assert (guarded.code, guarded.can_find, guarded.find(bought.reference)) == ("sandbox", True, None)


@pytest.mark.parametrize("fault", [Fault.NEVER, Fault.SLOW])
def test_a_carrier_that_does_not_answer_costs_its_budget_and_no_more(
    make_sandbox: MakeSandbox, clock: Clock, fault: Fault
) -> None:
    guarded = guard(make_sandbox(fault=fault), clock, budget=QUICK)
    began = time.monotonic()
    for call, kind in (
        (lambda: guarded.quote(make_parcel()), TroubleKind.LATER),
        (lambda: guarded.buy(make_parcel()), TroubleKind.UNKNOWN),
    ):
        with pytest.raises(CarrierTrouble, match=r"within 0\.3 seconds") as late:
            call()
        assert late.value.kind is kind
    assert time.monotonic() - began < 2


def test_an_answer_that_comes_late_is_found_and_nothing_is_bought_again(clock: Clock) -> None:
    gate = threading.Event()
    wire = Wire(lambda: gate.wait(10) and sell()())
    guarded = guard(wire, clock, budget=QUICK)
    for call in (lambda: guarded.buy(make_parcel()), lambda: guarded.find("R100000016-1"), lambda: guarded.buy(make_parcel())):
        with pytest.raises(CarrierTrouble) as late:
            call()
        assert late.value.kind is TroubleKind.UNKNOWN
    gate.set()
    found = wait_for(lambda: guarded.find("R100000016-1"))
    assert found.tracking_number == "1Z999"
    assert guarded.buy(make_parcel()) == found
    assert wire.calls == 1
    assert guarded.find("R100000016-2") is None


def wait_for(call: Callable[[], Bought | None]) -> Bought:
    for _ in range(200):
        try:
            if found := call():
                return found
        except CarrierTrouble:
            pass
        time.sleep(0.01)
    raise AssertionError("it never came")


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (fail(TroubleKind.LATER), TroubleKind.LATER),
        (fail(TroubleKind.REFUSED), TroubleKind.REFUSED),
        (stumble, TroubleKind.UNKNOWN),
        (lambda: None, TroubleKind.UNKNOWN),
        (sell(label=b"<html>502 Bad Gateway"), TroubleKind.UNKNOWN),
        (sell(label=b"%PDF" + b" " * 6_000_000), TroubleKind.UNKNOWN),
        (sell(label_form=None), TroubleKind.UNKNOWN),
        (sell(tracking_number=""), TroubleKind.UNKNOWN),
        (sell(tracking_number="1Z <b>9"), TroubleKind.UNKNOWN),
        (sell(cost_minor=-1), TroubleKind.UNKNOWN),
    ],
)
def test_a_purchase_is_never_repeated_whatever_comes_back(clock: Clock, answer: Callable[[], object], kind: TroubleKind) -> None:
    wire = Wire(answer)
    with pytest.raises(CarrierTrouble) as trouble:
        guard(wire, clock).buy(make_parcel())
    assert trouble.value.kind is kind
    assert "Aino" not in trouble.value.reason
    assert wire.calls == 1


def test_an_answer_for_another_parcel_is_no_answer(clock: Clock) -> None:
    with pytest.raises(CarrierTrouble, match="another parcel"):
        guard(Wire(sell()), clock).buy(make_parcel("R200000017-1"))


def test_a_question_is_put_once_more_when_it_came_to_nothing(clock: Clock) -> None:
    fine = Quote("wire", "standard", 590, "EUR")
    wire = Wire(fail(TroubleKind.LATER), lambda: (fine, Quote("wire", "", -1, "beans")))
    assert guard(wire, clock).quote(make_parcel()) == (fine,)
    assert wire.calls == 2


@pytest.mark.parametrize("answer", [stumble, lambda: (Quote("wire", "", -1, "beans"),)])
def test_rubbish_prices_are_rubbish(clock: Clock, answer: Callable[[], object]) -> None:
    with pytest.raises(CarrierTrouble) as trouble:
        guard(Wire(answer), clock).quote(make_parcel())
    assert trouble.value.kind is TroubleKind.RUBBISH
    assert "Aino" not in trouble.value.reason


def test_a_carrier_that_keeps_failing_is_left_alone_and_tried_with_one_call(clock: Clock) -> None:
    watch, down = Watch(RULES), Wire(*[fail(TroubleKind.LATER)] * 4, sell())
    for _ in range(3):
        with pytest.raises(CarrierTrouble):
            guard(down, clock, watch).buy(make_parcel())
    with pytest.raises(CarrierTrouble, match="left alone") as resting:
        guard(down, clock, watch).buy(make_parcel())
    assert (down.calls, resting.value.kind) == (3, TroubleKind.LATER)
    clock.advance(seconds=30)
    with pytest.raises(CarrierTrouble, match="No"):
        guard(down, clock, watch).buy(make_parcel())
    clock.advance(seconds=59)
    with pytest.raises(CarrierTrouble, match="left alone"):
        guard(down, clock, watch).buy(make_parcel())
    clock.advance(seconds=1)
    assert guard(down, clock, watch).buy(make_parcel()).tracking_number == "1Z999"


def test_one_shops_trouble_is_not_anothers(make_sandbox: MakeSandbox, clock: Clock) -> None:
    watch = Watch(RULES)
    for _ in range(3):
        with pytest.raises(CarrierTrouble):
            guard(make_sandbox(fault=Fault.DOWN), clock, watch).buy(make_parcel())
    assert guard(make_sandbox(), clock, watch, shop_id="shop_2").buy(make_parcel())


def test_refusals_do_not_wear_the_breaker_out(clock: Clock) -> None:
    watch, strict = Watch(RULES), Wire(*[fail(TroubleKind.REFUSED)] * 9, sell())
    for _ in range(9):
        with pytest.raises(CarrierTrouble, match="No"):
            guard(strict, clock, watch).buy(make_parcel())
    assert guard(strict, clock, watch).buy(make_parcel())


def test_with_the_carrier_down_the_hundredth_shopper_waits_for_nothing(make_sandbox: MakeSandbox, clock: Clock) -> None:
    watch, sandbox = Watch(RULES), make_sandbox(fault=Fault.NEVER)
    began = time.monotonic()
    for number in range(100):
        with pytest.raises(CarrierTrouble):
            guard(sandbox, clock, watch, budget=QUICK).buy(make_parcel(f"R10000{number:04d}-1"))
    assert time.monotonic() - began < 3 * QUICK.buy_seconds + 1
