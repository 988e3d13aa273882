"""Returns of three years with realistic names, as rows of the tables: the same each time they are made."""

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sendback.orders.normalize import norm_email, norm_order
from sendback.orders.search_spellings import list_spellings
from sendback.orders.search_words import list_pieces, split_words
from sendback.returns.fact_keys import key_address
from sendback.returns.model import Consignor, Delivery, Return, ReturnLine, Status
from sendback.returns.rma import make_rma
from sendback.returns.search_terms import list_facts, list_names, list_person_words, list_thing_words, say_fact, write_words
from sendback.returns.store import _facts, line_facts  # the rows as the product writes them
from sendback.shops.address import Address
from sendback.shops.resolutions import Resolution

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
_GIVEN = (
    "Aino Juhani Maria Johannes Helena Olavi Anna Antero Sofia Mikael Emilia Matti Kaisa Pekka Liisa Jukka Tuula Heikki Anneli "
    "Timo Lukas Hannah Felix Lena Jonas Laura Moritz Julia Paul Marie Camille Louis Chloé Hugo Inès James Olivia Oliver Emma "
    "Søren Freja Lars Ingrid Björn Astrid Łukasz Zofia Jan Katarzyna Giulia Marco Lucía Pablo María José Ana Γιώργος Ελένη "
    "Ольга Иван محمد فاطمة 伟 芳 娜 敏 静 丽 강 민준 서연 さくら 翔太"
).split()
_FAMILY = (
    "Korhonen Virtanen Mäkinen Nieminen Mäkelä Hämäläinen Laine Heikkinen Koskinen Järvinen Lehtonen Järvenpää Lehtinen "
    "Salminen Heinonen Niemi Heikkilä Kinnunen Salonen Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Hoffmann "
    "Martin Bernard Dubois Thomas Robert Smith Jones Taylor Brown Williams Wilson Johansson Andersson Karlsson Nilsson Sørensen "
    "Nowak Kowalski Wiśniewski Rossi Russo Ferrari García Fernández Silva Santos Παπαδόπουλος Иванова الأحمد 张 王 李 김 佐藤"
).split()
_SYLLABLES = (
    "ka ko la le li ma me mi na ni no pa po ra ri sa se ta to tu va vi hei jo kal leh mar nie pel rau sal tam ves".split()
)
_ENDS = "nen la mäki ranta berg mann son er sen lund ström wicz ski ez".split()
_WARES = (
    "Linen shirt",
    "Wool jumper",
    "Felt slippers",
    "Rain jacket",
    "Denim jeans",
    "Cotton dress",
    "Trail shoes",
    "Silk scarf",
)
_COLOURS = ("white", "black", "navy", "moss green", "rust", "sand")
_COUNTRIES = ("FI", "DE", "SE", "FR", "GB", "NL", "ES", "PL", "LU")
_REASONS = ("too_small", "too_large", "damaged", "wrong_item", "not_as_described", "changed_mind", "other")
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@dataclass(frozen=True, slots=True)
class Made:
    """One return's rows, by table."""

    item: Return
    rows: dict[str, list[dict[str, Any]]]


def make_returns(shop_id: str, many: int, seed: int = 7) -> Iterator[Made]:
    """Make returns of three years, oldest first."""
    chance = random.Random(seed)
    rare = [
        "".join(chance.choices(_SYLLABLES, k=chance.choice((1, 2, 2, 3)))).capitalize() + chance.choice(_ENDS)
        for _ in range(40_000)
    ]
    family = [*_FAMILY, *rare]
    weights = list(itertools.accumulate(1 / (place + 6) for place in range(len(family))))
    begin, known = NOW - timedelta(days=1095), set[str]()
    for place in range(many):
        at = begin + timedelta(days=1095) * (place / many)
        name = f"{chance.choice(_GIVEN)} {chance.choices(family, cum_weights=weights)[0]}"
        item = _make(chance, shop_id, place, name, at.replace(microsecond=0))
        yield Made(item, _write(chance, item, at, known))


def _make_id(chance: random.Random, at: datetime) -> str:
    number = int(at.timestamp() * 1000) << 80 | chance.getrandbits(80)
    return "".join(_ALPHABET[number >> shift & 31] for shift in range(125, -1, -5))


