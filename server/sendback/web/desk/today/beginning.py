"""What is left to do before a shop's first return, for whoever may do it."""

from dataclasses import dataclass

from flask import url_for

from sendback.shops.model import Shop
from sendback.web.desk.frame import may_open
from sendback.web.desk.today.counting import Today


@dataclass(frozen=True, slots=True)
class Beginning:
    """One thing to do, why, and where."""

    text: str
    about: str
    url: str


def list_beginnings(shop: Shop, today: Today) -> list[Beginning]:
    """List them for who may change the shop: the address until it is there, the rest until something was sent back."""
    if not may_open("builder.show_builder"):
        return []
    builder = url_for("builder.show_builder", _anchor="step=delivery")
    steps = []
    if not shop.settings.delivery.has_return_address:
        steps.append(Beginning("Say where parcels go", "until then every return waits", builder))
    if not today.latest:
        steps += [
            Beginning("Bring your orders in", "a file will do to begin with", url_for("desk.orders.list_imports")),
            Beginning("Paste the tag into your shop", "or give out the link of your return page", builder),
            Beginning("Invite whoever works with you", "each with a role", url_for("desk.show_people")),
        ]
    return [step for step in steps if step.url != url_for("desk.show_people") or may_open("desk.show_people")]
