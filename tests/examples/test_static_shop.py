"""examples/static_shop: the page works once the two things of the shop's own are put in."""

import http.server
import json
import re
import shutil
import threading
import urllib.request
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.live import LiveSendback, live_sendback
from tests.ports import free_port

EXAMPLE = Path(__file__).parents[2] / "examples" / "static_shop"


class Quiet(http.server.SimpleHTTPRequestHandler):
    """What `python3 -m http.server` runs, without its lines in the test's output."""

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def port() -> int:
    return free_port()


@pytest.fixture(scope="module")
def sendback(tmp_path_factory: pytest.TempPathFactory, port: int) -> Iterator[LiveSendback]:
    with live_sendback(tmp_path_factory.mktemp("sendback"), origins=(f"http://127.0.0.1:{port}",)) as live:
        yield live


@pytest.fixture(scope="module")
def page(sendback: LiveSendback, port: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("shop")
    shutil.copytree(EXAMPLE, folder, dirs_exist_ok=True)
    text = (folder / "index.html").read_text("utf-8")
    own = {
        "https://returns.example": sendback.base_url,
        "sbpk_live_YOUR_KEY": sendback.founded.publishable_key,
        "YOUR_SHOP": sendback.founded.shop.slug,
    }
    for placeholder, value in own.items():
        assert placeholder in text
        assert placeholder in (EXAMPLE / "README.md").read_text("utf-8")
        text = text.replace(placeholder, value)
    (folder / "index.html").write_text(text, "utf-8")
    with http.server.ThreadingHTTPServer(("127.0.0.1", port), partial(Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as answer:
            yield answer.read().decode()
        server.shutdown()
        thread.join()


def test_its_script_is_served(page: str) -> None:
    address = re.search(r'<script async src="([^"]+)"', page)
    assert address is not None
    with urllib.request.urlopen(address[1]) as answer:
        assert answer.headers.get_content_type() == "text/javascript"
        assert b"sendback-returns" in answer.read()


def test_its_page_may_ask_for_the_shops_settings(page: str, sendback: LiveSendback, port: int) -> None:
    key = re.search(r'data-shop="([^"]+)"', page)
    assert key is not None
    origin = f"http://127.0.0.1:{port}"
    request = urllib.request.Request(f"{sendback.base_url}/api/v1/widget/{key[1]}/config", headers={"Origin": origin})
    with urllib.request.urlopen(request) as answer:
        assert answer.headers["Access-Control-Allow-Origin"] == origin
        assert json.load(answer)["shop"]["name"] == "Nordlys"


def test_its_link_leads_to_the_hosted_page_without_script(page: str) -> None:
    link = re.search(r'<a href="([^"]+)" data-sendback>', page)
    assert link is not None
    with urllib.request.urlopen(link[1]) as answer:
        assert b"<form" in answer.read()
