"""A carrier that moves nothing, for tests, trials and the demo: it sells, forgets, delays and lies as real ones do.

What it sold stands in its ledger, which is not ours: a purchase whose answer got lost is found there by its reference.
"""

import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from sendback.carriers.configuration import Fault, SandboxSetting
from sendback.carriers.model import (
    Bought,
    BoughtRef,
    CarrierTrouble,
    LabelForm,
    Milestone,
    Parcel,
    Quote,
    TrackingEvent,
    TroubleKind,
)
from sendback.carriers.sandbox_label import draw_sandbox_label
from sendback.carriers.sandbox_numbers import write_s10, write_sscc
from sendback.carriers.sandbox_prices import TARIFFS, find_objection, price
from sendback.carriers.sandbox_store import SandboxLedger, Sold

_JOURNEY = (
    (timedelta(0), Milestone.ANNOUNCED, "We were told of the parcel", ""),
    (timedelta(hours=20), Milestone.MOVING, "Handed in", "Parcel shop"),
    (timedelta(hours=30), Milestone.MOVING, "In the sorting centre", "Hub North"),
    (timedelta(hours=46), Milestone.MOVING, "Out for delivery", "Hub South"),
    (timedelta(hours=50), Milestone.DELIVERED, "Delivered", "Returns dock"),
)
_MOST_LATE_HOURS = 7
"""No two parcels are alike: each is late by some hours of its own."""


class SandboxCarrier:
    """Sell parcels that never travel."""

    code = "sandbox"
    can_find = True

    def __init__(self, setting: SandboxSetting, ledger: SandboxLedger, shop_id: str, clock: Callable[[], datetime]) -> None:
        self._setting, self._ledger, self._shop_id, self._clock = setting, ledger, shop_id, clock

    def quote(self, parcel: Parcel) -> tuple[Quote, ...]:
        """Quote every service the shop offers, or all there are."""
        self._misbehave()
        _take_or_refuse(parcel)
        if self._setting.fault is Fault.RUBBISH:
            return (Quote(self.code, "", -1, "beans"),)
        offered = {service.code for service in self._setting.services} or TARIFFS.keys()
        return tuple(
            Quote(
                carrier=self.code,
                service=service,
                cost_minor=price(tariff, parcel),
                currency=self._setting.currency,
                days=tariff.days_abroad if parcel.cross_border else tariff.days_home,
                service_name=tariff.name,
            )
            for service, tariff in TARIFFS.items()
            if service in offered
        )

    def buy(self, parcel: Parcel) -> Bought:
        """Sell a journey, every time it is asked: as with most carriers, the same reference twice is two parcels."""
        self._misbehave()
        _take_or_refuse(parcel)
        sold = self._sell(parcel)
        if self._setting.fault is Fault.TWICE:
            self._sell(parcel)
        if self._setting.fault is Fault.ANSWER_LOST:
            raise CarrierTrouble(TroubleKind.UNKNOWN, "The line broke before the carrier's answer came.")
        if self._setting.fault is Fault.RUBBISH:
            return Bought(parcel.reference, "", b"<html>502", LabelForm.PDF, -1, "", "", "", "")
        return sold

    def find(self, reference: str) -> Bought | None:
        """Give the oldest parcel of a reference that was not voided."""
        return next(iter(self.find_all(reference)), None)

    def find_all(self, reference: str) -> tuple[Bought, ...]:
        """Give every parcel of a reference that was not voided, labels and all."""
        self._misbehave()
        sold = self._ledger.list_sold(self._shop_id, reference)
        return tuple(self._tell(parcel) for parcel in sold if parcel.voided_at is None)

    def void(self, bought: BoughtRef) -> None:
        """Take a parcel back until the last day for it."""
        self._misbehave()
        sold = [parcel for parcel in self._ledger.list_sold(self._shop_id) if write_sscc(parcel.serial) == bought.shipment_id]
        if not sold:
            raise CarrierTrouble(TroubleKind.REFUSED, "The carrier knows no such parcel.")
        now = self._clock()
        if sold[0].voided_at is None and now > self._void_until(sold[0]):
            raise CarrierTrouble(TroubleKind.REFUSED, "The carrier takes parcels back no longer than their last day for it.")
        self._ledger.mark_voided(self._shop_id, sold[0].serial, now)

    def track(self, tracking_number: str) -> tuple[TrackingEvent, ...]:
        """Tell a journey of two days, as far as it would have come by now."""
        self._misbehave()
        serial = int(tracking_number[2:10]) if tracking_number[2:10].isdecimal() else 0
        for parcel in self._ledger.list_sold(self._shop_id, serial=serial):
            if write_s10(parcel.serial) == tracking_number:
                return _travel(parcel, parcel.voided_at or self._clock())
        raise CarrierTrouble(TroubleKind.REFUSED, "The carrier knows no such parcel.")

    def _misbehave(self) -> None:
        """Do what the setting says goes wrong with every call."""
        fault, seconds = self._setting.fault, self._setting.delay_seconds
        if fault is Fault.NEVER:
            threading.Event().wait(600)
        time.sleep(seconds or (3 if fault is Fault.SLOW else 0))
        if fault in (Fault.DOWN, Fault.NEVER):
            raise CarrierTrouble(TroubleKind.LATER, "The carrier cannot be reached.")
        if fault is Fault.REFUSES:
            raise CarrierTrouble(TroubleKind.REFUSED, "The carrier does not take this address.")

    def _sell(self, parcel: Parcel) -> Bought:
        service = parcel.service or "standard"
        tariff, now, shop_id = TARIFFS[service], self._clock(), self._shop_id
        cost = price(tariff, parcel)
        serial = self._ledger.reserve(shop_id, parcel.reference, service, cost, now)
        form = self._setting.label_form
        label = draw_sandbox_label(form, self._setting.name, tariff.name, parcel, write_s10(serial), now)
        self._ledger.keep_label(shop_id, serial, label)
        return self._tell(Sold(serial, parcel.reference, service, cost, now, None, label))

    def _tell(self, sold: Sold) -> Bought:
        return Bought(
            reference=sold.reference,
            tracking_number=write_s10(sold.serial),
            label=sold.label,
            label_form=self._setting.label_form,
            cost_minor=sold.cost_minor,
            currency=self._setting.currency,
            carrier_name=self._setting.name,
            service=sold.service,
            shipment_id=write_sscc(sold.serial),
            void_until=self._void_until(sold),
            dropoff_code=f"TEST-{sold.serial}" if sold.service == "dropoff" else None,
        )

    def _void_until(self, sold: Sold) -> datetime:
        return sold.bought_at + timedelta(days=self._setting.void_days)


def _travel(parcel: Sold, until: datetime) -> tuple[TrackingEvent, ...]:
    late = timedelta(hours=parcel.serial % _MOST_LATE_HOURS)
    expected_on = (parcel.bought_at + _JOURNEY[-1][0] + late).date()
    steps = [
        TrackingEvent(parcel.bought_at + after + (late if after else after), milestone, text, place, expected_on)
        for after, milestone, text, place in _JOURNEY
    ]
    return tuple(step for step in steps if step.at and step.at <= until)


def _take_or_refuse(parcel: Parcel) -> None:
    if objection := find_objection(parcel):
        raise CarrierTrouble(TroubleKind.REFUSED, objection)
