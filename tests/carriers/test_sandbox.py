"""The sandbox sells parcels with numbers that look real and cannot be, and forgets nothing it sold."""

import io

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from sendback.carriers.configuration import Fault
from sendback.carriers.model import CarrierTrouble, LabelForm, Milestone, TroubleKind
from sendback.carriers.sandbox_label import NOTICE
from sendback.carriers.sandbox_numbers import check_s10, write_s10, write_sscc
from sendback.shops.address import Address
from tests.carriers.conftest import MakeSandbox
from tests.carriers.parcels import make_parcel
from tests.conftest import Clock


@pytest.mark.parametrize(("digits", "check"), [("47312482", 9), ("28704377", 5), ("00000000", 5)])
def test_check_digits_are_the_posts(digits: str, check: int) -> None:
    assert check_s10(digits) == check


@given(st.integers(0, 10**8 - 1), st.integers(0, 7), st.integers(1, 9))
def test_a_digit_read_wrong_shows(serial: int, place: int, off: int) -> None:
    digits = f"{serial:08d}"
    wrong = f"{digits[:place]}{(int(digits[place]) + off) % 10}{digits[place + 1 :]}"
    number = write_s10(serial)
    assert len(number) == 13
    assert number.endswith("ZZ")
    # 10 and 0 share a digit, as do 11 and 5: S10 accepts that
    assert check_s10(wrong) != int(number[10]) or {check_s10(wrong), check_s10(digits)} <= {0, 5}


@given(st.integers(0, 10**13 - 1))
def test_the_shipments_number_is_a_demonstration_sscc(serial: int) -> None:
    number = write_sscc(serial)
    assert len(number) == 18
    assert number.startswith("0952")
    assert sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(number)) % 10 == 0


def test_prices_follow_weight_and_border(make_sandbox: MakeSandbox) -> None:
    light = {quote.service: quote for quote in make_sandbox().quote(make_parcel())}
    heavy = {quote.service: quote for quote in make_sandbox().quote(make_parcel(weight_g=9000, cross_border=True))}
    assert set(light) == {"standard", "express", "dropoff"}
    assert light["standard"].cost_minor < light["express"].cost_minor
    assert all(heavy[service].cost_minor > light[service].cost_minor for service in light)
    assert light["standard"].currency == "EUR"
    assert [quote.service for quote in make_sandbox(services=[{"code": "express"}]).quote(make_parcel())] == ["express"]


def test_what_was_bought_is_found_by_its_reference_in_another_process_of_the_shop(make_sandbox: MakeSandbox) -> None:
    bought = make_sandbox().buy(make_parcel())
    assert make_sandbox().find("R100000016-1") == bought
    assert make_sandbox().find("R100000016-2") is None
    assert bought.cost_minor == 590
    assert bought.dropoff_code is None


def test_drop_off_gives_a_code_for_the_phone(make_sandbox: MakeSandbox) -> None:
    assert make_sandbox().buy(make_parcel(service="dropoff")).dropoff_code == "TEST-10000001"


def test_the_label_scans_and_says_that_it_is_no_postage(make_sandbox: MakeSandbox) -> None:
    bought = make_sandbox().buy(make_parcel())
    assert bought.label_form is LabelForm.PDF
    page = PdfReader(io.BytesIO(bought.label)).pages[0]
    assert [round(float(side) / 72 * 25.4, 1) for side in page.mediabox[2:]] == [101.6, 152.4]
    text = page.extract_text()
    assert all(word in text for word in (NOTICE, "Aino Järvenpää", "Esplanadi 1", "R100000016-1"))
    for dpi in (203, 300):
        picture = pypdfium2.PdfDocument(bought.label)[0].render(scale=dpi / 72, grayscale=True).to_pil()
        (read,) = zxingcpp.read_barcodes(picture)
        assert (read.text, str(read.format)) == (bought.tracking_number, "Code 128")


def test_names_in_other_letters_do_not_stop_the_label(make_sandbox: MakeSandbox) -> None:
    stranger = Address(name="王小明 Łucja Żak", lines=("ул. Ленина 1",), postcode="100000", city="Praha", country="CZ")
    assert make_sandbox().buy(make_parcel(sender=stranger)).label.startswith(b"%PDF-")


