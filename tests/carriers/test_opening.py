"""From what a shop keeps to a carrier that can be asked."""

import time
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from sendback.carriers.configuration import Budget, CarrierSetting, Fault, KarrioSetting, SandboxSetting
from sendback.carriers.model import CarrierTrouble, TroubleKind
from sendback.carriers.opening import open_carrier
from sendback.carriers.watch import Watch
from tests.carriers.fake_server import Reply, serving_carrier
from tests.carriers.parcels import make_parcel
from tests.carriers.plugins import BUY, PARCEL, SECRETS, answer_as_dhl, make_setting
from tests.conftest import Clock

ANY: TypeAdapter[Any] = TypeAdapter(CarrierSetting)


@pytest.mark.parametrize(
    ("kept", "code"),
    [
        ({"kind": "address_only"}, "address_only"),
        ({"kind": "sandbox", "services": [{"code": "express"}]}, "sandbox"),
        ({"kind": "karrio", "plugin": "ups", "name": "UPS", "secrets": {"client_secret": "ups"}}, "karrio:ups"),
    ],
)
def test_settings_are_read_by_their_kind_and_come_back_the_same(kept: dict[str, Any], code: str) -> None:
    setting = ANY.validate_python(kept)
    assert setting.code == code
    assert ANY.validate_json(setting.model_dump_json()) == setting


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "pigeon"},
        {"kind": "sandbox", "label_form": "png"},
        {"kind": "sandbox", "services": [{"code": "standard", "price_minor": 5}]},
        {"kind": "karrio", "plugin": "ups", "name": "UPS", "account": {"client_secret": "written in the open"}},
        {"kind": "karrio", "plugin": "ups", "name": "UPS", "account": {"pin": "1"}, "secrets": {"pin": "ups_pin"}},
        {"kind": "karrio", "plugin": "../ups", "name": "UPS"},
        {"kind": "karrio", "plugin": "ups", "name": "UPS", "servers": {"https://ups.com": "file:///etc"}},
    ],
)
def test_what_cannot_be_meant_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        ANY.validate_python(wrong)


def test_after_a_crash_the_purchase_is_found_and_not_made_again(tmp_path: Path, clock: Clock) -> None:
    """Every opening has a watch of its own, as after a start of the process; only the carrier remembers."""
    ledger = str(tmp_path / "carrier.db")
    losing = open_carrier(SandboxSetting(ledger=ledger, fault=Fault.ANSWER_LOST), {}, "shop_1", Watch(), clock)
    with pytest.raises(CarrierTrouble) as lost:
        losing.buy(make_parcel())
    assert lost.value.kind is TroubleKind.UNKNOWN
    again = open_carrier(SandboxSetting(ledger=ledger), {}, "shop_1", Watch(), clock)
    assert again.can_find
    assert again.find("R100000016-1") is not None
    assert len(again.find_all("R100000016-1")) == 1
    assert open_carrier(SandboxSetting(ledger=ledger), {}, "shop_2", Watch(), clock).find("R100000016-1") is None


def test_a_slow_carrier_behind_karrio_is_found_when_it_has_answered(clock: Clock) -> None:
    with serving_carrier() as fake:
        answer_as_dhl(fake)
        slow = fake.replies[BUY["dhl"]]
        assert isinstance(slow, Reply)
        slow.wait = 0.6
        setting: KarrioSetting = make_setting("dhl", fake, budget=Budget(buy_seconds=0.3))
        watch = Watch()
        with pytest.raises(CarrierTrouble) as late:
            open_carrier(setting, SECRETS, "shop_1", watch, clock).buy(PARCEL)
        assert late.value.kind is TroubleKind.UNKNOWN
        found = wait_until_found(setting, watch, clock)
        assert found.tracking_number == "999990190501"
        assert len(fake.asked_for(BUY["dhl"])) == 1


def wait_until_found(setting: KarrioSetting, watch: Watch, clock: Clock) -> Any:
    for _ in range(300):
        try:
            return open_carrier(setting, SECRETS, "shop_1", watch, clock).find("R100000016-1")
        except CarrierTrouble:
            time.sleep(0.01)
    raise AssertionError("it never came")
