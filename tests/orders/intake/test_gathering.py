"""Exports of others in our words: known headers, local days and amounts, rows of one order joined."""

import csv
import io
from datetime import date

import pytest

from sendback.orders.intake.amounts import read_amount, tell_decimal
from sendback.orders.intake.days import Unclear, read_day, tell_order
from sendback.orders.intake.gathering import gather
from sendback.orders.intake.model import Columns, Gathered, Row
from sendback.orders.intake.recognising import find_reading, name_header, recognise
from sendback.orders.intake.suggesting import list_columns, suggest
from tests.factories import NOW
from tests.orders.intake.messages import SHOPIFY, WOOCOMMERCE

ALGOLPLUS = """\
Order Number,Order Status,Order Date,First Name (Billing),Last Name (Billing),Address 1&2 (Billing),City (Billing)\
,Postcode (Billing),Country Code (Billing),Email (Billing),First Name (Shipping),Last Name (Shipping),Address 1&2 (Shipping),\
City (Shipping),Postcode (Shipping),Country Code (Shipping),SKU,Item #,Item Name,Quantity (- Refund),Item Cost
727,Processing,2026-11-20 17:28,Aino,J,K 1,Tampere,33100,FI,a@example.fi,,,,,,,MUG-2,1,Mug,2,16.00
727,Processing,2026-11-20 17:28,Aino,J,K 1,Tampere,33100,FI,a@example.fi,,,,,,,HAT-1,2,Hat,1,39
"""
WEBTOFFEE = """order_id,order_number,order_date,status,order_currency,billing_first_name,billing_last_name,billing_email,\
billing_address_1,billing_city,billing_postcode,billing_country,line_item_1,line_item_2
9,727,2026-11-20 17:28:02,processing,EUR,Aino,J,a@example.fi,K 1,Tampere,33100,FI,name:Mug|sku:MUG-2|quantity:2|total:32.00,\
name:Hat|sku:HAT-1|quantity:1|total:39.00
"""
MAGENTO = """increment_id,created_at,customer_email,order_currency_code,item:sku,item:name,item:qty_ordered,item:price_incl_tax,\
shipping_address:firstname,shipping_address:lastname,shipping_address:street,shipping_address:city,shipping_address:postcode,\
shipping_address:country_id
000000727,2026-11-20 15:28:02,a@example.fi,EUR,MUG-2,Mug,2.0000,16.0000,Aino,J,K 1,Tampere,33100,FI
000000727,2026-11-20 15:28:02,a@example.fi,EUR,HAT-1,Hat,1.0000,39.0000,Aino,J,K 1,Tampere,33100,FI
"""


def join(text: str, columns: Columns | None = None, delimiter: str = ",") -> list[Gathered]:
    rows = csv.DictReader(io.StringIO(text), delimiter=delimiter)
    numbered = [Row(place, row) for place, row in enumerate(rows, 2)]
    known = columns or recognise(rows.fieldnames or ())
    assert known is not None
    return list(gather(numbered, known, NOW))


@pytest.mark.parametrize("export", [ALGOLPLUS, WEBTOFFEE, MAGENTO])
def test_known_exports_need_no_mapping(export: str) -> None:
    (group,) = join(export)
    assert group.bad == ()
    assert group.order is not None
    assert group.order.number.lstrip("0") == "727"
    assert [(line.sku, line.quantity, line.unit_price_minor) for line in group.order.lines] == [
        ("MUG-2", 2, 1600), ("HAT-1", 1, 3900),
    ]  # fmt: skip
    assert (group.order.buyer.name, group.order.buyer.address.city) == ("Aino J", "Tampere")
    assert group.order.ordered_on == date(2026, 11, 20)


def test_objects_of_shop_systems_are_read_as_their_messages_are() -> None:
    for told, number in ((WOOCOMMERCE, "727"), (SHOPIFY, "#1001")):
        (group,) = gather([Row(2, told)], None, NOW)
        assert group.order is not None
        assert group.order.number == number
    assert find_reading({"lines": []})({"lines": []}) == {"lines": []}


@pytest.mark.parametrize(
    ("quantity", "said"),
    [("-2", "must be 1 or more"), ("0", "must be 1 or more"), ("two", "is not a whole number"), ("", "is missing")],
)
def test_quantities_that_cannot_be_are_said(quantity: str, said: str) -> None:
    (group,) = join(f"order_number,title,quantity\n1,Mug,{quantity}\n")
    assert group.order is None
    assert [(bad.row, bad.column, bad.reason) for bad in group.bad] == [(2, "quantity", said)]


@pytest.mark.parametrize("day", ["1900-01-01", "2106-02-07", "2026-02-30", "0000-00-00", "yesterday"])
def test_days_that_cannot_be_are_said(day: str) -> None:
    (group,) = join(f"order_number,title,quantity,ordered_on\n1,Mug,1,{day}\n")
    assert group.order is None
    assert group.bad[0].field == "ordered_on"


def test_what_could_be_read_in_two_ways_is_never_guessed() -> None:
    with pytest.raises(Unclear):
        read_day("03/04/2026")
    with pytest.raises(Unclear):
        read_amount("1,234")
    assert (read_day("03/04/2026", True), read_day("03/04/2026", False)) == (date(2026, 4, 3), date(2026, 3, 4))
    assert (str(read_amount("1.234", ",")), str(read_amount("1.234", "."))) == ("1234", "1.234")


def test_values_tell_what_they_can() -> None:
    assert tell_order(["03/04/2026", "24/04/2026"]) == (True, False)
    assert tell_order(["03/04/2026", "04/24/2026"]) == (False, False)
    assert tell_order(["03/04/2026"]) == (None, True)
    assert tell_order(["03.04.2026", "2026-04-03"]) == (None, False)
    assert tell_decimal(["1.234,50", "1.234"]) == (",", False)
    assert tell_decimal(["1,234"]) == ("", True)
    assert tell_decimal(["12.345.678", "1.234"]) == (",", False)


def test_columns_are_guessed_by_name_and_by_what_is_in_them() -> None:
    header = ("Bestellnummer", "Artikel", "Menge", "Kontakt", "PLZ", "Notiz")
    rows = [Row(2, dict(zip(header, ("1", "Mug", "2", "a@example.fi", "33100", "x"), strict=True)))]
    guessed = suggest(list_columns(header, rows))
    assert guessed == {
        "order_number": ("Bestellnummer",), "title": ("Artikel",), "quantity": ("Menge",), "postcode": ("PLZ",),
        "email": ("Kontakt",),
    }  # fmt: skip


def test_a_header_is_known_again_whatever_its_order_and_case() -> None:
    assert name_header(["A b", "C"]) == name_header(["c", "a_B"]) != name_header(["a"])


def test_country_names_become_codes() -> None:
    (group,) = join("order_number,title,quantity,country\n1,Mug,1,Finland\n")
    assert group.order is not None
    assert group.order.buyer.address.country == "FI"
