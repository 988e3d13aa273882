"""What an agent asked for on the page, read from its form."""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sendback.errors import refuse_field
from sendback.orders.model import Order
from sendback.returns.faults import Faults
from sendback.returns.making import Made
from sendback.returns.model import Consignor, Delivery, LineRequest, ReturnRequest
from sendback.shops.model import Shop
from sendback.shops.resolutions import Resolution
from sendback.web.desk.sender import read_consignor
from sendback.words.catalogue import match_language, words_for


@dataclass(frozen=True, slots=True)
class Asked:
    """All but the lines: who sends it, in which language, how it travels, and what the agent says beyond the policy."""

    consignor: Consignor
    language: str
    option: str
    delivery: Delivery
    made: Made


def read_asked(shop: Shop, form: Mapping[str, str]) -> Asked:
    """Read the form, or Problem invalid-fields."""
    faults = Faults(words_for("en"))
    consignor = read_consignor(form, faults)
    faults.refuse()
    return Asked(
        consignor=consignor,
        language=match_language([form.get("language", "")], shop.settings.languages) or shop.settings.default_language,
        option=form.get("option", ""),
        delivery=Delivery.EMAIL if form.get("delivery") == Delivery.EMAIL else Delivery.POPUP,
        made=Made(form.get("override", ""), "approve" in form, "elsewhere" in form),
    )


def ask_for(shop: Shop, order: Order, form: Mapping[str, str], asked: Asked) -> ReturnRequest:
    """Put the request together; a line whose quantity is 0 or empty stays out."""
    lines = tuple(_read_lines(shop, order, form))
    if not lines:
        raise refuse_field("lines", "required", "Choose what comes back.")
    return ReturnRequest(order.order_id, lines, asked.consignor, {}, asked.delivery, asked.language, asked.option)


def _read_lines(shop: Shop, order: Order, form: Mapping[str, str]) -> Iterator[LineRequest]:
    typed = [line.line_id for line in order.lines] if "order" not in form else []
    for place in itertools.takewhile(lambda place: f"reason.{place}" in form, itertools.count()):
        text = form.get(f"quantity.{place}", "").strip() or ("0" if "order" in form else "1")
        if not (text.isascii() and text.isdigit() and len(text) <= 4):
            raise refuse_field(f"quantity.{place}", "format", "Write a whole number.")
        line_id = form.get(f"line.{place}") or f"typed-{place + 1}"
        if not int(text) or ("order" not in form and line_id not in typed):
            continue
        reason, _, sub = form[f"reason.{place}"].partition("/")
        wish = form.get(f"resolution.{place}") or shop.settings.resolutions[0]
        if wish not in set(Resolution):
            raise refuse_field(f"resolution.{place}", "unknown", "Choose one of the options offered.")
        yield LineRequest(line_id, int(text), reason, sub_reason=sub, resolution=Resolution(wish))
