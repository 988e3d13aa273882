"""Clients made from the OpenAPI document do real work against a running Sendback."""

import importlib
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.live import LiveSendback, live_sendback

ROOT = Path(__file__).parents[2]
ORDER = {
    "number": "PY-1",
    "returnable_until": "2099-12-31",
    "name": "Łukasz Żółć",
    "email": "lukasz@example.com",
    "address": {"lines": ["ul. Świętokrzyska 3"], "postcode": "00-116", "city": "Warszawa", "country": "PL"},
    "lines": [{"id": "1", "title": "Wool jumper", "quantity": 1}],
}


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSendback]:
    with live_sendback(tmp_path_factory.mktemp("live")) as running:
        yield running


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Python client, written by openapi-python-client from the committed document."""
    folder = tmp_path_factory.mktemp("client")
    command = [
        sys.executable,
        "-m",
        "openapi_python_client",
        "generate",
        "--meta",
        "none",
        "--output-path",
        folder / "sendback_api",
    ]
    made = subprocess.run([*command, "--path", ROOT / "docs" / "openapi.json"], cwd=folder, capture_output=True, text=True)
    assert made.returncode == 0, made.stdout + made.stderr
    assert "WARNING" not in made.stdout + made.stderr, made.stdout + made.stderr
    sys.path.insert(0, str(folder))
    yield "sendback_api"
    sys.path.remove(str(folder))


def test_the_python_client_makes_a_return(live: LiveSendback, package: str) -> None:
    def load(path: str) -> Any:
        return importlib.import_module(f"{package}.{path}")

    with load("client").AuthenticatedClient(live.base_url, live.api_key) as client:
        walk(load, client)


def walk(load: Callable[[str], Any], client: Any) -> None:
    """Push an order, make a return, look for it, decide about it."""
    models = load("models")

    def once() -> str:
        return str(uuid.uuid4())

    pushed = load("api.orders.push_orders").sync(client=client, body=models.PushedOrder.from_dict(ORDER), idempotency_key=once())
    assert pushed.saved == ["PY-1"]
    wish = models.ReturnWish.from_dict({"order_number": "PY-1", "lines": [{"id": "1", "quantity": 1, "reason": "too_small"}]})
    made = load("api.returns.create_return").sync(client=client, body=wish, idempotency_key=once())
    assert made.status == "authorized"
    refused = load("api.returns.approve").sync(made.rma, client=client)
    assert (refused.status, refused.code) == (409, "status-conflict")
    listed = load("api.returns.list_returns").sync(client=client, order="PY-1")
    assert [item.rma for item in listed.data] == [made.rma]
    shown = load("api.returns.show_return").sync(made.rma, client=client)
    assert shown.lines[0].because.outcome == "allow"
    canceled = load("api.returns.cancel").sync(made.rma, client=client)
    assert canceled.status == "canceled"


def test_the_typescript_client_prints_where_a_label_is(live: LiveSendback, tmp_path: Path) -> None:
    built = tmp_path / "example.mjs"
    folder = ROOT / "examples" / "typescript_client"
    bundling = [
        ROOT / "node_modules" / ".bin" / "esbuild",
        folder / "example.ts",
        "--bundle",
        "--format=esm",
        f"--outfile={built}",
    ]
    subprocess.run([*bundling, "--target=es2022", "--platform=node", "--log-level=error"], check=True)
    said = subprocess.run(["node", built, live.base_url, live.api_key], capture_output=True, text=True, check=True, timeout=60)
    status, address = said.stdout.split()
    assert status == "authorized"
    assert address.startswith(f"{live.base_url}/documents/")
