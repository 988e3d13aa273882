"""Making a return: for an order that is known, or with the order that was never seen before."""

from typing import Any

from flask import Response, jsonify
from pydantic import Field, model_validator

from sendback.database.model import Tx
from sendback.errors import Code, refuse_field
from sendback.orders.importing import save_batch
from sendback.orders.model import Order
from sendback.orders.normalize import norm_order
from sendback.orders.pushing import PushedOrder, order_of
from sendback.orders.store import find_order, get_order
from sendback.returns.checking import MOST_ORDERS, check_request
from sendback.returns.idempotency_store import Answer, answer_once
from sendback.returns.line_checking import MOST_NOTE, MOST_TITLE
from sendback.returns.model import Delivery
from sendback.returns.requesting import request_return
from sendback.returns.store import get_return
from sendback.shops.frozen import Frozen
from sendback.shops.model import AddressSetting, Shop, Way
from sendback.shops.resolutions import Resolution
from sendback.shops.scopes import Scope
from sendback.web.merchant_api.asking import Asked
from sendback.web.merchant_api.describing import read_detail
from sendback.web.merchant_api.operation import Operation
from sendback.web.merchant_api.return_shapes import ReturnDetail
from sendback.web.printing import refuse_unprintable
from sendback.web.shopper import list_printed


class Exchange(Frozen):
    """What is wanted instead: one of the line's variants by its SKU, or anything by its name."""

    sku: str = Field(default="", max_length=64)
    title: str = Field(default="", max_length=MOST_TITLE)


class LineWish(Frozen):
    """What comes back of one line, and why; the shop's reasons, conditions and resolutions apply."""

    id: str = Field(min_length=1, max_length=64)
    quantity: int = Field(ge=1, le=9999)
    reason: str = Field(min_length=1, max_length=40)
    sub_reason: str = Field(default="", max_length=40)
    condition: str = Field(default="", max_length=40)
    resolution: Resolution | None = Field(default=None, description="the first that the shop offers where none is said")
    exchange: Exchange | None = None
    note: str = Field(default="", max_length=MOST_NOTE)


class Contact(Frozen):
    """Who sends it and from where; mail goes to the order's own address where it has one."""

    name: str = Field(default="", max_length=80)
    email: str = Field(default="", max_length=254)
    phone: str = Field(default="", max_length=40)
    address: AddressSetting = AddressSetting()


class Beside(Frozen):
    """Another order whose lines travel in the same box."""

    order_number: str = Field(min_length=1, max_length=64)
    lines: list[LineWish] = Field(min_length=1, max_length=500)


class ReturnWish(Frozen):
    """What is to come back, of an order by its number, or of one that comes whole in `order`."""

    order_number: str = Field(default="", max_length=64)
    order: PushedOrder | None = None
    lines: list[LineWish] = Field(min_length=1, max_length=500)
    beside: list[Beside] = Field(default=[], max_length=MOST_ORDERS - 1)
    contact: Contact | None = Field(default=None, description="the order's buyer where it is not said")
    fields: dict[str, str] = Field(default={}, description="answers to the shop's own questions, by field")
    option: str = Field(default="", max_length=64, description="how it travels; the first that fits where none is said")
    delivery: Delivery | None = Field(default=None, description="`popup`: you hand the label over; `email`: it is mailed")
    lang: str = Field(default="", max_length=35, description="the shopper's language")

    @model_validator(mode="after")
    def _names_one_order(self) -> "ReturnWish":
        if bool(self.order_number) == bool(self.order):
            raise ValueError("send either order_number or order")
        return self


def create_return(asked: Asked[ReturnWish, None]) -> tuple[Response, int]:
    """Make a return, as a shopper would: 201 when it is settled, 202 when it waits for somebody to approve it.

    The shop's policy decides. `GET …/labels` has its paper from then on.
    """
    answer = asked.context.database.write(_make_once, asked)
    return jsonify(answer.body), answer.status


def _make_once(tx: Tx, asked: Asked[ReturnWish, None]) -> Answer:
    """Keep of the answer which return it was, and tell that anew: what is kept must not outlive a person's erasure."""
    sent, shop_id = asked.body.model_dump(mode="json"), asked.shop.shop_id
    kept = answer_once(tx, shop_id, "api/returns", asked.key, sent, asked.now, lambda: _make(tx, asked))
    told = read_detail(tx, asked.context.settings.base_url, get_return(tx, shop_id, str(kept.body["return_id"])))
    return Answer(kept.status, told.model_dump(mode="json"))


def _make(tx: Tx, asked: Asked[ReturnWish, None]) -> Answer:
    shop, wish = asked.shop, asked.body
    order = _save(tx, asked, wish.order) if wish.order else _get(tx, shop, wish.order_number, "order_number")
    beside = [_get(tx, shop, each.order_number, f"beside.{place}.order_number") for place, each in enumerate(wish.beside)]
    words = shop.settings.words(wish.lang or order.language or shop.settings.default_language)
    checked = check_request(shop, order, _as_asked(shop, order, wish), words, beside)
    refuse_unprintable(list_printed(checked.consignor))
    item = request_return(tx, shop, order, checked, asked.actor, asked.now)
    return Answer(201 if item.is_settled else 202, {"return_id": item.return_id})


def _save(tx: Tx, asked: Asked[ReturnWish, None], pushed: PushedOrder) -> Order:
    (saved,) = save_batch(tx, asked.shop.shop_id, [order_of(pushed, asked.now)], asked.actor, asked.now)
    return get_order(tx, asked.shop.shop_id, saved.order_id)


def _get(tx: Tx, shop: Shop, number: str, field: str) -> Order:
    order = find_order(tx, shop.shop_id, norm_order(number))
    if order is None:
        raise refuse_field(field, "unknown", "There is no order with this number; send it whole as `order`.")
    return order


def _as_asked(shop: Shop, order: Order, wish: ReturnWish) -> dict[str, Any]:
    """Say it as a shopper's form does, who is the buyer where nobody else is named."""
    buyer = order.buyer
    known = {"name": buyer.name, "email": buyer.email, "phone": buyer.phone, "address": buyer.address.as_json()}
    first = Delivery.POPUP if Way.POPUP in shop.settings.delivery.ways else Delivery.EMAIL
    said = wish.model_dump(mode="json", exclude={"order", "order_number"})
    return {**said, "contact": said["contact"] or known, "delivery": said["delivery"] or first.value}


OPERATIONS = (
    Operation(
        "POST", "/returns", "create_return", "Make a return", create_return, Scope.RETURNS_WRITE, "Returns",
        body=ReturnWish, most_bytes=512 * 1024, answers={201: ReturnDetail, 202: ReturnDetail}, is_creating=True,
        problems=(Code.NOT_RETURNABLE, Code.QUANTITY_GONE, Code.GLYPH_MISSING),
    ),
)  # fmt: skip
