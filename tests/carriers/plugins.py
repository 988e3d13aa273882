"""Two real carriers as their servers answer, for karrio's plug-ins to speak to: DHL Parcel Germany and UPS."""

import base64
import io
import time
from typing import Any

from PIL import Image

from sendback.carriers.configuration import KarrioSetting
from sendback.shops.address import Address
from tests.carriers.fake_server import FakeServer, Reply
from tests.carriers.parcels import make_parcel

BONN = Address(name="Jürgen Groß", lines=("Hauptstraße 5",), postcode="53113", city="Bonn", country="DE")
TOKEN = {"dhl": "POST /parcel/de/account/auth/ropc/v1/token", "ups": "POST /security/v1/oauth/token"}
BUY = {"dhl": "POST /parcel/de/shipping/returns/v1/orders", "ups": "POST /api/shipments/v2409/ship"}
SECRETS = {"dhl_password": "geheim", "dhl_secret": "app-secret", "ups_secret": "ups-secret"}


def make_setting(plugin: str, fake: FakeServer, /, **changes: Any) -> KarrioSetting:
    """Make the setting of an account at a carrier whose test host is the fake's."""
    dhl = {
        "plugin": "dhl_parcel_de",
        "name": "DHL",
        "account": {"username": fake.name, "client_id": "app"},
        "secrets": {"password": "dhl_password", "client_secret": "dhl_secret"},
        "services": [{"code": "dhl_parcel_de_retoure", "name": "DHL Retoure"}],
        "servers": {"https://api-sandbox.dhl.com": fake.address},
    }
    ups = {
        "plugin": "ups",
        "name": "UPS",
        "account": {"client_id": "app", "account_number": "A1B2C3"},
        "secrets": {"client_secret": "ups_secret"},
        "services": [{"code": "ups_standard_eu", "name": "UPS Standard"}],
        "servers": {"https://wwwcie.ups.com": fake.address},
        "void_days": 28,
    }
    return KarrioSetting.model_validate({**(dhl if plugin == "dhl" else ups), "test_mode": True, **changes})


def answer_as_dhl(fake: FakeServer) -> None:
    """Answer as DHL Parcel DE: sign-in and returns."""
    pdf = base64.b64encode(b"%PDF-1.4 a label").decode()
    code = base64.b64encode(b"%PDF-1.4 a code").decode()
    fake.replies[TOKEN["dhl"]] = Reply({"access_token": "dhl-token", "expires_in": 1800, "token_type": "Bearer"})
    fake.replies[BUY["dhl"]] = Reply(
        {
            "sstatus": {"title": "Created", "statusCode": 201},
            "shipmentNo": "999990190501",
            "label": {"b64": pdf},
            "qrLabel": {"b64": code},
            "routingCode": "40327653113+99000943020051",
        },
        201,
    )


def answer_as_ups(fake: FakeServer) -> None:
    """Answer as UPS: sign-in, shipping, rating, voiding and tracking."""
    picture = io.BytesIO()
    Image.new("1", (120, 80), 1).save(picture, "GIF")
    label = {"ImageFormat": {"Code": "GIF"}, "GraphicImage": base64.b64encode(picture.getvalue()).decode()}
    number = "1ZA1B2C39112345676"
    issued = str(int(time.time() * 1000))
    fake.replies |= {
        TOKEN["ups"]: Reply({"access_token": "ups-token", "expires_in": "14399", "issued_at": issued, "token_type": "Bearer"}),
        BUY["ups"]: Reply(
            {
                "ShipmentResponse": {
                    "Response": {"ResponseStatus": {"Code": "1", "Description": "Success"}},
                    "ShipmentResults": {
                        "ShipmentIdentificationNumber": number,
                        "PackageResults": [{"TrackingNumber": number, "ShippingLabel": label}],
                    },
                }
            }
        ),
        "POST /api/rating/v2409/Shop": Reply({"RateResponse": {"RatedShipment": [rate("11", "11.20"), rate("07", "31.90")]}}),
        "DELETE /api/shipments/v2409/void/cancel/": Reply(
            {"VoidShipmentResponse": {"Response": {"ResponseStatus": {"Code": "1", "Description": "Success"}}}}
        ),
        "GET /api/track/v1/details/": Reply({"trackResponse": {"shipment": [{"package": [journey(number)]}]}}),
    }


def rate(service: str, amount: str) -> dict[str, Any]:
    money = {"CurrencyCode": "EUR", "MonetaryValue": amount}
    return {
        "Service": {"Code": service},
        "TransportationCharges": money,
        "BaseServiceCharge": money,
        "ServiceOptionsCharges": {"CurrencyCode": "EUR", "MonetaryValue": "0.00"},
        "TotalCharges": money,
        "ItemizedCharges": [],
        "TimeInTransit": {"ServiceSummary": {"EstimatedArrival": {"BusinessDaysInTransit": "1"}}},
    }


def journey(number: str) -> dict[str, Any]:
    def step(day: str, hour: str, kind: str, text: str, city: str) -> dict[str, Any]:
        place = {"address": {"city": city, "countryCode": "DE", "country": "DE"}}
        return {"date": day, "time": hour, "status": {"type": kind, "description": text, "code": "XX"}, "location": place}

    return {
        "trackingNumber": number,
        "deliveryDate": [],
        "activity": [
            step("20261126", "101500", "D", "DELIVERED", "Helsinki"),
            step("20261124", "180000", "I", "Departed from Facility", "Koeln"),
            step("20261124", "090000", "M", "Shipper created a label", "Bonn"),
        ],
        "deliveryInformation": {},
    }


PARCEL = make_parcel(sender=BONN, service="", sender_email="juergen@example.de", sender_phone="+491701234567")
