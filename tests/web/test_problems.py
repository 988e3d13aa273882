"""Every problem has its words in five languages, its page, its heading in the docs, and its status."""

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from sendback.errors import Code
from sendback.web.problems import STATUS
from sendback.words.catalogue import LANGUAGES, words_for
from tests.web.pages import Page

DOCS = Path(__file__).parents[2] / "docs" / "problems.md"


def test_every_code_has_a_status() -> None:
    assert set(STATUS) == set(Code)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_its_words(language: str) -> None:
    words = words_for(language)
    for code in Code:
        assert words(f"problem.{code}.title")
        assert words(f"problem.{code}")


def test_every_code_has_its_heading_in_the_docs_with_its_status() -> None:
    headings = dict(re.findall(r"^## `([a-z-]+)` · (\d{3})$", DOCS.read_text("utf-8"), re.M))
    assert headings == {code.value: str(int(STATUS[code])) for code in Code}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_problems_has_an_anchor_for_each(client: FlaskClient, language: str) -> None:
    page = Page(client.get(f"/docs/problems?lang={language}").text)
    assert {code.value for code in Code} <= set(page.ids)
    assert page.root["lang"] == language


def test_people_get_a_page_and_machines_json(client: FlaskClient) -> None:
    page = client.get("/nothing/here", headers={"Accept-Language": "ar"})
    assert page.status_code == 404
    assert page.mimetype == "text/html"
    assert Page(page.text).root == {"lang": "ar", "dir": "rtl"}
    answer = client.get("/api/nothing")
    assert answer.mimetype == "application/problem+json"
    assert answer.get_json()["type"].endswith("/docs/problems#not-found")


def test_the_page_names_the_request_and_leads_nowhere_else(client: FlaskClient) -> None:
    page = client.get("/<script>alert(1)</script>")
    assert page.headers["X-Request-Id"] in page.text
    assert "<script" not in page.text
    assert page.headers["Cache-Control"] == "no-store"
