"""Parcels for the tests: from Aino in Tampere to the shop in Helsinki, unless said otherwise."""

from typing import Any

from sendback.carriers.model import Content, Parcel
from sendback.shops.address import Address
from tests.factories import make_address

NORDLYS = Address(company="Nordlys returns", lines=("Esplanadi 1",), postcode="00130", city="Helsinki", country="FI")


def make_parcel(reference: str = "R100000016-1", **changes: Any) -> Parcel:
    """Make a parcel of 1.2 kg with two slippers in it."""
    facts: dict[str, Any] = {
        "service": "standard",
        "sender": make_address(),
        "receiver": NORDLYS,
        "weight_g": 1200,
        "sender_phone": "+358401234567",
        "sender_email": "aino@example.fi",
        "contents": (Content("Felt slippers", "SLIP-38", 2, 3900, "EUR", "640520", "EE"),),
    }
    return Parcel(reference, **{**facts, **changes})
