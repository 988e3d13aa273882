"""A day's boxes in every script: one file, a page each in their order, and every code on it reads back."""

from dataclasses import replace
from datetime import datetime
from io import BytesIO

import pypdfium2
import pytest
import zxingcpp

from sendback.database.model import Database, Tx
from sendback.delivery.batch_store import Batch, find_batch
from sendback.delivery.enclosing import EnclosedPaper, Enclosing
from sendback.delivery.print_file import about_batch, lay_out_boxes, write_print_file
from sendback.delivery.print_wish import PrintWish
from sendback.delivery.shipping import Enclosed, Shipment, record_shipments
from sendback.orders.model import Order
from sendback.orders.token.verifying import verify_token
from sendback.orders.token_keys import key_finder, revocation_finder
from sendback.paper.drawing import DOT_MM, Symbol, list_things
from sendback.paper.model import PaperSize
from sendback.shops.founding import Founded
from sendback.shops.keys import get_kid
from sendback.shops.vault import Vault
from tests.factories import make_address, make_buyer, push_order

BASE = "https://returns.nordlys.example"
NAMES = {
    "fi": ("Aino Järvenpää", "FI"),
    "pl": ("Łukasz Żółć", "PL"),
    "zh-Hans": ("张伟", "CN"),
    "ar": ("علي حسن", "EG"),
    "th": ("ยุพา ศรีสุข", "TH"),
    "hi": ("प्रिया शर्मा", "IN"),
    "he": ("דוד כהן", "IL"),
    "el": ("Νίκος Παπαδόπουλος", "GR"),
    "ru": ("Ольга Петрова", "RU"),
    "ko": ("김민수", "KR"),
    "ja": ("山田 太郎", "JP"),
    "de": ("Jürgen Groß", "DE"),
}


@pytest.fixture
def orders(database: Database, founded: Founded) -> list[Order]:
    made = []
    for language, (name, country) in NAMES.items():
        buyer = make_buyer(name=name, address=make_address(name=name, country=country))
        made.append(database.write(push_order, founded.shop.shop_id, language=language, buyer=buyer))
    return made


def ship(database: Database, founded: Founded, orders: list[Order], enclosed: Enclosed, now: datetime) -> Batch:
    shipments = [Shipment(order, enclosed=enclosed) for order in orders]
    done = database.write(record_shipments, founded.shop, get_kid(founded.signing_key), shipments, "api", now)
    batch = database.read(find_batch, founded.shop.shop_id, done.batch_id)
    assert batch is not None
    return batch


def draw(database: Database, founded: Founded, vault: Vault, batch: Batch, wish: PrintWish) -> bytes:
    enclosing = Enclosing(vault, BASE, founded.shop)

    def read(tx: Tx) -> list[EnclosedPaper]:
        return [enclosing.read(tx, order_id, Enclosed(enclosed)) for order_id, enclosed in batch.prints]

    out = BytesIO()
    pages = lay_out_boxes(database.read(read), wish)
    write_print_file(out, pages, about_batch(founded.shop, batch.made_at.date()), wish)
    return out.getvalue()


def open_token(tx: Tx, vault: Vault, founded: Founded, token: str, now: datetime) -> str:
    """Give the number of the order that a token opens."""
    finders = key_finder(tx, vault), revocation_finder(tx)
    return verify_token(token, finders[0], founded.shop.shop_id, int(now.timestamp()), 400, finders[1]).claims.order


def read_codes(pdf: bytes, dpi: int) -> list[dict[str, str]]:
    """Read every code of every page as a scanner would see it, printed at this resolution."""
    pages = pypdfium2.PdfDocument(pdf)
    drawn = [page.render(scale=dpi / 72).to_pil().convert("L") for page in pages]
    return [{str(code.format): code.text for code in zxingcpp.read_barcodes(image)} for image in drawn]


@pytest.mark.one_engine
@pytest.mark.parametrize("size", PaperSize)
def test_every_label_in_every_script_reads_back(
    database: Database, founded: Founded, vault: Vault, orders: list[Order], now: datetime, size: PaperSize
) -> None:
    batch = ship(database, founded, orders, Enclosed.LABEL, now)
    codes = read_codes(draw(database, founded, vault, batch, PrintWish(size=size)), 203)
    assert len(codes) == len(orders)
    assert len({read["Code 128"] for read in codes}) == len(orders)
    for read in codes:
        assert read["QR Code"].endswith(f"/{read['Code 128']}")


@pytest.mark.one_engine
@pytest.mark.parametrize("size", PaperSize)
def test_every_slip_opens_its_own_order(
    database: Database, founded: Founded, vault: Vault, orders: list[Order], now: datetime, size: PaperSize
) -> None:
    batch = ship(database, founded, orders, Enclosed.SLIP, now)
    codes = read_codes(draw(database, founded, vault, batch, PrintWish(size=size)), 203)
    links = [read["QR Code"] for read in codes]
    assert len(set(links)) == len(orders)
    for order, link in zip(orders, links, strict=True):
        page, _, token = link.partition("#sbt=")
        assert page == f"{BASE}/s/{founded.shop.slug}"
        assert database.read(open_token, vault, founded, token, now) == order.number


def test_a_slips_symbol_is_coarse_enough_for_any_phone(
    database: Database, founded: Founded, vault: Vault, orders: list[Order], now: datetime
) -> None:
    enclosing = Enclosing(vault, BASE, founded.shop)
    batch = ship(database, founded, orders[:1], Enclosed.SLIP, now)
    for size in PaperSize:
        paper = database.read(enclosing.read, batch.prints[0][0], Enclosed.SLIP)
        (page,) = lay_out_boxes([paper], PrintWish(size=size))
        (symbol,) = [thing for thing in list_things(page) if isinstance(thing, Symbol)]
        assert round(symbol.module / DOT_MM) >= 5


def test_the_same_batch_gives_the_same_bytes(
    database: Database, founded: Founded, vault: Vault, orders: list[Order], now: datetime
) -> None:
    batch = ship(database, founded, orders, Enclosed.LABEL, now)
    first, second = (draw(database, founded, vault, batch, PrintWish()) for _ in range(2))
    assert first == second
    again = replace(batch, prints=batch.prints[::-1])
    assert draw(database, founded, vault, again, PrintWish()) != first
