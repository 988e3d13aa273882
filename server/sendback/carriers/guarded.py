"""The guard around a carrier: a time budget for every call, a breaker, and a look at what comes back.

Buying is never repeated here. A purchase whose answer comes after its time is kept, and `find` gives it.
"""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime
from typing import TypeVar

from sendback.carriers.checking import find_fault, is_usable
from sendback.carriers.configuration import Budget
from sendback.carriers.model import Bought, BoughtRef, Carrier, CarrierTrouble, Parcel, Quote, TrackingEvent, TroubleKind
from sendback.carriers.watch import Watch

T = TypeVar("T")


class Guarded:
    """A carrier that answers within its budget, or says what is the matter."""

    def __init__(self, inner: Carrier, budget: Budget, watch: Watch, shop_id: str, clock: Callable[[], datetime]) -> None:
        self._inner, self._budget, self._watch, self._clock = inner, budget, watch, clock
        self._key = (shop_id, inner.code)

    @property
    def code(self) -> str:
        """The code of the carrier inside."""
        return self._inner.code

    @property
    def can_find(self) -> bool:
        """Whether the carrier inside can be asked by reference."""
        return self._inner.can_find

    def quote(self, parcel: Parcel) -> tuple[Quote, ...]:
        """Ask for prices, a second time if the first came to nothing and there is time; only usable ones, cheapest first."""
        quotes = self._ask(lambda: self._inner.quote(parcel), self._budget.quote_seconds)
        usable = [quote for quote in quotes if is_usable(quote)]
        if quotes and not usable:
            raise CarrierTrouble(TroubleKind.RUBBISH, "The carrier's prices cannot be read.")
        return tuple(sorted(usable, key=lambda quote: quote.cost_minor))

    def buy(self, parcel: Parcel) -> Bought:
        """Buy once; UNKNOWN when no answer came in time, or none that can be used."""
        if late := self._watch.find_late(self._key, parcel.reference):
            return late
        self._enter()
        future: Future[Bought] = Future()
        self._watch.begin(self._key, parcel.reference, future)
        _start(future, lambda: self._buy(parcel), TroubleKind.UNKNOWN)
        bought = self._wait(future, self._budget.buy_seconds, TroubleKind.UNKNOWN)
        self._watch.forget(self._key, parcel.reference)
        return bought

    def find(self, reference: str) -> Bought | None:
        """Look for the purchase that came first."""
        return next(iter(self.find_all(reference)), None)

    def find_all(self, reference: str) -> tuple[Bought, ...]:
        """Look in the answers that came late, then ask the carrier; UNKNOWN while a purchase is still under way."""
        late = self._watch.find_late(self._key, reference)
        if self._inner.can_find:
            found = self._ask(lambda: self._inner.find_all(reference), self._budget.other_seconds)
            return tuple(bought for bought in found if not find_fault(bought, reference))
        return (late,) if late else ()

    def void(self, bought: BoughtRef) -> None:
        """Take a purchase back."""
        self._enter()
        self._wait(_start(Future(), lambda: self._inner.void(bought), TroubleKind.LATER), self._budget.other_seconds)
        self._watch.forget(self._key, bought.reference)

    def track(self, tracking_number: str) -> tuple[TrackingEvent, ...]:
        """Ask for the journey, twice if need be."""
        return self._ask(lambda: self._inner.track(tracking_number), self._budget.other_seconds)

    def _buy(self, parcel: Parcel) -> Bought:
        bought = self._inner.buy(parcel)
        if fault := find_fault(bought, parcel.reference):
            raise CarrierTrouble(TroubleKind.UNKNOWN, f"The carrier's answer to a purchase cannot be used: {fault}.")
        return bought

    def _ask(self, call: Callable[[], T], seconds: float) -> T:
        """Ask a question, which changes nothing, so that it may be put once more while there is time."""
        ends = time.monotonic() + seconds
        self._enter()
        try:
            return self._wait(_start(Future(), call, TroubleKind.RUBBISH), seconds)
        except CarrierTrouble as trouble:
            left = ends - time.monotonic()
            if trouble.kind is not TroubleKind.LATER or left < seconds / 4:
                raise
        self._enter()
        return self._wait(_start(Future(), call, TroubleKind.RUBBISH), left)

    def _enter(self) -> None:
        if not self._watch.admit(self._key, self._clock()):
            raise CarrierTrouble(TroubleKind.LATER, "The carrier failed too often and is left alone for a while.")

    def _wait(self, future: "Future[T]", seconds: float, when_late: TroubleKind = TroubleKind.LATER) -> T:
        worked = False
        try:
            answer = future.result(seconds)
            worked = True
        except TimeoutError:
            raise CarrierTrouble(when_late, f"The carrier did not answer within {seconds:.3g} seconds.") from None
        except CarrierTrouble as trouble:
            worked = trouble.kind is TroubleKind.REFUSED
            raise
        finally:
            self._watch.note(self._key, worked, self._clock())
        return answer


def _start(future: "Future[T]", call: Callable[[], T], when_odd: TroubleKind) -> "Future[T]":
    """Run a call on a thread of its own that dies with the process: a carrier that never answers must not keep it alive."""

    def run() -> None:
        try:
            future.set_result(call())
        except CarrierTrouble as trouble:
            future.set_exception(trouble)
        except Exception as error:  # an adapter or plug-in stumbled over the answer; its text may hold an address
            reason = f"The carrier's answer could not be understood ({type(error).__name__})."
            future.set_exception(CarrierTrouble(when_odd, reason))

    threading.Thread(target=run, daemon=True, name="carrier").start()
    return future
