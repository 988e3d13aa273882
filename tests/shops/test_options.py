"""The ways back that a shop offers, and its carriers' secrets, which are never kept in the clear."""

import json

import pydantic
import pytest

from sendback.shops.contracts import CarrierSetting, open_secrets, seal_secrets
from sendback.shops.model import ShopSettings, settings_from
from sendback.shops.options import ANY_POST
from sendback.shops.vault import Vault

PREPAID = {"id": "prepaid", "kind": "prepaid", "carrier": "karrio:ups"}
UPS = {"code": "karrio:ups"}


def test_settings_from_before_there_were_options_read_as_they_were() -> None:
    old = ShopSettings().model_dump(mode="json")
    for name in ("options", "carriers", "spending_limit_minor", "spending_currency"):
        del old[name]
    assert settings_from(old).options == (ANY_POST,)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"options": [PREPAID]}, "karrio:ups is not among the shop's carriers"),
        ({"options": [PREPAID, PREPAID], "carriers": [UPS]}, "same id"),
        ({"options": [PREPAID], "carriers": [UPS, UPS]}, "same code"),
        ({"options": [{**PREPAID, "reasons": ["bored"]}], "carriers": [UPS]}, "no reason bored"),
        ({"options": [{**PREPAID, "cost_minor": 390}], "carriers": [UPS]}, "needs a currency"),
        ({"options": [{**PREPAID, "kind": "in_store"}], "carriers": [UPS]}, "counter"),
        ({"options": [{**PREPAID, "countries": ["XX"]}], "carriers": [UPS]}, "countries"),
    ],
)
def test_options_that_do_not_hold_together_are_refused(changes: dict[str, object], said: str) -> None:
    with pytest.raises(pydantic.ValidationError, match=said):
        settings_from(changes)


def test_secrets_are_sealed_to_their_shop_carrier_and_name(vault: Vault) -> None:
    sealed = seal_secrets(vault, "shop-1", "karrio:ups", {"client_secret": "hunter2"})
    contract = CarrierSetting(code="karrio:ups", sealed=sealed)
    assert "hunter2" not in json.dumps(contract.model_dump())
    assert open_secrets(vault, "shop-1", contract) == {"client_secret": "hunter2"}
    for shop_id, code in (("shop-2", "karrio:ups"), ("shop-1", "karrio:dhl")):
        with pytest.raises(ValueError, match="installation key"):
            open_secrets(vault, shop_id, CarrierSetting(code=code, sealed=sealed))
