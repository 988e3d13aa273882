"""A return as the API tells of it: no link in it ends, so that it is the same until something changes."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from pydantic import Field

from sendback.returns.model import Delivery, Return, ReturnLine, Status
from sendback.returns.rma import show_rma
from sendback.shops.resolutions import Resolution
from sendback.web.merchant_api.parcel_shapes import BoxShape
from sendback.web.merchant_api.shapes import AddressShape, Moment, Shape


class DecisionShape(Shape):
    """Why a line was let in: the rule of the policy, what it said, and on which day."""

    outcome: str = Field(description="`allow`, `ask`, `keep`, or `refuse` where an agent overrode the policy")
    rule: str
    sentence: str
    policy_version: int | None
    day: date | None
    overridden: bool = Field(description="whether an agent let in what the policy refuses")


class ReturnLineShape(Shape):
    """One line of a return; `fee_minor` is for all its units, settled between shop and shopper."""

    order_number: str
    id: str
    sku: str
    title: str
    quantity: int
    unit_price_minor: int | None
    reason: str
    sub_reason: str
    condition: str
    resolution: Resolution
    exchange_sku: str
    exchange_title: str
    fee_minor: int
    fee_currency: str
    note: str
    kept: bool = Field(description="whether the shopper keeps it: it is settled without being sent")
    because: DecisionShape


class ConsignorShape(Shape):
    """Who sends the parcel: the shopper."""

    name: str
    email: str
    phone: str
    address: AddressShape


class HappeningShape(Shape):
    """One thing that happened; `type` is the event's, `by` names who did it."""

    type: str
    at: Moment
    by: str


class LinksShape(Shape):
    """Where more of it is, for whoever holds a key."""

    labels: str
    documents: str
    desk: str


class ReturnShape(Shape):
    """A return; `because` says why it waits or why it was let in, `mismatches` what was typed otherwise than the order has it."""

    rma: str
    status: Status
    order_number: str
    order_numbers: list[str]
    created_at: Moment
    updated_at: Moment
    gift: bool
    language: str
    delivery: Delivery
    because: str = Field(description="the rule of the whole: `policy`, `approval`, `mismatch`, `facts`, …")
    mismatches: list[str]
    decline_reason: str
    refund_due_at: Moment | None
    consignor: ConsignorShape
    fields: dict[str, str]
    lines: list[ReturnLineShape]
    parcels: list[BoxShape]


class ReturnDetail(ReturnShape):
    """A return with its course."""

    timeline: list[HappeningShape]
    links: LinksShape


class ReturnPage(Shape):
    """A page of returns."""

    data: list[ReturnShape]
    next_cursor: str | None


def describe_return(item: Return, parcels: Sequence[BoxShape]) -> ReturnShape:
    """Write a return with its boxes."""
    return ReturnShape(**list_facts(item, parcels))


def list_facts(item: Return, parcels: Sequence[BoxShape]) -> dict[str, Any]:
    """List what both shapes of a return say."""
    as_they_are = (
        "status",
        "order_number",
        "created_at",
        "updated_at",
        "language",
        "delivery",
        "decline_reason",
        "refund_due_at",
    )
    return {
        **{name: getattr(item, name) for name in as_they_are},
        "rma": show_rma(item.rma),
        "order_numbers": list(item.order_numbers),
        "gift": item.is_gift,
        "because": str(item.because.get("rule", "")),
        "mismatches": list(item.mismatches),
        "consignor": _describe_consignor(item),
        "fields": dict(item.own_fields),
        "lines": [_describe_line(item, line) for line in item.lines],
        "parcels": list(parcels),
    }


def _describe_consignor(item: Return) -> ConsignorShape:
    sender = item.consignor
    address = AddressShape(**sender.address.as_json())
    return ConsignorShape(name=sender.name, email=sender.email, phone=sender.phone, address=address)


def _describe_line(item: Return, line: ReturnLine) -> ReturnLineShape:
    names = (
        "sku title quantity unit_price_minor reason sub_reason condition resolution exchange_sku exchange_title fee_minor "
        "fee_currency note"
    ).split()
    facts: dict[str, Any] = {name: getattr(line, name) for name in names}
    number = line.order_number or item.order_number
    return ReturnLineShape(**facts, id=line.line_id, order_number=number, kept=line.is_kept, because=_describe_decision(line))


def _describe_decision(line: ReturnLine) -> DecisionShape:
    said = line.because
    return DecisionShape(
        outcome=str(said.get("outcome", "")),
        rule=str(said.get("rule", "")),
        sentence=str(said.get("sentence", "")),
        policy_version=said.get("policy_version"),
        day=said.get("day"),
        overridden="override" in said,
    )
