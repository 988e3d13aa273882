"""What a design is filled with while it is being made: a return that never was, to this shop."""

from dataclasses import replace
from typing import Any

from sendback.delivery.facts import name_country
from sendback.paper.design.conditions import CONDITIONS
from sendback.paper.design.facts import FACTS, FactKind
from sendback.paper.design.filling import Filling
from sendback.paper.design.samples import make_sample_facts
from sendback.paper.model import DocumentKind, LabelFacts
from sendback.shops import store
from sendback.shops.address import format_address
from sendback.shops.model import Shop
from sendback.web.context import Context
from sendback.words.catalogue import Words

SAMPLES = {"normal": "As usual", "abroad": "From abroad, prepaid", "long": "Far too much of everything"}
ORDER = "10042 SPECIMEN"
"""A test page must not pass for a label."""


def make_sample(context: Context, shop: Shop, sample: str, kind: DocumentKind, words: Words) -> LabelFacts:
    """Make what one sample says on this shop's paper, in one language; an unknown one is as usual."""
    logo = context.database.read(store.find_logo, shop.shop_id, shop.settings)
    if sample == "long":
        return replace(make_sample_facts(words.language, long=True, kind=kind), logo_png=logo)
    facts = make_sample_facts(words.language, kind=kind)
    delivery, is_abroad = shop.settings.delivery, sample == "abroad"
    home = delivery.return_address.as_address()
    facts = replace(
        facts,
        shop_name=shop.name,
        order_number=ORDER,
        consignee_lines=format_address(home, name_country(home.country) if is_abroad and home.country else ""),
        receiver_country=home.country,
        carrier_message=delivery.carrier_message,
        logo_png=logo,
        instructions=replace(facts.instructions, contact=delivery.from_email),
    )
    if is_abroad:
        return replace(facts, prepaid=True)
    return replace(facts, sender_country=home.country, tracking_number="", sscc="", prepaid=False)


def describe_samples(context: Context, shop: Shop) -> list[dict[str, Any]]:
    """List the samples with the conditions and facts that hold for each, so that the designer knows what is printed."""
    words, kind = shop.settings.words(shop.settings.default_language), DocumentKind.LABEL
    return [
        {"name": name, "says": says, "holds": _list_true(Filling(make_sample(context, shop, name, kind, words), words))}
        for name, says in SAMPLES.items()
    ]


def _list_true(on: Filling) -> list[str]:
    conditions = [name for name, condition in CONDITIONS.items() if condition.holds(on)]
    return conditions + [name for name, fact in FACTS.items() if fact.kind is not FactKind.ITEM and fact.read(on)]
