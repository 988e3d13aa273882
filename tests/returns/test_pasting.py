"""A pasted list becomes lines of the order, and what it does not name is named."""

import pytest

from sendback.orders.model import Order
from sendback.returns.pasting import MOST_PASTED, Picked, Unread, read_pasted
from sendback.shops.model import ShopSettings
from tests.factories import make_line, make_order, make_settings


@pytest.fixture
def settings() -> ShopSettings:
    return make_settings()


@pytest.fixture
def order() -> Order:
    lines = (make_line("1", sku="MUG", quantity=2), make_line("2", sku="HAT", quantity=40), make_line("3", sku="MUG", quantity=5))
    return make_order(lines=lines)


def test_tabs_and_semicolons_blank_lines_and_reasons(settings: ShopSettings, order: Order) -> None:
    text = "mug\t2\n\n HAT ; 12 ; too_small\r\nhat;3;Liian pieni\nMUG"
    assert read_pasted(settings, order, text) == (
        [Picked("1", 2, ""), Picked("2", 15, "too_small"), Picked("3", 1, "")],
        [],
    )


def test_a_space_parts_number_and_quantity_unless_it_belongs_to_the_number(settings: ShopSettings) -> None:
    order = make_order(lines=(make_line("1", sku="HAT", quantity=9), make_line("2", sku="HAT 2", quantity=9)))
    assert read_pasted(settings, order, "hat 3\nHAT 2\nHAT 2 4")[0] == [Picked("1", 3, ""), Picked("2", 5, "")]


@pytest.mark.parametrize(
    "row",
    ["SOCK\t1", "HAT\tmany", "HAT\t0", "HAT\t41", "HAT\t٣", "HAT\t1\tbored", "HAT\t1\tother\tmore", "\t1", "HAT\t99999"],
)
def test_a_line_that_names_nothing_is_named(settings: ShopSettings, order: Order, row: str) -> None:
    picked, unread = read_pasted(settings, order, f"HAT\t1\n{row}")
    assert picked == [Picked("2", 1, "")]
    assert unread == [Unread(2, row.strip())]


def test_a_line_of_the_order_may_be_named_by_its_id(settings: ShopSettings, order: Order) -> None:
    assert read_pasted(settings, order, "3;2") == ([Picked("3", 2, "")], [])


def test_of_an_endless_list_the_first_are_taken(settings: ShopSettings) -> None:
    big = make_order(lines=tuple(make_line(str(n)) for n in range(MOST_PASTED)))
    picked, unread = read_pasted(settings, big, "\n".join(f"{n};1" for n in range(600)))
    assert (len(picked), len(unread), unread[0].line) == (MOST_PASTED, 1, MOST_PASTED + 1)