def _make(chance: random.Random, shop_id: str, place: int, name: str, at: datetime) -> Return:
    order_id, number = _make_id(chance, at), f"NL-{1_000_000 + place}"
    country = chance.choices(_COUNTRIES, (40, 25, 10, 8, 7, 5, 3, 1.9, 0.1))[0]
    address = Address(name, "", (f"Street {place % 300}",), f"{place % 99999:05}", "Town", "", "", country)
    lines = tuple(
        ReturnLine(
            str(n),
            f"{ware[:2].upper()}-{place % 700}",
            f"{ware}, {chance.choice(_COLOURS)}",
            1,
            4900,
            chance.choice(_REASONS),
            "",
            {"rule": "window", "outcome": "accept", "sentence": "open", "inputs": {}, "policy_version": 1, "day": None},
            order_id,
            number,
            resolution=chance.choices((Resolution.REFUND, Resolution.EXCHANGE), (9, 1))[0],
        )
        for n, ware in enumerate(chance.choices(_WARES, k=chance.choice((1, 1, 1, 2))))
    )
    is_old = (NOW - at).days > 30
    statuses = (Status.AUTHORIZED, Status.DECLINED, Status.CANCELED, Status.REQUESTED)
    status = chance.choices(statuses, (90, 5, 5, 0) if is_old else (70, 5, 5, 20))[0]
    mail = f"{name.split()[0].lower()}.{name.split()[1].lower()}{place % 5000}@example.fi"
    return Return(
        shop_id,
        _make_id(chance, at),
        make_rma(10_000_000 + place),
        order_id,
        number,
        status,
        Consignor(name, mail, "", address),
        {},
        ("name",) if place % 50 == 0 else (),
        "en",
        Delivery.EMAIL,
        1,
        {"rule": "withdrawal" if place % 40 == 0 else "policy"},
        "",
        at,
        at + timedelta(hours=place % 90),
        lines,
        refund_due_at=at + timedelta(days=9) if status is Status.AUTHORIZED and place % 3 == 0 else None,
    )


def _write(chance: random.Random, item: Return, at: datetime, known: set[str]) -> dict[str, list[dict[str, Any]]]:
    option = chance.choices(("any_post", "dhl", "counter"), (60, 39, 1))[0]
    words = list_person_words(item) | list_thing_words(item) | list_facts(item) | {say_fact("option", option)}
    fresh = list_names(item) - known
    known |= fresh
    is_bought, seconds = option == "dhl" and item.status is Status.AUTHORIZED, int(at.timestamp())
    parcel = {
        "shop_id": item.shop_id,
        "return_id": item.return_id,
        "number": 1,
        "option_id": option,
        "kind": "prepaid",
        "carrier": option,
        "service": "",
        "state": "bought" if is_bought else "own",
        "reference": f"{item.rma}-1",
        "created_at": seconds,
        "tracking_number": (tracking := f"JJFI{chance.getrandbits(60):018}" if is_bought else None),
        "tracking_key": tracking or "",
        "bought_at": seconds if is_bought else None,
        "seen_at": seconds + 90_000 if is_bought and chance.random() < 0.9 else None,
    }
    order = {
        "shop_id": item.shop_id,
        "order_id": item.order_id,
        "number": item.order_number,
        "number_key": norm_order(item.order_number),
        "source": "pushed",
        "as_of": seconds,
        "currency": "EUR",
        "name": item.consignor.name,
        "email": item.consignor.email,
        "email_key": norm_email(item.consignor.email),
    }
    pieces = {piece for word in split_words(item.consignor.name) for piece in list_pieces(word)}
    head = {**_facts(item), "shop_id": item.shop_id}
    head |= {"words": write_words(list_person_words(item) | list_thing_words(item))}
    head |= {"email_key": norm_email(item.consignor.email), "address_key": key_address(item.consignor.address)}
    spellings = [{"shop_id": item.shop_id, "spelling": key, "word": name} for name in fresh for key in list_spellings(name)]
    return {
        "orders": [order],
        "order_words": [{"shop_id": item.shop_id, "order_id": item.order_id, "word": word} for word in sorted(pieces)],
        "returns": [head],
        "return_lines": [line_facts(item, place, line) for place, line in enumerate(item.lines)],
        "parcels": [parcel],
        "search_words": [{"shop_id": item.shop_id, "word": word, "return_id": item.return_id} for word in sorted(words)],
        "search_spellings": spellings,
    }
