"""docs/order-token.md says what the code does: its example, its tables, its lines of Python."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from sendback.orders.token.grammar import LONGEST_TOKEN, TOKEN
from sendback.orders.token.items import ITEM_KEYS
from sendback.orders.token.keys import SigningKey, kid_of
from sendback.orders.token.match import ProofField, tag
from sendback.orders.token.refusal import TokenReason
from sendback.orders.token.schema import CLAIMS
from sendback.orders.token.signing import sign_payload
from sendback.orders.token.verifying import CLOCK_LEEWAY_SECONDS, MAX_AGE_DAYS, verify_token

PAGE = Path(__file__).parents[2] / "docs" / "order-token.md"


@pytest.fixture(scope="module")
def page() -> str:
    return PAGE.read_text("utf-8")


def find(page: str, pattern: str) -> str:
    found = re.search(pattern, page, re.DOTALL)
    assert found is not None, pattern
    return found[1]


def list_keys(table: str) -> set[str]:
    return {key for row in re.findall(r"^\| ((?:`\w+` ?)+)\|", table, re.MULTILINE) for key in re.findall(r"`(\w+)`", row)}


def test_the_worked_example_is_right(page: str) -> None:
    key, text = find(page, r"Key `(\S+)`"), find(page, r"```json\n(.+?)\n```")
    at, token = int(find(page, r"time (\d+)")), find(page, r"make\n\n```\n(\S+)\n```")
    assert sign_payload(text.encode(), key, at) == token
    tags = json.loads(text)["m"]
    assert tags["p"] == tag(key, ProofField.POSTCODE, "1001", find(page, r"postcode `(\d+)`"))
    assert tags["e"] == tag(key, ProofField.EMAIL, "1001", find(page, r"e-mail `(\S+)`"))
    assert verify_token(token, {kid_of(key): SigningKey(key, "shop")}.get, "shop", at)


def test_every_claim_is_in_the_tables(page: str) -> None:
    claims, _, items = find(page, r"## Claims(.+?)\n## ").partition("A line of `i`")
    assert list_keys(claims) == CLAIMS
    assert list_keys(items) == ITEM_KEYS


def test_every_reason_and_limit_is_said(page: str) -> None:
    verification = find(page, r"## Verification(.+?)\n## ")
    for reason in TokenReason:
        assert f"`{reason.value}`" in verification
    assert f"{CLOCK_LEEWAY_SECONDS} s ahead" in verification
    assert f"({MAX_AGE_DAYS} days" in page
    assert f"At most {LONGEST_TOKEN} characters" in page


def test_the_grammar_is_the_codes(page: str) -> None:
    printed = re.compile(find(page, r"Grammar: `(.+?)`\n"))
    token = find(page, r"make\n\n```\n(\S+)\n```")
    assert printed.fullmatch(token) is not None
    assert printed.pattern.replace("(", "").replace(")", "") == TOKEN.pattern.replace("(", "").replace(")", "")


def test_the_lines_of_python_sign(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    names: dict[str, Any] = {}
    exec(compile(find(page, r"```python\n(.+?)```"), str(PAGE), "exec"), names)
    key = find(page, r"Key `(\S+)`")
    monkeypatch.setattr("time.time", lambda: 1_795_000_000.9)
    token = names["sign"](json.loads(find(page, r"```json\n(.+?)\n```")), key)
    assert verify_token(token, {kid_of(key): SigningKey(key, "shop")}.get, "shop", 1_795_000_000)
