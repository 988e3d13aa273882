"""shop options: set from a file, printed again, with no secret in sight."""

import json
from pathlib import Path

from tests.cli.conftest import Type

GIVEN = {
    "options": [
        {"id": "any_post", "kind": "shopper_paid"},
        {"id": "ups", "kind": "prepaid", "carrier": "karrio:ups", "expected_minor": 700},
    ],
    "carriers": [
        {
            "code": "karrio:ups",
            "settings": {"kind": "karrio", "plugin": "ups", "name": "UPS", "secrets": {"client_secret": "client_secret"}},
            "secrets": {"client_secret": "hunter2"},
        }
    ],
    "spending_limit_minor": 5000,
}


def test_ways_and_carriers_are_set_and_secrets_sealed(type_in_shop: Type, tmp_path: Path) -> None:
    file = tmp_path / "options.json"
    file.write_text(json.dumps(GIVEN))
    said = type_in_shop("shop", "options", str(file))
    assert said.exit_code == 0, said.stderr
    shown = json.loads(said.output)
    assert [option["id"] for option in shown["options"]] == ["any_post", "ups"]
    assert shown["spending_limit_minor"] == 5000
    assert shown["carriers"][0]["sealed"] == {"client_secret": "…"}
    assert "hunter2" not in said.output
    file.write_text(json.dumps({"spending_limit_minor": 100}))
    kept = json.loads(type_in_shop("shop", "options", str(file)).output)
    assert kept["carriers"][0]["sealed"] == {"client_secret": "…"}


def test_what_does_not_fit_is_refused(type_in_shop: Type, tmp_path: Path) -> None:
    file = tmp_path / "options.json"
    for wrong, said in (
        ("{", "not JSON"),
        ('{"colour": "red"}', "not colour"),
        ('{"options": [{"id": "x", "kind": "prepaid", "carrier": "sandbox"}]}', "not among the shop's carriers"),
        ('{"carriers": [{"code": "sandbox", "settings": {"kind": "sandbox", "ledger": "/etc/x"}}]}', "Only the operator may set"),
        ('{"carriers": [{"code": "sandbox", "settings": {"kind": "pigeon"}}]}', "settings do not fit"),
    ):
        file.write_text(wrong)
        refused = type_in_shop("shop", "options", str(file))
        assert refused.exit_code == 1
        assert said in refused.stderr
