"""Facts that may send a return to approval: counted, shown with their source and their limit, never weighed into a score.

They are counted for returns that ask for the shop's word; a withdrawal is a right and asks for none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sendback.database.model import Tx
from sendback.orders.model import Order
from sendback.orders.normalize import norm_email
from sendback.returns import fact_store
from sendback.returns.fact_keys import key_address
from sendback.returns.fact_store import Seen
from sendback.returns.model import ReturnRequest
from sendback.shops.model import Shop
from sendback.shops.text import fold_words

MOST_SOURCES = 10
"""How many returns a fact names; it may count more."""

_LEAST_COUNTED = 100


class FactName(StrEnum):
    """What is counted; the name of its limit in the settings too."""

    RETURNS_OF_ORDER = "returns_of_order"
    RETURNS_OF_PERSON = "returns_of_person"
    VALUE_OF_PERSON = "value_of_person_minor"
    NAMES_AT_ADDRESS = "names_at_address"


@dataclass(frozen=True, slots=True)
class ReturnFact:
    """One fact, the return at hand counted in; `limit` is from how much on it asks for approval, None never does."""

    name: FactName
    value: int
    limit: int | None
    source: tuple[tuple[str, str], ...]
    """The other returns it was counted from, newest first: (return id, RMA number)."""
    days: int = 0
    """How far back it was counted; 0 for ever."""
    currency: str = ""

    @property
    def is_over(self) -> bool:
        """Say whether it asks for approval."""
        return self.limit is not None and self.value >= self.limit


def find_facts(tx: Tx, shop: Shop, orders: Sequence[Order], request: ReturnRequest, now: datetime) -> tuple[ReturnFact, ...]:
    """Count what is known beside a request, before it is stored; what only this return tells of is left out."""
    limits = shop.settings.policy.thresholds
    since = now - timedelta(days=limits.days)
    facts = [
        _count_order(tx, shop, orders, limits.returns_of_order),
        *_count_person(tx, shop, orders, request, since),
        _count_names(tx, shop, request, since),
    ]
    return tuple(fact for fact in facts if fact and (fact.source or fact.is_over))


def as_json(facts: Sequence[ReturnFact]) -> list[dict[str, Any]]:
    """Write facts down beside the decision they led to."""
    return [asdict(fact) for fact in facts]


def read_facts(because: Mapping[str, Any]) -> tuple[ReturnFact, ...]:
    """Read the facts that were kept with a return."""
    return tuple(
        ReturnFact(**{**fact, "name": FactName(fact["name"]), "source": tuple((id_, rma) for id_, rma in fact["source"])})
        for fact in because.get("facts", ())
    )


def _count_order(tx: Tx, shop: Shop, orders: Sequence[Order], limit: int | None) -> ReturnFact | None:
    """Count the returns of the order that has most of them."""
    seen = max((fact_store.list_of_order(tx, shop.shop_id, order.order_id, _most(limit)) for order in orders), key=len)
    return ReturnFact(FactName.RETURNS_OF_ORDER, len(seen) + 1, limit, _name(seen))


def _count_person(tx: Tx, shop: Shop, orders: Sequence[Order], request: ReturnRequest, since: datetime) -> list[ReturnFact]:
    """Count returns and their worth by the e-mail address on the order, or the one that was typed."""
    email = norm_email(request.consignor.email or ("" if request.is_gift else orders[0].buyer.email))
    if not email:
        return []
    limits, currency = shop.settings.policy.thresholds, orders[0].currency or ""
    most = _most(limits.returns_of_person)
    seen = fact_store.list_of_email(tx, shop.shop_id, email, since, most)
    count = ReturnFact(FactName.RETURNS_OF_PERSON, len(seen) + 1, limits.returns_of_person, _name(seen), limits.days)
    if not currency:
        return [count]
    earlier = fact_store.sum_of_email(tx, shop.shop_id, email, since, currency, most)
    worth = earlier + _worth(orders, request, currency)
    return [count, ReturnFact(FactName.VALUE_OF_PERSON, worth, limits.value_of_person_minor, _name(seen), limits.days, currency)]


def _worth(orders: Sequence[Order], request: ReturnRequest, currency: str) -> int:
    prices = {
        (order.order_id, line.line_id): line.unit_price_minor or 0
        for order in orders
        if order.currency == currency
        for line in order.lines
    }
    own = orders[0].order_id
    return sum(prices.get((line.order_id or own, line.line_id), 0) * line.quantity for line in request.lines)


def _count_names(tx: Tx, shop: Shop, request: ReturnRequest, since: datetime) -> ReturnFact | None:
    """Count the different names that sent from this address."""
    address, name = key_address(request.consignor.address), fold_words(request.consignor.name)
    if not address or not name:
        return None
    limits = shop.settings.policy.thresholds
    seen = fact_store.list_of_address(tx, shop.shop_id, address, since, _most(limits.names_at_address))
    others = {fold_words(one.name): one for one in reversed(seen) if fold_words(one.name) not in ("", name)}
    newest_first = list(reversed(others.values()))
    return ReturnFact(FactName.NAMES_AT_ADDRESS, len(others) + 1, limits.names_at_address, _name(newest_first), limits.days)


def _most(limit: int | None) -> int:
    """Count no further than anybody asks, so that a busy address costs no more than a quiet one."""
    return max(limit or 0, _LEAST_COUNTED)


def _name(seen: Sequence[Seen]) -> tuple[tuple[str, str], ...]:
    return tuple((one.return_id, one.rma) for one in seen[:MOST_SOURCES])
