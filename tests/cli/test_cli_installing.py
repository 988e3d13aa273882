"""init and check."""

import json
import re

import pytest

from tests.cli.conftest import INIT, Type


def test_init_makes_a_shop_and_shows_its_keys_once(type_command: Type) -> None:
    result = type_command(*INIT)
    assert result.exit_code == 0
    assert re.search(r"sbpk_live_\w{12}\b", result.output)
    assert re.search(r"sbsk_live_\w{8}_\w{49}\b", result.output)
    assert re.search(r"http://127.0.0.1:8000/sign-in/\S+ +works once", result.output)
    assert "sbsk" not in type_command("key", "list").output


def test_init_asks_for_what_is_not_given(type_command: Type) -> None:
    result = type_command("init", "--test", input="Nordlys\nnordlys\n")
    assert result.exit_code == 0
    assert "sbpk_test_" in result.output


@pytest.mark.parametrize("slug", ["Nord Lys", "-x", "", "a" * 60])
def test_a_short_name_that_no_address_can_have_is_refused_with_its_code(slug: str, type_command: Type) -> None:
    result = type_command("init", "--name", "Nordlys", "--slug", slug, input="\n")
    assert result.exit_code == 1
    if slug:
        assert result.stderr.startswith("invalid-fields: ")


def test_a_shop_is_made_once(type_in_shop: Type) -> None:
    result = type_in_shop(*INIT)
    assert (result.exit_code, "already" in result.stderr) == (1, True)


def test_check_shows_each_setting_with_its_source_and_hides_secrets(type_command: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SENDBACK_MAIL_URL", "smtp://ada:hunter2@mail.example:587")
    result = type_command("check")
    assert result.exit_code == 0
    assert "hunter2" not in result.output
    assert re.search(r"SENDBACK_MAIL_URL +••• +environment", result.output)
    assert re.search(r"SENDBACK_THREADS +16 +default", result.output)


def test_check_answers_machines(type_command: Type) -> None:
    told = json.loads(type_command("check", "--json").output)
    assert told["faults"] == []
    assert {"name": "port", "value": "8000", "source": "default"} in told["settings"]


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "80000"), ("PORT", "many"), ("MAIL_URL", "post:me"), ("BASE_URL", "returns.example"), ("WORKER", "maybe")],
)
def test_a_wrong_setting_is_named_by_check_and_by_every_command(
    name: str, value: str, type_command: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"SENDBACK_{name}", value)
    checked, listed = type_command("check"), type_command("shop", "list")
    assert (checked.exit_code, listed.exit_code) == (1, 1)
    assert f"SENDBACK_{name}" in checked.stderr
    assert f"SENDBACK_{name}" in listed.stderr


def test_wrong_usage_ends_with_two(type_command: Type) -> None:
    assert type_command("chekc").exit_code == 2
    assert type_command("shop", "add").exit_code == 2


@pytest.mark.parametrize("words", [(), ("shop",), ("key",), ("token",), ("orders",), ("returns",), ("labels",), ("outbox",)])
def test_every_group_explains_itself(words: tuple[str, ...], type_command: Type) -> None:
    result = type_command(*words, "--help")
    assert result.exit_code == 0
    assert "Commands:" in result.output
