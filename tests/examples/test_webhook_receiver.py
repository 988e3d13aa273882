"""examples/webhook_receiver: it takes what Sendback sends, once, and nothing else."""

import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sendback.cli.processes import worker_parts
from sendback.database.model import Database
from sendback.database.opening import open_database
from sendback.delivery.webhooks.delivery_store import list_deliveries
from sendback.delivery.webhooks.endpoints import Wish, add_endpoint
from sendback.delivery.webhooks.lane import run_once
from sendback.delivery.webhooks.model import DeliveryState
from sendback.delivery.webhooks.replaying import replay_delivery, send_test
from sendback.delivery.webhooks.signing import open_secret
from sendback.egress.reach import Reach
from sendback.shops.founding import Founded
from sendback.web.context import Context
from tests.ports import free_port

EXAMPLE = Path(__file__).parents[2] / "examples" / "webhook_receiver"
NEAR = Reach(has_neighbours=True)


@pytest.fixture
def database(make_database_url: Callable[[], str]) -> Iterator[Database]:
    opened = open_database(make_database_url())
    yield opened
    opened.close()


def test_it_takes_what_sendback_sends_and_refuses_what_others_do(context: Context, database: Database, founded: Founded) -> None:
    shop_id, now, port = founded.shop.shop_id, datetime.now(UTC), free_port()
    url = f"http://127.0.0.1:{port}/hooks/returns"
    endpoint = database.write(add_endpoint, context.vault, NEAR, shop_id, Wish(url), "tests", now)
    parts = replace(worker_parts(context), reach=NEAR)
    with Running(port, open_secret(context.vault, endpoint)):
        delivery_id = database.write(send_test, shop_id, endpoint.endpoint_id, now)
        assert run_once(parts, now) == 1
        database.write(replay_delivery, shop_id, delivery_id, "tests", now)
        assert run_once(parts, now) == 1
        forged = urllib.request.Request(url, b"{}", {"webhook-id": "x", "webhook-timestamp": "1", "webhook-signature": "v1,x"})
        with pytest.raises(urllib.error.HTTPError, match="400"):
            urllib.request.urlopen(forged)
    (delivery,) = database.read(list_deliveries, shop_id, endpoint.endpoint_id)
    assert (delivery.state, delivery.tries) == (DeliveryState.DELIVERED, 2)


class Running:
    """Run the receiver as its README says."""

    def __init__(self, port: int, secret: str) -> None:
        said = re.search(r"PYTHONPATH=(\S+) python3 (-m flask .+) --port 5000", (EXAMPLE / "README.md").read_text("utf-8"))
        assert said is not None
        own = {"SENDBACK_WEBHOOK_SECRET": secret, "PYTHONPATH": said[1], "PYTHONDONTWRITEBYTECODE": "1"}
        command = [sys.executable, *said[2].split(), "--port", str(port)]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self._process = subprocess.Popen(command, cwd=EXAMPLE.parents[1], env={**os.environ, **own}, **quiet)
        self._url = f"http://127.0.0.1:{port}/"

    def __enter__(self) -> None:
        for _ in range(200):
            assert self._process.poll() is None
            try:
                urllib.request.urlopen(self._url)
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.05)

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(10)
