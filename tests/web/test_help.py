"""The help in the app: every page there, every link leads somewhere, nothing raw, nothing from outside."""

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from sendback.shops.founding import Founded
from sendback.shops.sign_in import Role
from sendback.web.context import Context
from sendback.web.desk.help_pages import name_help_page
from sendback.web.help.pages import HelpPage, list_pages
from sendback.web.help.rendering import render_page
from tests.web.pages import Page
from tests.web.victim import as_person, sign_in

pytestmark = pytest.mark.one_engine
DOCS = Path(__file__).parents[2] / "docs"
NAMES = sorted(list_pages())


@pytest.fixture
def reader(client: FlaskClient, context: Context, founded: Founded) -> FlaskClient:
    return as_person(client, sign_in(context, founded, Role.OWNER))


def test_every_file_of_the_help_is_reachable(reader: FlaskClient) -> None:
    page = reader.get("/help").text
    assert len(NAMES) == len([*DOCS.glob("help/*.md"), *DOCS.glob("*.md")])
    for name in NAMES:
        assert f'href="/help/{name}"' in page, name


def test_every_link_of_every_page_leads_somewhere(reader: FlaskClient) -> None:
    shown = {name: reader.get(f"/help/{name}").text for name in NAMES}
    ids = {name: set(Page(html).ids) for name, html in shown.items()}
    for name, html in shown.items():
        article = html.partition('<article class="prose">')[2].partition("</article>")[0]
        for url in re.findall(r'href="([^"]*)"', article):
            if url.startswith("https://"):
                continue
            path, _, anchor = url.partition("#")
            target = path.removeprefix("/help/") or name
            assert target in NAMES, (name, url)
            assert not anchor or anchor in ids[target], (name, url)


def test_nothing_is_loaded_and_nothing_raw_comes_through(monkeypatch: pytest.MonkeyPatch, app: Flask) -> None:
    text = "# Bad\n\n<script>alert(1)</script> [x](javascript:alert(1)) ![p](https://example.com/a.png) [y](../../etc)\n"
    monkeypatch.setattr("sendback.web.help.rendering.list_pages", lambda: {"bad": HelpPage("bad", "Bad", text)})
    with app.test_request_context():
        html = render_page("bad")
    assert "<script" not in html
    assert "<img" not in html
    assert "href" not in html
    for name in NAMES:
        monkeypatch.undo()
        with app.test_request_context():
            assert "<img" not in render_page(name)


@pytest.mark.parametrize(
    ("typed", "first"), [("alert", "alerts"), ("Withdrawals", "withdrawals"), ("order token", "reference/order-token")]
)
def test_the_search_finds_titles_and_text(reader: FlaskClient, typed: str, first: str) -> None:
    hits = reader.get("/help", query_string={"find": typed}).text.partition('class="quiet-list hits"')[2]
    assert re.search(r'href="/help/([^"]+)"', hits)[1] == first  # type: ignore[index]


def test_what_is_nowhere_is_said(reader: FlaskClient) -> None:
    assert "No pages tell of" in reader.get("/help?find=zzzz").text
    assert reader.get("/help/zzzz").status_code == 404
    assert reader.get("/help/../../setup").status_code == 404


def test_each_page_of_the_desk_and_the_builder_has_its_help(app: Flask) -> None:
    for endpoint in app.view_functions:
        if endpoint.split(".")[0].startswith(("desk", "builder")):
            name = name_help_page(endpoint)
            assert not name or name in NAMES, endpoint
    for endpoint in (
        "desk.show_home",
        "desk.list_alerts",
        "desk.policy.show_terms",
        "builder.show_builder",
        "desk.show_settings",
    ):
        assert name_help_page(endpoint), endpoint


def test_the_bar_leads_to_the_help_for_the_page(reader: FlaskClient) -> None:
    assert 'href="/help/today" aria-label="Help for this page"' in reader.get("/desk").text
    assert 'href="/help/policy" aria-label="Help for this page"' in reader.get("/desk/policy").text
