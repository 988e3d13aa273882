"""The named facts that designs are bound to: what each is called, and how it is read from what a paper says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from sendback.paper.design.filling import Filling
from sendback.paper.gs1 import show_sscc


class FactKind(StrEnum):
    """What a fact can be put into: all are words to a text, some more than that."""

    TEXT = "text"
    ADDRESS = "address"
    SYMBOL = "symbol"
    IMAGE = "image"
    ROWS = "rows"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: what it is good for, what it says in an owner's words, and how it is read.

    `is_shops` marks what is the same on every paper of one shop, and is set once for all of them.
    """

    kind: FactKind
    description: str
    read: Callable[[Filling], str]
    is_shops: bool = False


_T, _S = FactKind.TEXT, FactKind.SYMBOL
_OF_PAPER: Mapping[str, Fact] = {
    "shop.name": Fact(_T, "The shop's name", lambda on: on.facts.shop_name, True),
    "shop.logo": Fact(FactKind.IMAGE, "The shop's logo", lambda on: on.facts.shop_name if on.facts.logo_png else "", True),
    "order.number": Fact(_T, "The order number", lambda on: on.facts.order_number),
    "return.rma": Fact(_T, "The return number as people read it", lambda on: on.facts.rma_shown),
    "rma": Fact(_S, "The return number as bars carry it", lambda on: on.facts.rma),
    "qr": Fact(_S, "The link that the QR symbol carries", lambda on: on.facts.qr_text),
    "sender": Fact(FactKind.ADDRESS, "The shopper's address", lambda on: "\n".join(on.facts.consignor_lines)),
    "receiver": Fact(FactKind.ADDRESS, "The shop's returns address", lambda on: "\n".join(on.facts.consignee_lines), True),
    "sender.name": Fact(_T, "The shopper's name", lambda on: on.facts.sender_name or "".join(on.facts.consignor_lines[:1])),
    "sender.country": Fact(_T, "The shopper's country", lambda on: on.name_country(on.facts.sender_country)),
    "receiver.country": Fact(
        _T, "The country of the returns address", lambda on: on.name_country(on.facts.receiver_country), True
    ),
    "message": Fact(_T, "The shop's message to the carrier", lambda on: on.facts.carrier_message, True),
    "made_on": Fact(_T, "The day of the document", lambda on: on.say_day(on.facts.made_on)),
    "send_by": Fact(_T, "The last day to send the parcel", lambda on: on.say_day(on.facts.instructions.send_by_on)),
    "carrier.name": Fact(_T, "The carrier's name", lambda on: on.facts.instructions.carrier),
    "tracking.number": Fact(_S, "The carrier's tracking number", lambda on: on.facts.tracking_number),
    "sscc": Fact(_S, "The parcel's GS1 number (SSCC)", lambda on: show_sscc(on.facts.sscc)),
    "items": Fact(FactKind.ROWS, "The articles in the parcel", lambda on: str(len(on.facts.items) or "")),
    "total.quantity": Fact(_T, "How many pieces are in the parcel", lambda on: str(on.count_pieces())),
    "total.value": Fact(_T, "The value of all articles", Filling.say_total_value),
    "total.weight": Fact(_T, "The weight of all articles", Filling.say_total_weight),
    "currency": Fact(_T, "The order's currency", lambda on: on.facts.currency),
    "status.url": Fact(_T, "The address of the shopper's status page", lambda on: on.facts.instructions.status_url),
    "start.url": Fact(_T, "The short address where a return is begun", lambda on: on.facts.start_url, True),
    "contact": Fact(_T, "Where shoppers ask for help", lambda on: on.facts.instructions.contact, True),
    "page": Fact(_T, "The number of this page", lambda on: str(on.page)),
    "pages": Fact(_T, "How many pages there are", lambda on: str(on.pages)),
}
_OF_ITEM: Mapping[str, Fact] = {
    "item.line": Fact(FactKind.ITEM, "How many of which article", lambda on: on.say_item()),
    "item.title": Fact(FactKind.ITEM, "The article", lambda on: on.item.title),
    "item.sku": Fact(FactKind.ITEM, "The article number", lambda on: on.item.sku),
    "item.quantity": Fact(FactKind.ITEM, "How many of it", lambda on: str(on.item.quantity)),
    "item.reason": Fact(FactKind.ITEM, "Why it comes back", lambda on: on.item.reason),
    "item.price": Fact(FactKind.ITEM, "The price of one", lambda on: on.say_money(on.item.price_minor)),
    "item.value": Fact(FactKind.ITEM, "The price of all of it", lambda on: on.say_money(on.item.value_minor)),
    "item.hs_code": Fact(FactKind.ITEM, "The tariff number (HS code)", lambda on: on.item.hs_code),
    "item.origin": Fact(FactKind.ITEM, "The country of origin", lambda on: on.item.origin),
    "item.weight": Fact(FactKind.ITEM, "The net weight of all of it", lambda on: on.say_weight(on.item.net_weight_g)),
}
FACTS: Mapping[str, Fact] = MappingProxyType({**_OF_PAPER, **_OF_ITEM})
# What the placeholders of the catalogue's sentences stand for.
PLACEHOLDERS: Mapping[str, str] = MappingProxyType(
    {
        "rma": "return.rma",
        "order": "order.number",
        "carrier": "carrier.name",
        "day": "send_by",
        "shop": "shop.name",
        "url": "start.url",
        "page": "page",
        "pages": "pages",
        "count": "total.quantity",
        "quantity": "item.quantity",
        "title": "item.title",
    }
)
