"""docs/http-api.md lists every public address and every code there is."""

import re
from pathlib import Path

import pytest
from flask import Flask

from sendback.errors import Code
from sendback.orders.pushing import PushedLine, PushedOrder

PAGE = (Path(__file__).parents[2] / "docs" / "http-api.md").read_text("utf-8")


@pytest.mark.parametrize("code", Code)
def test_every_code_is_there(code: Code) -> None:
    assert f"`{code.value}`" in PAGE


def test_every_address_of_the_api_is_there(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/api/") and rule.methods and rule.methods & {"GET", "POST", "PUT", "PATCH"}:
            path = re.sub(r"<(?:\w+(?:\(.*?\))?:)?\w+>", "{}", rule.rule.replace("/api/v1/widget/<pk>", "…"))
            assert path in re.sub(r"\{\w+\}", "{}", PAGE), rule.rule


@pytest.mark.parametrize("name", [*PushedOrder.model_fields, *PushedLine.model_fields])
def test_every_member_of_a_pushed_order_is_there(name: str) -> None:
    section = PAGE.partition("### `POST /api/v1/orders`")[2].partition("\n## ")[0]
    assert f"`{name}`" in section
