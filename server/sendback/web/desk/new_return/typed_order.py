"""An order that nobody pushed: typed while its buyer waits on the phone, and kept until the shop tells of it itself."""

import itertools
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from sendback.database.ids import new_id
from sendback.database.model import Tx
from sendback.errors import FieldError, Problem, refuse_field
from sendback.orders.importing import save_batch
from sendback.orders.model import Buyer, Order, OrderLine, Source
from sendback.orders.normalize import norm_order
from sendback.orders.store import find_order
from sendback.returns.faults import Faults
from sendback.returns.line_checking import MOST_TITLE
from sendback.returns.model import Consignor
from sendback.words.amounts import read_amount
from sendback.words.catalogue import words_for

MOST_NUMBER = 64
MOST_LINES = 50
_BEFORE_ALL = datetime(1970, 1, 1, tzinfo=UTC)
"""Whatever the shop tells of the order itself is newer than what was typed."""


def save_typed_order(
    tx: Tx, shop_id: str, form: Mapping[str, str], buyer: Consignor, language: str, actor: str, now: datetime
) -> Order:
    """Store the order as typed; Problem invalid-fields, and for a number that is known: then its own lines are chosen from."""
    order = read_order(form, buyer, language)
    if find_order(tx, shop_id, norm_order(order.number)):
        raise refuse_field("order_number", "unknown", "This order is known. Find it above and choose from its own lines.")
    (saved,) = save_batch(tx, shop_id, [order], actor, now)
    return saved


def read_order(form: Mapping[str, str], buyer: Consignor, language: str) -> Order:
    """Read the order from its form; its lines get ids of their own, so that no pushed line is ever taken for one of them."""
    faults = Faults(words_for("en"))
    number = faults.text("order_number", form.get("order_number"), MOST_NUMBER, required=True)
    currency = form.get("currency", "").strip().upper()
    if currency and not (len(currency) == 3 and currency.isascii() and currency.isalpha()):
        faults.add("currency", "format")
        currency = ""
    lines = tuple(_read_lines(form, currency, faults))
    if not lines:
        faults.add("lines", "required")
    if number and not norm_order(number):
        faults.add("order_number", "format")
    if not buyer.name and not buyer.email and not buyer.address.lines:
        faults.found.append(FieldError("contact.name", "required", "Say who it is: a name, an email or an address."))
    faults.refuse()
    return Order(
        order_id=new_id(),
        number=number,
        source=Source.PUSHED,
        as_of=_BEFORE_ALL,
        lines=lines,
        currency=currency or None,
        language=language,
        buyer=Buyer(buyer.name, buyer.email, buyer.phone, buyer.address),
    )


def _read_lines(form: Mapping[str, str], currency: str, faults: Faults) -> Iterator[OrderLine]:
    for place in itertools.takewhile(lambda place: f"title.{place}" in form, range(MOST_LINES)):
        title = faults.text(f"title.{place}", form[f"title.{place}"], MOST_TITLE, required=False)
        if not title:
            continue
        yield OrderLine(
            line_id=f"typed-{place + 1}",
            title=title,
            quantity=_read_quantity(form.get(f"quantity.{place}", ""), place, faults),
            unit_price_minor=_read_price(form.get(f"price.{place}", ""), place, currency, faults),
        )


def _read_quantity(said: str, place: int, faults: Faults) -> int:
    text = said.strip() or "1"
    if not (text.isascii() and text.isdigit() and len(text) <= 4 and int(text)):
        faults.add(f"quantity.{place}", "range")
        return 1
    return int(text)


def _read_price(said: str, place: int, currency: str, faults: Faults) -> int | None:
    if not said.strip():
        return None
    try:
        return read_amount(said.strip(), currency)
    except (ValueError, Problem):
        faults.add(f"price.{place}", "format")
        return None
