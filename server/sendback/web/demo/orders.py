"""Two hundred orders, drawn the same way each time, with days counted back from today."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sendback.web.demo.people import Country, Person, read_countries
from sendback.web.demo.wares import ON_SALE, WARES, Ware, price_in
from sendback.words.catalogue import words_for

FIRST_NUMBER = 10001
OLDEST_DAYS = 68
_NEAR, _EUROPE = {"NO"}, {"FI", "SE", "DK", "IS", "DE", "AT", "CH", "FR", "ES", "IT", "PL", "CZ", "GR", "UA", "GB"}
_BUSINESS = "IS"
"""All of Iceland's customers are hotels."""
_WEIGHTS = [9, 6, 7, 3, 5, 6, 4, 8, 7, 5, 5, 6, 2, 2]


def draw_orders(today: date, draw: random.Random) -> Iterator[dict[str, Any]]:
    """Draw orders, oldest first, in the shape that `POST /api/v1/orders` takes."""
    countries = [country for country in read_countries() for _ in range(country.orders)]
    draw.shuffle(countries)
    for place, country in enumerate(countries):
        age = OLDEST_DAYS * (1 - place / len(countries)) ** 1.15
        yield _order(f"NL{FIRST_NUMBER + place}", country, today - timedelta(days=round(age)), today, draw)


def _order(number: str, country: Country, ordered_on: date, today: date, draw: random.Random) -> dict[str, Any]:
    person = draw.choice(country.people)
    shipped_on = ordered_on + timedelta(days=draw.randint(0, 2))
    delivered_on = shipped_on + timedelta(days=_days_on_the_way(country, draw))
    days = {"ordered_on": ordered_on, "shipped_on": shipped_on, "delivered_on": delivered_on}
    known = {name: day.isoformat() for name, day in days.items() if day <= today}
    return {"number": number, **known, **_buyer(country, person), "lines": _lines(country, draw)}


def _days_on_the_way(country: Country, draw: random.Random) -> int:
    shortest = 1 if country.code in _NEAR else 2 if country.code in _EUROPE else 5
    return shortest + draw.randint(0, 2 * shortest)


def _buyer(country: Country, person: Person) -> dict[str, Any]:
    facts = {"name": person.name, "email": person.email, "phone": person.phone, "address": dict(person.address)}
    is_business = country.code == _BUSINESS
    return {**facts, "currency": country.currency, "language": country.language, "business": is_business}


def _lines(country: Country, draw: random.Random) -> list[dict[str, Any]]:
    chosen: list[Ware] = []
    for ware in draw.choices(WARES, _WEIGHTS, k=draw.choice((1, 2, 2, 3, 3, 4))):
        if ware not in chosen:
            chosen.append(ware)
    return [_line(str(place), ware, country, draw) for place, ware in enumerate(chosen, 1)]


def _line(line_id: str, ware: Ware, country: Country, draw: random.Random) -> dict[str, Any]:
    colour = draw.choice(ware.colours) if ware.colours else ""
    size = draw.choice(ware.sizes) if ware.sizes else ""
    words = words_for(country.language)
    return {
        "id": line_id,
        "title": ware.title(words, colour, size),
        "sku": ware.sku(colour, size),
        "quantity": draw.choice((1, 1, 1, 2)) if ware.price_minor > 5000 else draw.choice((1, 1, 2, 3, 4)),
        "unit_price_minor": price_in(ware.price_minor, country.rate, country.currency),
        "weight_g": ware.weight_g,
        "returnable": ware.is_returnable,
        "category": ware.category,
        "tags": ["sale"] if colour == ON_SALE else [],
        "variants": ware.variants(words, colour, size),
    }
