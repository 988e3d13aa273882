"""Pairing codes: what is read of what people type."""

import pytest

from sendback.receiving.devices.codes import make_code, read_code, show_code


def test_a_code_is_read_as_it_was_shown() -> None:
    code = make_code()
    assert read_code(show_code("nordlys", code)) == ("nordlys", code)
    assert read_code(f"01SHOP.{code}") == ("01SHOP", code)


@pytest.mark.parametrize(
    "typed",
    [
        "my-shop abcd efgh 0123 4567",
        "my-shop ABCD-EFGH-O1Z3-4567".replace("Z", "2"),
        "  my-shop.ABCDEFGHOI234567 ",
        "my-shop ABCD-EFGH-0l23-4567",
    ],
)
def test_letters_that_look_alike_are_the_same(typed: str) -> None:
    assert read_code(typed) == ("my-shop", "ABCDEFGH01234567")


@pytest.mark.parametrize(
    "typed",
    ["", "nordlys", "nordlys ABCD", "ABCDEFGH01234567", "nordlys ABCD-EFGH-0123-4567-8", "a" * 500, "nordlys ABCDEFGHU1234567"],
)
def test_what_is_no_code_is_none(typed: str) -> None:
    assert read_code(typed) is None
