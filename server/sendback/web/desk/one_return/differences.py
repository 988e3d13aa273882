"""Where what was typed differs from the order: what, as typed, as on the order."""

from collections.abc import Iterable

from sendback.orders.model import Order
from sendback.returns.model import Return

Difference = tuple[str, str, str]


def list_differences(item: Return, orders: Iterable[Order]) -> list[Difference]:
    """List the differences from every order of a return, each once."""
    return list(dict.fromkeys(difference for order in orders for difference in _compare(item, order)))


def _compare(item: Return, order: Order) -> list[Difference]:
    typed, told = item.consignor, order.buyer
    pairs = {
        "name": (typed.name, told.name),
        "email": (typed.email, told.email),
        "postcode": (typed.address.postcode, told.address.postcode),
        "city": (typed.address.city, told.address.city),
        "country": (typed.address.country, told.address.country),
    }
    return [(what, *pairs[what]) for what in item.mismatches if what in pairs and pairs[what][1] and len(set(pairs[what])) > 1]
