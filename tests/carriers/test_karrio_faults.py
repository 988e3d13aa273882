"""Rubbish, refusals, outages and silence from a carrier's server: what each is called, and that nothing is asked twice."""

import re
import ssl
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from PIL import ImageFile

from sendback.carriers.configuration import Budget
from sendback.carriers.karrio_adapter import KarrioCarrier
from sendback.carriers.karrio_line import on_line, send
from sendback.carriers.karrio_sdk import list_plugins
from sendback.carriers.model import CarrierTrouble, TroubleKind
from tests.carriers.fake_server import FakeServer, Reply, serving_carrier
from tests.carriers.plugins import BUY, PARCEL, SECRETS, TOKEN, answer_as_dhl, answer_as_ups, make_setting
from tests.conftest import Clock

LATER, REFUSED, UNKNOWN, RUBBISH = TroubleKind.LATER, TroubleKind.REFUSED, TroubleKind.UNKNOWN, TroubleKind.RUBBISH
PERSONAL = re.compile(r"Jürgen|Groß|Hauptstra|53113|Bonn|juergen|4917", re.IGNORECASE)


@pytest.fixture
def fake() -> Iterator[FakeServer]:
    with serving_carrier() as fake:
        answer_as_dhl(fake)
        answer_as_ups(fake)
        yield fake


def open_plugin(plugin: str, fake: FakeServer, clock: Clock, /, **changes: Any) -> KarrioCarrier:
    return KarrioCarrier(make_setting(plugin, fake, **changes), SECRETS, clock)


BLAME = "Jürgen Groß, Hauptstraße 5, 53113 Bonn is unknown"
DHL_REFUSAL = {"sstatus": {"title": "Bad Request"}, "title": "Bad Request", "status": 400, "detail": BLAME}
UPS_REFUSAL = {"response": {"errors": [{"code": "120202", "message": BLAME}]}}


@pytest.mark.parametrize(
    ("plugin", "reply", "kind"),
    [
        ("dhl", Reply(DHL_REFUSAL, 400), REFUSED),
        ("ups", Reply(UPS_REFUSAL, 400), REFUSED),
        ("dhl", Reply(b"<html>Bad Request " + BLAME.encode(), 400), REFUSED),
        ("dhl", Reply({"title": BLAME}, 429), LATER),
        ("ups", Reply(UPS_REFUSAL, 429), LATER),
        ("ups", Reply(UPS_REFUSAL, 401), LATER),
        ("dhl", Reply({}, 500), UNKNOWN),
        ("ups", Reply(UPS_REFUSAL, 503), UNKNOWN),
        ("dhl", Reply({}, 302, headers={"location": "/elsewhere"}), UNKNOWN),
        ("dhl", Reply(b"<html>It works!"), UNKNOWN),
        ("dhl", Reply(b"\xff\x00" * 500), UNKNOWN),
        ("ups", Reply([]), UNKNOWN),
        ("ups", Reply({}), UNKNOWN),
        ("dhl", Reply({"shipmentNo": "999990190501"}), UNKNOWN),
        ("ups", Reply({"ShipmentResponse": {"ShipmentResults": {"PackageResults": "none"}}}), UNKNOWN),
        ("dhl", Reply({"shipmentNo": "999990190501"}, cut=True), UNKNOWN),
    ],
)
def test_whatever_answers_a_purchase_is_judged_by_whether_money_may_be_spent(
    fake: FakeServer, clock: Clock, plugin: str, reply: Reply, kind: TroubleKind, capfd: pytest.CaptureFixture[str]
) -> None:
    carrier = open_plugin(plugin, fake, clock)
    fake.replies[BUY[plugin]] = reply
    with pytest.raises(CarrierTrouble) as trouble:
        carrier.buy(PARCEL)
    assert trouble.value.kind is kind, trouble.value.reason
    assert len(fake.asked_for(BUY[plugin])) == 1
    said = "".join([trouble.value.reason, *capfd.readouterr()])
    assert not PERSONAL.search(said), said


def test_a_refusal_names_the_carriers_code(fake: FakeServer, clock: Clock) -> None:
    fake.replies[BUY["ups"]] = Reply(UPS_REFUSAL, 400)
    with pytest.raises(CarrierTrouble, match=re.escape("The carrier refused (120202).")):
        open_plugin("ups", fake, clock).buy(PARCEL)


@pytest.mark.parametrize("plugin", ["dhl", "ups"])
@pytest.mark.parametrize(
    "reply", [Reply({}, 500), Reply({"title": "Unauthorized", "status": 401}, 401), Reply(b"<html>"), Reply({}, cut=True)]
)
def test_who_is_not_let_in_has_bought_nothing(fake: FakeServer, clock: Clock, plugin: str, reply: Reply) -> None:
    carrier = open_plugin(plugin, fake, clock, account={"client_id": fake.name})
    fake.replies[TOKEN[plugin]] = reply
    with pytest.raises(CarrierTrouble) as trouble:
        carrier.buy(PARCEL)
    assert trouble.value.kind is LATER
    assert not fake.asked_for(BUY[plugin])
    assert len(fake.asked_for(TOKEN[plugin])) == 1


