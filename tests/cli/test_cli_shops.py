"""shop and key: who trades here, and with which keys."""

import json
import re

from tests.cli.conftest import Type


def test_shops_are_added_and_listed(type_in_shop: Type) -> None:
    assert type_in_shop("shop", "add", "sorlys", "--name", "Sørlys", "--test").exit_code == 0
    listed = type_in_shop("shop", "list")
    assert re.search(r"^nordlys +live +Nordlys$", listed.output, re.MULTILINE)
    assert {"slug": "sorlys", "name": "Sørlys", "mode": "test"} in json.loads(type_in_shop("shop", "list", "--json").output)


def test_a_command_asks_which_shop_when_there_are_several(type_in_shop: Type) -> None:
    type_in_shop("shop", "add", "sorlys", "--name", "Sørlys")
    unclear = type_in_shop("key", "list")
    assert unclear.exit_code == 1
    assert unclear.stderr.startswith("not-found: ")
    assert "nordlys, sorlys" in unclear.stderr
    assert type_in_shop("key", "list", "--shop", "sorlys").exit_code == 0


def test_a_sign_in_link_is_new_each_time(type_in_shop: Type) -> None:
    links = {type_in_shop("shop", "sign-in").output for _ in range(2)}
    assert len(links) == 2
    assert all(re.fullmatch(r"http://127.0.0.1:8000/sign-in/\S+\n", link) for link in links)


def test_keys_are_added_rotated_and_ended(type_in_shop: Type) -> None:
    api_key = type_in_shop("key", "add", "api").output.strip()
    assert re.fullmatch(r"sbak_live_\w{8}_\w{49}", api_key)
    assert type_in_shop("key", "add", "publishable").output.startswith("sbpk_live_")
    assert type_in_shop("key", "rotate").output.startswith("sbsk_live_")
    keys = json.loads(type_in_shop("key", "list", "--json").output)
    signing = [key for key in keys if key["kind"] == "signing"]
    assert [key["state"] for key in signing] == ["accepted", "accepted"]
    assert [bool(key["until"]) for key in sorted(signing, key=lambda key: bool(key["until"]))] == [False, True]
    assert type_in_shop("key", "end", api_key.split("_")[2]).exit_code == 0
    ended = next(key for key in json.loads(type_in_shop("key", "list", "--json").output) if key["kind"] == "api")
    assert ended["state"] == "ended"


def test_an_api_key_has_its_work_its_place_and_its_end(type_in_shop: Type) -> None:
    options = ["--name", "Export", "--scope", "orders:read", "--scope", "labels:read", "--from", "203.0.113.7", "--days", "30"]
    made = type_in_shop("key", "add", "api", *options).output.strip()
    rolled = type_in_shop("key", "roll", made.split("_")[2], "--overlap", "1h").output.strip()
    assert re.fullmatch(r"sbak_live_\w{8}_\w{49}", rolled)
    new, old = (key for key in json.loads(type_in_shop("key", "list", "--json").output) if key["kind"] == "api")
    assert {new["id"], old["id"]} == {made.split("_")[2], rolled.split("_")[2]}
    assert new["scopes"] == old["scopes"] == ["labels:read", "orders:read"]
    assert (new["networks"], new["name"]) == (["203.0.113.7/32"], "Export")
    assert type_in_shop("key", "add", "api", "--from", "nowhere").exit_code == 1


def test_a_leaked_key_ends_at_once(type_in_shop: Type) -> None:
    type_in_shop("key", "rotate", "--leaked")
    keys = json.loads(type_in_shop("key", "list", "--json").output)
    assert sorted(key["state"] for key in keys if key["kind"] == "signing") == ["accepted", "ended"]


def test_a_key_that_is_not_there_cannot_be_ended(type_in_shop: Type) -> None:
    result = type_in_shop("key", "end", "nothere1")
    assert (result.exit_code, result.stderr.partition(":")[0]) == (1, "not-found")
