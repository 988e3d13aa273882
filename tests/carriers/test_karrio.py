"""Through karrio's own mappers to two real carriers' doors: what is asked, and what is made of the answers."""

from collections.abc import Iterator
from typing import Any

import pytest

from sendback.carriers.karrio_adapter import KarrioCarrier
from sendback.carriers.model import CarrierTrouble, LabelForm, Milestone, TroubleKind
from tests.carriers.fake_server import FakeServer, Reply, serving_carrier
from tests.carriers.parcels import make_parcel
from tests.carriers.plugins import BONN, BUY, PARCEL, SECRETS, TOKEN, answer_as_dhl, answer_as_ups, make_setting
from tests.conftest import Clock


@pytest.fixture
def fake() -> Iterator[FakeServer]:
    with serving_carrier() as fake:
        answer_as_dhl(fake)
        answer_as_ups(fake)
        yield fake


def open_plugin(plugin: str, fake: FakeServer, clock: Clock, /, **changes: Any) -> KarrioCarrier:
    return KarrioCarrier(make_setting(plugin, fake, **changes), SECRETS, clock)


def test_dhl_is_asked_for_a_return_from_the_shopper(fake: FakeServer, clock: Clock) -> None:
    bought = open_plugin("dhl", fake, clock).buy(PARCEL)
    (signed_in,), (asked,) = fake.asked_for(TOKEN["dhl"]), fake.asked_for(BUY["dhl"])
    assert "password=geheim" in signed_in.body
    assert asked.headers["authorization"] == "Bearer dhl-token"
    assert asked.query == "labelType=BOTH"
    assert asked.json["customerReference"] == "R100000016-1"
    assert asked.json["shipper"] == {
        "name1": "Jürgen Groß",
        "addressStreet": "Hauptstraße",
        "addressHouse": "5",
        "postalCode": "53113",
        "city": "Bonn",
        "email": "juergen@example.de",
        "phone": "+491701234567",
    }
    assert (asked.json["receiverId"], asked.json["itemWeight"]) == ("deu", {"uom": "kg", "value": 1.2})
    assert asked.json["itemValue"] == {"currency": "EUR", "value": 78.0}
    assert (bought.reference, bought.tracking_number, bought.carrier_name) == ("R100000016-1", "999990190501", "DHL")
    assert (bought.label, bought.label_form, bought.dropoff_label) == (b"%PDF-1.4 a label", LabelForm.PDF, b"%PDF-1.4 a code")
    assert (bought.cost_minor, bought.void_until, bought.service) == (None, None, "dhl_parcel_de_retoure")


def test_the_price_of_the_shops_contract_needs_no_question(fake: FakeServer, clock: Clock) -> None:
    service = {"code": "dhl_parcel_de_retoure", "name": "DHL Retoure", "price_minor": 479, "currency": "EUR"}
    carrier = open_plugin("dhl", fake, clock, services=[service])
    (quote,) = carrier.quote(PARCEL)
    assert (quote.cost_minor, quote.currency, quote.service_name) == (479, "EUR", "DHL Retoure")
    assert not fake.asked
    assert carrier.buy(PARCEL).cost_minor == 479


def test_across_a_border_customs_are_told_what_is_inside(fake: FakeServer, clock: Clock) -> None:
    open_plugin("dhl", fake, clock).buy(make_parcel(sender=BONN, cross_border=True))
    (asked,) = fake.asked_for(BUY["dhl"])
    (item,) = asked.json["customsDetails"]["items"]
    assert (item["itemDescription"], item["packagedQuantity"], item["hsCode"]) == ("Felt slippers", 2, "640520")
    assert item["itemValue"] == {"currency": "EUR", "value": 39.0}


