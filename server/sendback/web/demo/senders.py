"""Who sends a return of the demo: the buyer, or somebody whose name or address differs."""

import random

from sendback.orders.model import Order
from sendback.returns.model import Consignor
from sendback.shops.address import address_from
from sendback.web.demo.people import Person, read_countries


def draw_consignor(order: Order, differs: bool, draw: random.Random) -> Consignor:
    """Take the buyer as sender or, where something has to differ, somebody else of the same country."""
    buyer, address = order.buyer, order.buyer.address
    if not differs:
        return Consignor(buyer.name, buyer.email, buyer.phone, address)
    other = find_somebody_else(address.country, buyer.name)
    moved = address_from({**other.address, "name": buyer.name})
    if draw.random() < 0.5 and moved.postcode != address.postcode:
        return Consignor(buyer.name, buyer.email, buyer.phone, moved)
    return Consignor(other.name, buyer.email, buyer.phone, address)


def find_somebody_else(country: str, name: str) -> Person:
    """Find the first of a country's people who is not of this name."""
    people = next(known.people for known in read_countries() if known.code == country)
    return next(person for person in people if person.name != name)
