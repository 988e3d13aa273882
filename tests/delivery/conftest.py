"""Fixtures for tests of the outbox; a worker looks at every shop there is, so its tests take a database of their own."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sendback.database.model import Database
from sendback.database.opening import open_database
from sendback.delivery.parts import WorkerParts
from sendback.returns.model import Return
from sendback.returns.requesting import request_return
from sendback.shops.model import Shop
from sendback.web.context import Context
from tests.conftest import Clock
from tests.delivery.bucket import BucketServer
from tests.delivery.postbox import Postbox, serving
from tests.factories import make_return_request, push_order
from tests.ports import free_port

MakeReturn = Callable[..., Return]


@pytest.fixture
def database_url(make_database_url: Callable[[], str]) -> str:
    return make_database_url()


@pytest.fixture
def own_database(database_url: str) -> Iterator[Database]:
    opened = open_database(database_url)
    yield opened
    opened.close()


@pytest.fixture
def make_return(database: Database, clock: Clock) -> MakeReturn:
    """Ask for a return of a shop: `make_return(shop, delivery=…, language=…, consignor=…)`."""

    def make(shop: Shop, **changes: object) -> Return:
        order = database.write(push_order, shop.shop_id)
        request = make_return_request(order, **changes)
        return database.write(request_return, shop, order, request, "shopper", clock())

    return make


@pytest.fixture
def parts(context: Context) -> WorkerParts:
    """A worker's parts without a mailer; tests replace what they need."""
    return WorkerParts(context.database, context.vault, context.links, None, "sendback@example.org", context.clock, context.store)


@pytest.fixture
def smtp_port() -> int:
    return free_port()


@pytest.fixture
def postbox(smtp_port: int) -> Iterator[Postbox]:
    """A mail server that takes everything, listening on `smtp_port`."""
    box = Postbox()
    with serving(box, smtp_port):
        yield box


@pytest.fixture(scope="session")
def bucket_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BucketServer]:
    """The run's one S3 server, started by the first test that asks for it."""
    server = BucketServer(tmp_path_factory.mktemp("bucket"))
    server.start()
    yield server
    server.kill()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 64 kB, where we may mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", place], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("mounting is for root")
    yield place
    subprocess.run(["umount", place], check=True)
