"""What the paper says comes from the row and the settings it was made with, and from nothing that changes."""

from dataclasses import replace

import pytest
from babel import Locale

from sendback.database.model import Database
from sendback.delivery.documents import NAMES, Wanted, draw_document, get_document
from sendback.delivery.facts import gather_paper, name_country, read_paper, write_qr
from sendback.delivery.links import Document
from sendback.errors import Code, Problem
from sendback.paper.missing import find_undrawable
from sendback.paper.model import Form, PaperSize
from sendback.returns.deciding import cancel
from sendback.returns.model import LineRequest
from sendback.shops import store
from sendback.shops.model import Shop
from sendback.words.catalogue import LANGUAGES, words_for
from tests.conftest import Clock, MakeShop
from tests.delivery.conftest import MakeReturn
from tests.factories import make_address, make_consignor, make_settings

BASE = "https://returns.example"


def test_the_paper_says_what_the_row_says(database: Database, make_shop: MakeShop, make_return: MakeReturn) -> None:
    shop = make_shop(delivery={"carrier_message": "Door 3", "paper": "a6"}).shop
    item = make_return(shop, language="fi", lines=(LineRequest("2", 2, "too_small"),))
    paper = database.read(read_paper, BASE, shop.shop_id, item.return_id)
    facts = paper.facts
    assert paper.size is PaperSize.A6
    assert facts.consignor_lines == ("Aino Järvenpää", "Hämeenkatu 5 A 12", "FI-33100 Tampere")
    assert facts.consignee_lines[0] == "Nordlys returns"
    assert (facts.order_number, facts.rma, facts.language, facts.direction) == (item.order_number, item.rma, "fi", "ltr")
    assert [(fact.title, fact.quantity, fact.reason) for fact in facts.items] == [("Felt slippers", 2, "Liian pieni")]
    assert facts.carrier_message == "Door 3"
    assert facts.qr_text == f"HTTPS://RETURNS.EXAMPLE/Q/{shop.slug.upper()}/{item.rma}"


def test_the_day_is_the_shops_own(database: Database, make_shop: MakeShop, make_return: MakeReturn, clock: Clock) -> None:
    clock.advance(hours=13)  # 23:00 UTC is tomorrow in Helsinki
    shop = make_shop().shop
    item = make_return(shop)
    assert str(database.read(read_paper, BASE, shop.shop_id, item.return_id).facts.made_on) == "2026-11-25"


def test_countries_are_named_only_across_a_border(database: Database, shop: Shop, make_return: MakeReturn) -> None:
    home = make_return(shop)
    address = make_address(lines=("Kärntner Straße 1",), postcode="1010", city="Wien", country="AT")
    abroad = make_return(shop, consignor=make_consignor(address=address))
    inland, foreign = (database.read(gather_paper, BASE, item).facts for item in (home, abroad))
    assert not [line for line in (*inland.consignor_lines, *inland.consignee_lines) if "FINLAND" in line]
    assert foreign.consignor_lines[-1] == "ÖSTERREICH / AUSTRIA"
    assert foreign.consignee_lines[-1] == "SUOMI / FINLAND"


def test_a_reason_loses_what_cannot_be_printed(database: Database, make_shop: MakeShop, make_return: MakeReturn) -> None:
    shop = make_shop(reasons=[{"code": "too_small", "label": {"en": "Too small 👕"}}]).shop
    item = make_return(shop, language="en", lines=(LineRequest("2", 1, "too_small"),))
    assert database.read(gather_paper, BASE, item).facts.items[0].reason == "Too small"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_country_and_currency_can_be_printed(language: str) -> None:
    words = words_for(language)
    countries = [code for code in Locale("en").territories if len(code) == 2]
    said = [words.country(code) for code in countries] + [name_country(code) for code in countries]
    said += [words.money(123456, code) for code in Locale("en").currencies]
    assert [text for text in said if find_undrawable(text)] == []


@pytest.mark.parametrize("code", ["FI", "CN", "EG", "GE", "TR", "GB", "ZZ"])
def test_every_country_has_one_line(code: str) -> None:
    assert "\n" not in name_country(code)
    assert name_country(code) == name_country(code).upper()


def test_a_sender_without_an_address_is_still_named(database: Database, shop: Shop, make_return: MakeReturn) -> None:
    item = make_return(shop, consignor=make_consignor(address=make_address(name="", lines=(), postcode="", city="", country="")))
    facts = database.read(gather_paper, BASE, item).facts
    assert facts.consignor_lines == ("Aino Järvenpää",)


def test_an_address_with_a_path_keeps_its_letters() -> None:
    assert write_qr("https://a.example/Shop", "nordlys", "R1") == "https://a.example/Shop/Q/NORDLYS/R1"


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("document", Document)
def test_a_reprint_is_the_same_bytes_whatever_the_shop_changed_since(
    database: Database, shop: Shop, make_return: MakeReturn, clock: Clock, document: Document, form: Form
) -> None:
    item, wanted = make_return(shop), Wanted(form, 300)
    first = get_document(database, BASE, shop.shop_id, item.return_id, document, wanted)
    changed = make_settings(delivery={"paper": "4x6", "carrier_message": "New"}, look={"accent": "#7a1f1f"})
    database.write(store.save_settings, shop.shop_id, 1, changed, "tests", clock.advance(days=400))
    assert get_document(database, BASE, shop.shop_id, item.return_id, document, wanted) == first
    assert first.name == f"{NAMES[document]}-{item.rma}.{form}"


def test_a_canceled_return_has_no_paper(database: Database, shop: Shop, make_return: MakeReturn, clock: Clock) -> None:
    item = make_return(shop)
    database.write(cancel, shop.shop_id, item.return_id, "anna", clock())
    with pytest.raises(Problem) as refused:
        get_document(database, BASE, shop.shop_id, item.return_id, Document.LABEL)
    assert refused.value.code is Code.LINK_EXPIRED


def test_what_no_font_can_print_is_refused_rather_than_boxed(database: Database, shop: Shop, make_return: MakeReturn) -> None:
    paper = database.read(gather_paper, BASE, make_return(shop))
    odd = replace(paper, facts=replace(paper.facts, consignor_lines=("Aino \U00013000",)))
    with pytest.raises(Problem) as refused:
        draw_document(odd, Document.LABEL)
    assert refused.value.code is Code.GLYPH_MISSING
    assert "\U00013000" in refused.value.detail
