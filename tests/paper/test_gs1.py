"""SSCC numbers and their symbol, held against python-stdnum's idea of the check digit and python-barcode's GS1-128."""

import pytest
from barcode.codex import Gs1_128
from barcode.writer import SVGWriter
from hypothesis import given
from hypothesis import strategies as st

from sendback.paper.drawing import Box, Page
from sendback.paper.gs1 import encode_sscc, is_sscc, make_sscc, show_sscc
from sendback.paper.model import PaperSize
from sendback.paper.pdf import About, write_pdf
from sendback.paper.symbols import BAR_QUIET, place_gs1
from tests.paper.samples import make_facts, print_page, scan

prefixes = st.text("0123456789", min_size=4, max_size=12)


@given(prefixes, st.integers(0, 9999), st.integers(0, 9))
def test_every_sscc_has_eighteen_digits_that_check(prefix: str, serial: int, extension: int) -> None:
    sscc = make_sscc(prefix, serial, extension)
    assert is_sscc(sscc)
    assert sscc.startswith(f"{extension}{prefix}")
    wrong = str((int(sscc[-1]) + 1) % 10)
    assert not is_sscc(sscc[:-1] + wrong)


@pytest.mark.parametrize(
    ("digits", "check"), [("37610425002123456", "9"), ("00614141123456789", "0"), ("10614141234567890", "7")]
)
def test_check_digits_are_those_of_the_standard(digits: str, check: str) -> None:
    # Weights 3 and 1 from the left for 17 digits, as the table of the standard has them (7.9.1).
    by_table = -sum(int(digit) * (3, 1)[place % 2] for place, digit in enumerate(digits)) % 10
    assert is_sscc(digits + check) is (str(by_table) == check)
    assert is_sscc(f"{digits}{by_table}")


@pytest.mark.parametrize(
    ("prefix", "serial"), [("", 1), ("123", 1), ("1234567890123", 1), ("64a2345", 1), ("6412345", 10**9), ("6412345", -1)]
)
def test_a_number_is_never_made_up_without_a_prefix_and_room(prefix: str, serial: int) -> None:
    with pytest.raises(ValueError, match="prefix"):
        make_sscc(prefix, serial)


@given(prefixes, st.integers(0, 9999))
def test_the_bars_are_those_of_python_barcode(prefix: str, serial: int) -> None:
    sscc = make_sscc(prefix, serial)
    (modules,) = Gs1_128(f"00{sscc}", SVGWriter()).build()
    ours = ["0"] * len(modules)
    for start, width in encode_sscc(sscc):
        ours[start : start + width] = "1" * width
    assert "".join(ours) == modules
    assert len(modules) == 156


@pytest.mark.parametrize("dpi", [203, 300])
def test_the_printed_symbol_is_read_as_one_of_gs1(dpi: int) -> None:
    sscc = make_sscc("6412345", 42)
    symbol = place_gs1(sscc, Box(5, 10, PaperSize.FOUR_BY_SIX.width_mm - 10, 32))
    assert symbol.x - symbol.box.x == pytest.approx(BAR_QUIET * symbol.module)
    pdf = write_pdf([Page(101.6, 60, (symbol,))], About("A symbol", "en", make_facts().made_on))
    assert scan(print_page(pdf, dpi)) == {"Code128": f"(00){sscc}"}


@pytest.mark.parametrize("digits", ["", "1", "006141411234567891", "00614141123456789x", "٠٠٦١٤١٤١١٢٣٤٥٦٧٨٩٠"])
def test_what_is_no_sscc_is_neither_shown_nor_encoded(digits: str) -> None:
    assert show_sscc(digits) == ""
    with pytest.raises(ValueError, match="SSCC"):
        encode_sscc(digits)
