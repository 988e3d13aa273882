"""token: sign, read, vectors, revoke."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Type

VECTORS = Path(__file__).parents[1] / "vectors" / "order-token.json"
CLAIMS = {"v": 1, "o": "NL1", "j": "abcdefghijkl", "r": True}


def sign(type_in_shop: Type, claims: object = CLAIMS) -> str:
    result = type_in_shop("token", "sign", "-", input=json.dumps(claims))
    assert result.exit_code == 0, result.output
    return result.output.strip()


def test_what_sign_makes_read_accepts(type_in_shop: Type) -> None:
    token = sign(type_in_shop)
    read = type_in_shop("token", "read", token)
    assert read.exit_code == 0
    assert "NL1" in read.output
    assert json.loads(type_in_shop("token", "read", token, "--json").output)


@pytest.mark.parametrize("spoil", [lambda token: token[:-1], lambda token: token.replace(".", "", 1), lambda _: "hello"])
def test_read_says_what_is_wrong_and_ends_with_one(spoil: object, type_in_shop: Type) -> None:
    result = type_in_shop("token", "read", spoil(sign(type_in_shop)))  # type: ignore[operator]
    assert result.exit_code == 1
    assert result.output


def test_a_gifts_token_leaves_out_who_bought_and_for_how_much(type_in_shop: Type) -> None:
    claims = {**CLAIMS, "c": "EUR", "m": {"p": "A" * 16}, "i": [{"id": "1", "q": 1, "a": 900}]}
    result = type_in_shop("token", "sign", "-", "--gift", input=json.dumps(claims))
    read = type_in_shop("token", "read", result.output.strip(), "--json")
    assert json.loads(read.output)["claims"] == {**CLAIMS, "i": [{"id": "1", "q": 1}], "g": True}


def test_claims_that_are_not_json_are_refused(type_in_shop: Type) -> None:
    result = type_in_shop("token", "sign", "-", input="{")
    assert (result.exit_code, result.stderr.partition(":")[0]) == (1, "invalid-json")


def test_vectors_end_with_the_counts(type_command: Type, tmp_path: Path) -> None:
    good = type_command("token", "vectors", VECTORS)
    assert good.exit_code == 0
    assert good.output.splitlines()[-1].endswith(": 0 missed")
    changed = json.loads(VECTORS.read_text("utf-8"))
    changed["sign"][0]["token"] += "x"
    file = tmp_path / "changed.json"
    file.write_text(json.dumps(changed), "utf-8")
    bad = type_command("token", "vectors", file)
    assert bad.exit_code == 1
    assert bad.output.splitlines()[-1].endswith(": 1 missed")
    file.write_text("{}")
    assert type_command("token", "vectors", file).exit_code == 2


def test_a_revoked_token_is_refused(type_in_shop: Type) -> None:
    token = sign(type_in_shop)
    assert type_in_shop("token", "revoke", "--id", CLAIMS["j"]).exit_code == 0
    assert type_in_shop("token", "read", token).exit_code == 1
    assert type_in_shop("token", "revoke").exit_code == 2