def test_ups_is_asked_for_a_label_to_print_from_shopper_to_shop(fake: FakeServer, clock: Clock) -> None:
    bought = open_plugin("ups", fake, clock).buy(PARCEL)
    (asked,) = fake.asked_for(BUY["ups"])
    assert asked.headers["authorization"] == "Bearer ups-token"
    request = asked.json["ShipmentRequest"]
    shipment = request["Shipment"]
    assert request["Request"]["TransactionReference"]["CustomerContext"] == "R100000016-1"
    assert shipment["ReferenceNumber"]["Value"] == "R100000016-1"
    assert shipment["ReturnService"]["Code"] == "9"
    assert shipment["Service"]["Code"] == "11"
    assert (shipment["ShipFrom"]["Name"], shipment["ShipFrom"]["Address"]["AddressLine"]) == ("Jürgen Groß", ["Hauptstraße 5"])
    assert (shipment["ShipTo"]["Name"], shipment["ShipTo"]["Address"]["AddressLine"]) == ("Nordlys returns", ["Esplanadi 1"])
    assert shipment["Package"][0]["PackageWeight"]["Weight"] == "1.2"
    assert (bought.tracking_number, bought.shipment_id) == ("1ZA1B2C39112345676", "1ZA1B2C39112345676")
    assert bought.label.startswith(b"%PDF-")
    assert bought.void_until is not None
    assert (bought.void_until - clock()).days == 28


def test_ups_quotes_what_the_shop_offers(fake: FakeServer, clock: Clock) -> None:
    (quote,) = open_plugin("ups", fake, clock).quote(PARCEL)
    assert (quote.carrier, quote.service, quote.cost_minor, quote.currency, quote.days) == (
        "karrio:ups",
        "ups_standard_eu",
        1120,
        "EUR",
        1,
    )
    assert len(open_plugin("ups", fake, clock, services=[]).quote(PARCEL)) == 2


def test_ups_takes_a_label_back(fake: FakeServer, clock: Clock) -> None:
    carrier = open_plugin("ups", fake, clock)
    carrier.void(carrier.buy(PARCEL).ref)
    (asked,) = fake.asked_for("DELETE /api/shipments")
    assert asked.path.endswith("/1ZA1B2C39112345676")
    fake.replies["DELETE /api/shipments/v2409/void/cancel/"] = Reply(ups_error("190117", "Jürgen Groß"), 400)
    with pytest.raises(CarrierTrouble) as refused:
        carrier.void(carrier.buy(PARCEL).ref)
    assert (refused.value.kind, refused.value.reason) == (TroubleKind.REFUSED, "The carrier refused (190117).")


def test_ups_tells_the_journey_oldest_first(fake: FakeServer, clock: Clock) -> None:
    events = open_plugin("ups", fake, clock).track("1ZA1B2C39112345676")
    assert [event.milestone for event in events] == [Milestone.ANNOUNCED, Milestone.MOVING, Milestone.DELIVERED]
    assert str(events[-1].at) == "2026-11-26 10:15:00+00:00"
    assert events[-1].place.startswith("Helsinki")


def test_many_parcels_sign_in_once(fake: FakeServer, clock: Clock) -> None:
    for number in range(3):
        open_plugin("dhl", fake, clock).buy(make_parcel(f"R10000001{number}-1", sender=BONN))
    assert len(fake.asked_for(TOKEN["dhl"])) == 1


def test_a_token_that_was_taken_away_is_fetched_anew_the_next_time(fake: FakeServer, clock: Clock) -> None:
    carrier = open_plugin("dhl", fake, clock)
    carrier.buy(PARCEL)
    fake.replies[BUY["dhl"]] = Reply({"status": {"title": "Unauthorized", "status": 401}}, 401)
    with pytest.raises(CarrierTrouble):
        carrier.buy(PARCEL)
    answer_as_dhl(fake)
    assert carrier.buy(PARCEL).tracking_number
    assert len(fake.asked_for(TOKEN["dhl"])) == 2


def ups_error(code: str, text: str) -> dict[str, Any]:
    return {"response": {"errors": [{"code": code, "message": text}]}}
