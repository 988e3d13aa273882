"""Judging what was asked: each line by the policy, and what follows for the return as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sendback.errors import Code, FieldError, Problem
from sendback.orders.model import Order, OrderLine
from sendback.policy.decide import decide
from sendback.policy.model import Decision, Outcome
from sendback.returns.model import LineRequest, ReturnRequest
from sendback.returns.policies import facts_of, policy_of
from sendback.returns.sentences import say_decision
from sendback.shops.model import Shop
from sendback.shops.resolutions import Resolution
from sendback.words.catalogue import Words


@dataclass(frozen=True, slots=True)
class JudgedLine:
    """One line that was asked for, with what the policy says of it; `field` is where a form names its faults."""

    order: Order
    ware: OrderLine
    asked: LineRequest
    decision: Decision
    field: str
    is_gift: bool

    @property
    def is_kept(self) -> bool:
        """Say whether the shopper keeps it."""
        return self.decision.outcome is Outcome.KEEP or self.asked.resolution is Resolution.KEEP

    @property
    def asks_first(self) -> bool:
        """Say whether a person decides: where the policy says so, and where it does not say that an item wished for may stay."""
        wished = self.asked.resolution is Resolution.KEEP and self.decision.outcome is not Outcome.KEEP
        return wished or self.decision.outcome is Outcome.ASK

    @property
    def fee_minor(self) -> int:
        """What the shopper bears for all units; of a gift nothing, for a share of the price would tell the price."""
        return 0 if self.is_gift else self.decision.fee_minor


def judge_request(
    shop: Shop, order: Order, request: ReturnRequest, today: date, may_override: bool = False
) -> tuple[JudgedLine, ...]:
    """Judge every line with all that was said of it, or refuse: the policy may be another than when the page was loaded.

    Problem invalid-fields for lines of no order, not-returnable and quantity-gone with each line's own sentence. Whoever
    may override is given the refused lines too, as such.
    """
    places = _find_lines(order, request)
    policy, country = policy_of(shop.settings, shop.settings_version), request.consignor.address.country
    lines = tuple(
        JudgedLine(owner, ware, asked, decide(policy, facts_of(owner, ware, asked, country), today), field, request.is_gift)
        for owner, ware, asked, field in places
    )
    words = shop.settings.words(request.language)
    _refuse_gone([line for line in lines if line.ware.left < line.asked.quantity], words)
    if not may_override:
        _refuse_lines(shop, [line for line in lines if not line.decision.is_returnable], words)
    return lines


def gone(fields: Sequence[str], words: Words) -> Problem:
    """Refuse lines of which fewer units are left than were asked for."""
    errors = [FieldError(field, "range", words("problem.field.gone")) for field in fields]
    return Problem(Code.QUANTITY_GONE, "Some of these items are already in another return.", errors=errors)


def name_fields(request: ReturnRequest) -> list[str]:
    """Name each line of a request as a form does: `lines.7`, or `beside.0.lines.7` for another order's."""
    places = {order.order_id: f"beside.{place}.lines" for place, order in enumerate(request.beside)}
    return [f"{places.get(line.order_id, 'lines')}.{line.line_id}" for line in request.lines]


def _find_lines(order: Order, request: ReturnRequest) -> list[tuple[Order, OrderLine, LineRequest, str]]:
    known = {each.order_id: each for each in (order, *request.beside)}
    found, unknown = [], []
    for asked, field in zip(request.lines, name_fields(request), strict=True):
        owner = known.get(asked.order_id or order.order_id)
        ware = next((line for line in owner.lines if line.line_id == asked.line_id), None) if owner else None
        if owner is None or ware is None:
            unknown.append(FieldError(field, "unknown", "This line is not part of the order."))
        else:
            found.append((owner, ware, asked, field))
    if unknown:
        raise Problem(Code.INVALID_FIELDS, "Some lines are not part of the order.", errors=unknown)
    return found


def _refuse_gone(lines: Sequence[JudgedLine], words: Words) -> None:
    if lines:
        raise gone([line.field for line in lines], words)


def _refuse_lines(shop: Shop, lines: Sequence[JudgedLine], words: Words) -> None:
    if lines:
        said = [(line, say_decision(shop.settings, line.decision, words)) for line in lines]
        errors = [FieldError(line.field, line.decision.sentence, text) for line, text in said]
        raise Problem(Code.NOT_RETURNABLE, "Some lines cannot be returned.", errors=errors)