@pytest.mark.parametrize(
    ("reply", "kind"), [(Reply({}, 502), LATER), (Reply(b"<html>"), RUBBISH), (Reply(UPS_REFUSAL, 400), REFUSED)]
)
def test_questions_can_be_asked_again(fake: FakeServer, clock: Clock, reply: Reply, kind: TroubleKind) -> None:
    carrier = open_plugin("ups", fake, clock)
    fake.replies["POST /api/rating/"] = fake.replies["POST /api/rating/v2409/Shop"] = reply
    fake.replies["GET /api/track/v1/details/"] = reply
    for call in (lambda: carrier.quote(PARCEL), lambda: carrier.track("1ZA1B2C39112345676")):
        with pytest.raises(CarrierTrouble) as trouble:
            call()
        assert trouble.value.kind is kind, trouble.value.reason


def test_a_question_takes_no_longer_than_its_budget(fake: FakeServer, clock: Clock) -> None:
    carrier = open_plugin("ups", fake, clock, budget=Budget(other_seconds=0.4))
    fake.replies["GET /api/track/v1/details/"] = Reply({}, wait=1.5)
    began = time.monotonic()
    with pytest.raises(CarrierTrouble) as late:
        carrier.track("1ZA1B2C39112345676")
    assert late.value.kind is LATER
    assert time.monotonic() - began < 1.4


def test_nobody_at_home_means_nothing_was_bought(fake: FakeServer, clock: Clock) -> None:
    carrier = open_plugin("dhl", fake, clock)
    carrier.buy(PARCEL)
    gone = open_plugin("dhl", fake, clock, servers={"https://api-sandbox.dhl.com": "http://127.0.0.1:9"})
    with pytest.raises(CarrierTrouble) as trouble:
        gone.buy(PARCEL)
    assert trouble.value.kind is LATER


def test_what_a_plugin_cannot_do_is_said(fake: FakeServer, clock: Clock) -> None:
    with pytest.raises(CarrierTrouble) as missing:
        open_plugin("dhl", fake, clock, plugin="pigeon_post")
    assert "pip install karrio-pigeon-post" in missing.value.reason
    with pytest.raises(CarrierTrouble, match="has no client_secret"):
        KarrioCarrier(make_setting("ups", fake), {}, clock)
    with pytest.raises(CarrierTrouble) as wrong:
        open_plugin("ups", fake, clock, account={"pin": "1"})
    assert (missing.value.kind, wrong.value.kind) == (REFUSED, REFUSED)
    assert open_plugin("ups", fake, clock).find("R100000016-1") is None
    assert {"dhl_parcel_de", "ups"} <= set(list_plugins())


def test_an_address_never_leaves_in_the_clear_and_no_request_goes_its_own_way() -> None:
    request = urllib.request.Request("http://127.0.0.1:9/labels")
    with on_line({}, 5, LATER), pytest.raises(CarrierTrouble, match="in the clear"):
        send(request)
    with pytest.raises(CarrierTrouble, match="on its own"):
        send(request)


def test_after_a_failure_nothing_more_goes_out(fake: FakeServer) -> None:
    fake.replies["POST /buy"] = Reply({}, 503)
    with on_line({"https://carrier.example": fake.address}, 5, UNKNOWN):
        for _ in range(3):
            with pytest.raises(CarrierTrouble, match="HTTP 503"):
                send(urllib.request.Request("https://carrier.example/buy", data=b"{}"))
    assert len(fake.asked) == 1


def test_karrio_leaves_the_process_as_it_was() -> None:
    list_plugins()
    assert ssl._create_default_https_context is ssl.create_default_context
    assert ssl._create_default_https_context().verify_mode is ssl.CERT_REQUIRED
    assert ssl._create_unverified_context is not ssl.create_default_context
    assert not ImageFile.LOAD_TRUNCATED_IMAGES


def test_karrio_is_not_imported_before_it_is_needed_and_is_quiet_when_it_is() -> None:
    program = (
        "import sys; from sendback.carriers import opening, karrio_sdk; assert 'karrio' not in sys.modules;"
        " print(sorted(karrio_sdk.list_plugins())[:1])"
    )
    ran = subprocess.run([sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert (ran.stdout, ran.stderr) == ("['dhl_parcel_de']\n", "")


def test_without_karrio_the_way_to_it_is_named() -> None:
    program = (
        "import sys; sys.modules['karrio'] = None; from sendback.carriers import karrio_sdk; print(karrio_sdk.list_plugins())\n"
        "try: karrio_sdk.load_karrio()\n"
        "except karrio_sdk.CarrierTrouble as trouble: print(trouble)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert ran.stdout.startswith("{}\n")
    assert "pip install 'sendback[karrio]'" in ran.stdout
