"""Served below a path of somebody's site, behind a proxy that says so: every link and form of ours stays below it."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from sendback.app import create_app, make_context
from sendback.settings.model import Settings
from sendback.shops.sign_in import Role
from tests.conftest import Clock
from tests.web.victim import make_victim, sign_in

pytestmark = pytest.mark.one_engine
ROOT = Path(__file__).parents[2]
BELOW = "/returns-desk"
LINK = re.compile(r'\s(?:href|action|src|formaction)="([^"#]*)')
STARTS = ["/desk", "/desk/settings", "/help", "/builder", "/builder/paper"]


@pytest.fixture
def walker(settings: Settings, database: object, clock: Clock, make_shop: object) -> FlaskClient:
    placed = replace(settings, base_url=f"http://localhost{BELOW}", proxies=1)
    context = make_context(placed, database, clock)  # type: ignore[arg-type]
    founded = make_shop()  # type: ignore[operator]
    make_victim(context, founded)
    client = create_app(context).test_client()
    client.set_cookie("sendback_session", sign_in(context, founded, Role.OWNER))
    return client


def test_the_whole_desk_stays_below_its_path(walker: FlaskClient) -> None:
    waiting, seen = list(STARTS), set(STARTS)
    while waiting and len(seen) < 400:
        path = waiting.pop()
        answer = walker.get(path, headers={"X-Forwarded-Prefix": BELOW, "X-Forwarded-For": "127.0.0.1"})
        assert answer.status_code < 400, (path, answer.status_code)
        found = [answer.headers["Location"]] if "Location" in answer.headers else []
        if answer.mimetype == "text/html":
            found += LINK.findall(answer.text)
        answer.close()
        for url in {each.removeprefix("http://localhost") for each in found if each}:
            if re.match(r"[a-z]+:|\?", url):
                continue
            assert url.startswith(BELOW + "/") or url == BELOW, (path, url)
            further = url.removeprefix(BELOW).replace("&amp;", "&") or "/"
            if (
                further not in seen
                and further.startswith(("/desk", "/help", "/builder", "/static"))
                and _is_read(answer.text, url)
            ):
                seen.add(further)
                waiting.append(further)
    assert len(seen) > 60


def _is_read(html: str, url: str) -> bool:
    """Say whether an address is one to look at, not one that a form posts to."""
    return f'action="{url}' not in html


@pytest.mark.parametrize("file", [*(ROOT / "server/sendback/web/templates").rglob("*.html")], ids=lambda file: file.name)
def test_no_template_writes_an_address_by_hand(file: Path) -> None:
    assert not re.search(r'(?:href|action|src)="/', file.read_text("utf-8"))


def test_no_script_writes_an_address_by_hand() -> None:
    for file in (ROOT / "snippet_builder/src").rglob("*.ts"):
        assert not re.search(r"(?:href|src):\s*[\"'`]/", file.read_text("utf-8")), file
        assert not re.search(r"fetch\([\"'`]/", file.read_text("utf-8")), file
