"""`sendback dock`: a device is paired, a worker added, a device shut out."""

import json
import os

from sendback.app import make_context
from sendback.receiving.devices.pairing import join_device
from sendback.settings.reading import read_settings
from tests.cli.conftest import Type


def test_the_address_and_a_code_are_printed(type_in_shop: Type) -> None:
    told = type_in_shop("dock", "pair").output
    assert "http://127.0.0.1:8000/dock/#join=" in told
    assert "nordlys " in told
    assert type_in_shop("dock", "pair", "--warehouse", "nowhere").exit_code == 1


def test_a_worker_is_added_with_a_pin_that_is_asked_for(type_in_shop: Type) -> None:
    assert type_in_shop("dock", "workers", "add", "Onni", input="4071\n").exit_code == 0
    assert type_in_shop("dock", "workers", "add", "Vilja", "--pin", "1234").exit_code == 1
    assert [each["name"] for each in json.loads(type_in_shop("dock", "workers", "list", "--json").output)] == ["Onni"]
    assert "Onni" in type_in_shop("dock", "workers", "list").output


def test_a_device_is_listed_and_shut_out(type_in_shop: Type) -> None:
    code = type_in_shop("dock", "pair").output.partition("#join=")[2].split()[0]
    context = make_context(read_settings(os.environ))
    context.database.write(join_device, code, "Ramp 1", context.clock())
    context.database.close()
    assert "Ramp 1" in type_in_shop("dock", "devices").output
    assert type_in_shop("dock", "revoke", "Ramp 2").exit_code == 1
    assert type_in_shop("dock", "revoke", "Ramp 1").output == "Ramp 1 is shut out.\n"
    (device,) = json.loads(type_in_shop("dock", "devices", "--json").output)
    assert device["revoked_at"]
