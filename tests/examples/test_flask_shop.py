"""examples/flask_shop: its own server signs a token, and a running Sendback makes a return of it."""

import json
import os
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.live import LiveSendback, live_sendback
from tests.ports import free_port
from tests.web.shopping import CONTACT

EXAMPLES = Path(__file__).parents[2] / "examples"
MOST_LINES = 50


@pytest.fixture(scope="module")
def sendback(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSendback]:
    with live_sendback(tmp_path_factory.mktemp("sendback")) as live:
        yield live


@pytest.fixture(scope="module")
def page(sendback: LiveSendback) -> Iterator[str]:
    """The order page, from the shop's app run as its README says."""
    port = free_port()
    said = re.search(
        r"PYTHONPATH=(\S+) python3 (-m flask .+) --port 5000", (EXAMPLES / "flask_shop/README.md").read_text("utf-8")
    )
    assert said is not None
    own = {
        "SENDBACK_URL": sendback.base_url,
        "SENDBACK_SHOP": sendback.founded.shop.slug,
        "SENDBACK_PUBLISHABLE_KEY": sendback.founded.publishable_key,
        "SENDBACK_SIGNING_KEY": sendback.founded.signing_key,
        "PYTHONPATH": said[1],
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    command = [sys.executable, *said[2].split(), "--port", str(port)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, cwd=EXAMPLES.parent, env={**os.environ, **own}, **quiet) as shop:
        try:
            yield read_when_ready(f"http://127.0.0.1:{port}/orders/1001", shop)
        finally:
            shop.terminate()


def read_when_ready(url: str, shop: "subprocess.Popen[bytes]") -> str:
    for _ in range(200):
        assert shop.poll() is None
        try:
            with urllib.request.urlopen(url) as answer:
                return str(answer.read().decode())
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the shop did not start")


def send(sendback: LiveSendback, path: str, body: Any, key: str = "once") -> tuple[int, dict[str, Any]]:
    address = f"{sendback.base_url}/api/v1/widget/{sendback.founded.publishable_key}{path}"
    headers = {"Content-Type": "application/json", "Idempotency-Key": key}
    with urllib.request.urlopen(urllib.request.Request(address, json.dumps(body).encode(), headers)) as answer:
        return answer.status, json.load(answer)


def test_its_token_opens_the_order_and_makes_a_label(page: str, sendback: LiveSendback) -> None:
    token = re.search(r'data-token="([^"]+)"', page)
    assert token is not None
    seen = send(sendback, "/orders/open", {"token": token[1], "lang": "en"})[1]
    assert (seen["proved"], [line["title"] for line in seen["lines"]]) == (False, ["Enamel mug", "Knitted hat"])
    opened = send(sendback, "/orders/open", {"token": token[1], "proof": {"postcode": "33100"}, "lang": "en"})[1]
    lines = [{"id": "1", "quantity": 2, "reason": "changed_mind"}]
    body = {"session": opened["session"], "lines": lines, "contact": CONTACT, "delivery": "popup", "lang": "en"}
    status, made = send(sendback, "/returns", body)
    assert status == 201
    with urllib.request.urlopen(made["label"]["pdf"]) as answer:
        assert answer.read(5) == b"%PDF-"


def test_it_is_as_short_as_promised() -> None:
    assert len((EXAMPLES / "flask_shop" / "shop.py").read_text("utf-8").splitlines()) <= MOST_LINES
