"""Addresses are laid out the way the destination's post expects them."""

import pytest

from sendback.shops.address import Address, address_from, format_address, get_address_form
from tests.factories import make_address


@pytest.mark.parametrize(
    ("address", "lines"),
    [
        (make_address(), ("Aino Järvenpää", "Hämeenkatu 5 A 12", "FI-33100 Tampere")),
        (
            Address("Ann Lee", "Acme", ("1 Main St", "Apt 2"), "94105", "San Francisco", region="CA", country="US"),
            ("Ann Lee", "Acme", "1 Main St", "Apt 2", "San Francisco, CA 94105"),
        ),
        (
            Address("Jane Roe", "", ("10 High St",), "SW1A 1AA", "London", country="GB"),
            ("Jane Roe", "10 High St", "London", "SW1A 1AA"),
        ),
        (Address("A B", "", ("Street 1",), "1000", "Town", country="ZZ"), ("A B", "Street 1", "1000 Town")),
        (Address(name="Only a name"), ("Only a name",)),
        (Address(), ()),
    ],
)  # fmt: skip
def test_lines_stand_in_the_order_of_the_country(address: Address, lines: tuple[str, ...]) -> None:
    assert format_address(address) == lines


def test_the_country_is_named_last_when_asked_for() -> None:
    assert format_address(make_address(), "FINLAND")[-1] == "FINLAND"


def test_percent_signs_in_an_address_are_only_percent_signs() -> None:
    assert "100 %N %Z Street" in format_address(make_address(lines=("100 %N %Z Street",)))


def test_an_address_survives_json() -> None:
    whole = make_address(company="Acme", region="Pirkanmaa", district="Kaleva")
    assert address_from(whole.as_json()) == whole


def test_what_json_leaves_out_is_empty() -> None:
    assert address_from({"name": None, "lines": None}) == Address()


def test_a_form_asks_for_what_the_country_needs() -> None:
    assert get_address_form("FI").rows == (("street",), ("postcode", "city"))
    assert set(get_address_form("FI").required) == {"street", "postcode", "city"}
    assert "postcode" not in get_address_form("AE").required
    assert ("CA", "California") in get_address_form("US").regions


def test_a_country_that_does_not_exist_has_no_form() -> None:
    with pytest.raises(ValueError, match="country code"):
        get_address_form("XX")