def test_a_printers_language_takes_no_commands_from_a_name(make_sandbox: MakeSandbox) -> None:
    sender = Address(name="^XZ~JA Aino", lines=("Katu 1",), city="Oulu", country="FI")
    bought = make_sandbox(label_form="zpl").buy(make_parcel(sender=sender))
    text = bought.label.decode()
    assert text.startswith("^XA")
    assert text.count("^XZ") == 1
    assert "~" not in text
    assert f"^FD{bought.tracking_number}^FS" in text
    assert NOTICE in text


def test_a_parcel_is_taken_back_once_and_in_time(make_sandbox: MakeSandbox, clock: Clock) -> None:
    sandbox = make_sandbox(void_days=14)
    first, second = sandbox.buy(make_parcel()), sandbox.buy(make_parcel("R100000016-2"))
    assert first.void_until is not None
    clock.advance(days=14)
    sandbox.void(first.ref)
    assert sandbox.find(first.reference) is None
    clock.advance(days=1)
    sandbox.void(first.ref)
    with pytest.raises(CarrierTrouble) as refused:
        sandbox.void(second.ref)
    assert refused.value.kind is TroubleKind.REFUSED


def test_a_parcel_travels_with_the_clock(make_sandbox: MakeSandbox, clock: Clock) -> None:
    sandbox = make_sandbox()
    number = sandbox.buy(make_parcel()).tracking_number or ""
    assert [event.milestone for event in sandbox.track(number)] == [Milestone.ANNOUNCED]
    clock.advance(days=3)
    assert sandbox.track(number)[-1].milestone is Milestone.DELIVERED
    with pytest.raises(CarrierTrouble):
        sandbox.track("CA000000005ZZ")


@pytest.mark.parametrize(
    "changes", [{"service": "rocket"}, {"weight_g": 0}, {"weight_g": 31_501}, {"sender": Address(name="Aino", country="FI")}]
)
def test_it_refuses_what_carriers_refuse(make_sandbox: MakeSandbox, changes: dict[str, object]) -> None:
    with pytest.raises(CarrierTrouble) as refused:
        make_sandbox().buy(make_parcel(**changes))
    assert refused.value.kind is TroubleKind.REFUSED
    assert "Aino" not in refused.value.reason
    assert make_sandbox().find("R100000016-1") is None


def test_an_answer_that_got_lost_is_found(make_sandbox: MakeSandbox) -> None:
    with pytest.raises(CarrierTrouble) as lost:
        make_sandbox(fault=Fault.ANSWER_LOST).buy(make_parcel())
    assert lost.value.kind is TroubleKind.UNKNOWN
    found = make_sandbox().find("R100000016-1")
    assert found is not None
    assert found.label.startswith(b"%PDF-")


def test_what_was_sold_twice_is_all_found_and_the_surplus_goes_back(make_sandbox: MakeSandbox) -> None:
    kept = make_sandbox(fault=Fault.TWICE).buy(make_parcel())
    surplus = [bought for bought in make_sandbox().find_all(kept.reference) if bought.shipment_id != kept.shipment_id]
    assert len(surplus) == 1
    make_sandbox().void(surplus[0].ref)
    assert make_sandbox().find_all(kept.reference) == (kept,)


@pytest.mark.parametrize(("fault", "kind"), [(Fault.DOWN, TroubleKind.LATER), (Fault.REFUSES, TroubleKind.REFUSED)])
def test_it_fails_where_it_is_told_to(make_sandbox: MakeSandbox, fault: Fault, kind: TroubleKind) -> None:
    sandbox = make_sandbox(fault=fault)
    for call in (lambda: sandbox.quote(make_parcel()), lambda: sandbox.buy(make_parcel()), lambda: sandbox.track("X")):
        with pytest.raises(CarrierTrouble) as failed:
            call()
        assert failed.value.kind is kind
    assert make_sandbox().find("R100000016-1") is None
