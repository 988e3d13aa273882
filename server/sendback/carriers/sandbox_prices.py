"""The sandbox carrier's price list: by service, weight and border, in minor units of whatever currency the shop chose."""

from dataclasses import dataclass
from types import MappingProxyType

from sendback.carriers.model import Parcel

HEAVIEST_G = 31_500


@dataclass(frozen=True, slots=True)
class Tariff:
    """What a service costs up to 2 kg, and for each further kilogram begun; and its days at home and abroad."""

    name: str
    base_minor: int
    per_kg_minor: int
    days_home: int
    days_abroad: int


TARIFFS = MappingProxyType(
    {
        "dropoff": Tariff("Drop-off without a printer", 490, 50, 3, 7),
        "standard": Tariff("Standard", 590, 60, 2, 5),
        "express": Tariff("Express", 1290, 110, 1, 2),
    }
)


def price(tariff: Tariff, parcel: Parcel) -> int:
    """Price a parcel; across a border it is twice as much.

    >>> from sendback.shops.address import Address
    >>> home = Parcel("R1-1", "", Address(), Address(), 2001)
    >>> price(TARIFFS["standard"], home)
    650
    """
    further_kg = -(-max(parcel.weight_g - 2000, 0) // 1000)
    return (tariff.base_minor + tariff.per_kg_minor * further_kg) * (2 if parcel.cross_border else 1)


def find_objection(parcel: Parcel) -> str:
    """Say why a real carrier would not take this parcel; empty when it would."""
    if parcel.service and parcel.service not in TARIFFS:
        return "The carrier has no such service."
    if not 0 < parcel.weight_g <= HEAVIEST_G:
        return "The carrier takes parcels of up to 31.5 kg."
    for whose, address in (("sender", parcel.sender), ("receiver", parcel.receiver)):
        if not (address.lines and address.city and len(address.country) == 2):
            return f"The carrier needs a street, a city and a country of the {whose}."
    return ""
