"""Fixtures that every test may ask for; a test that asks for the database runs on both engines (`--engine`)."""

import itertools
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest
from flask import Flask
from flask.testing import FlaskClient

from sendback.database.model import Database
from sendback.database.opening import open_database
from sendback.settings.model import Settings
from sendback.shops.founding import Founded, found_shop
from sendback.shops.model import Mode, Shop
from sendback.shops.vault import Vault
from tests.engines import postgres_database, running_postgres
from tests.factories import NOW, make_settings
from tests.shelf import Shelf

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from sendback.web.context import Context

# How long an example takes says more of a busy machine than of the code.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
]
SECRET_KEY = "an installation key that only the tests know"
MakeShop = Callable[..., Founded]
_slugs = itertools.count(1)


class Clock:
    """A clock that stands still until a test moves it."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment

    def advance(self, **lengths: float) -> datetime:
        """Move on by a timedelta given in its own words, such as `minutes=5`."""
        self.moment += timedelta(**lengths)
        return self.moment


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--engine", choices=("sqlite", "postgres"), default="sqlite", help="the database under test")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--engine") == "postgres" and not hasattr(config, "workerinput"):
        stack = ExitStack()
        stack.enter_context(running_postgres())
        config.add_cleanup(stack.close)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL, leave out what needs no database or says nothing of it: it ran with SQLite."""
    if config.getoption("--engine") == "postgres":
        is_kept = [
            "engine" in getattr(item, "fixturenames", ()) and item.get_closest_marker("one_engine") is None for item in items
        ]
        config.hook.pytest_deselected(items=[item for item, kept in zip(items, is_kept, strict=True) if not kept])
        items[:] = [item for item, kept in zip(items, is_kept, strict=True) if kept]


@pytest.fixture(scope="session")
def engine(request: pytest.FixtureRequest) -> str:
    """Name the engine of this run."""
    return str(request.config.getoption("--engine"))


@pytest.fixture(scope="session")
def copy_database(engine: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], str]]:
    """Address a new database: an empty one, or a copy of the one that is at an address and that nobody has open."""
    with ExitStack() as stack:

        def copy(original: str = "") -> str:
            if engine == "postgres":
                return stack.enter_context(postgres_database(f"sendback_{os.getpid()}_{secrets.token_hex(4)}", original))
            file = tmp_path_factory.mktemp("database") / "sendback.sqlite"
            if original:
                shutil.copy(original.removeprefix("sqlite:"), file)
            return f"sqlite:{file}"

        yield copy


@pytest.fixture(scope="session")
def make_empty_database_url(copy_database: Callable[[str], str]) -> Callable[[], str]:
    """Address as many empty databases as a test needs."""
    return lambda: copy_database("")


@pytest.fixture(scope="session")
def shelf(copy_database: Callable[[str], str]) -> Shelf:
    """Databases in today's shape: the steps are taken once and what they made is copied."""
    migrated = copy_database("")
    open_database(migrated).close()
    return Shelf(migrated, copy_database)


@pytest.fixture
def make_database_url(shelf: Shelf) -> Iterator[Callable[[], str]]:
    """Address as many databases as a test needs, in today's shape."""
    taken: list[str] = []

    def take() -> str:
        taken.append(shelf.take())
        return taken[-1]

    yield take
    for url in taken:
        shelf.give_back(url)


@pytest.fixture(scope="session")
def database(shelf: Shelf) -> Iterator[Database]:
    """The run's one migrated database; tests keep apart by each having a shop of its own."""
    opened = open_database(shelf.take())
    yield opened
    opened.close()


@pytest.fixture
def own_database(make_database_url: Callable[[], str]) -> Iterator[Database]:
    """A migrated database of the test's own, for what looks at every shop there is, such as a worker."""
    opened = open_database(make_database_url())
    yield opened
    opened.close()


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW)


@pytest.fixture
def now(clock: Clock) -> datetime:
    return clock()


@pytest.fixture(scope="session")
def vault() -> Vault:
    return Vault([SECRET_KEY])


@pytest.fixture
def make_shop(database: Database, vault: Vault) -> MakeShop:
    """Found a shop with a slug of its own: `make_shop(name=…, mode=…, **parts of the settings)`."""

    def make(name: str = "Nordlys", slug: str = "", mode: Mode = Mode.LIVE, **settings: Any) -> Founded:
        own = slug or f"shop-{os.getpid()}-{next(_slugs)}"
        return database.write(found_shop, vault, own, name, mode, make_settings(**settings), "tests", NOW)

    return make


@pytest.fixture
def founded(make_shop: MakeShop) -> Founded:
    """A fresh shop with its keys."""
    return make_shop()


@pytest.fixture
def shop(founded: Founded) -> Shop:
    """The same fresh shop, without its keys."""
    return founded.shop


@pytest.fixture
def mail_folder(tmp_path: Path) -> Path:
    """Where mails go: one file each."""
    return tmp_path / "mail"


@pytest.fixture
def settings(tmp_path: Path, mail_folder: Path) -> Settings:
    return Settings(
        base_url="http://localhost",
        folder=tmp_path / "installation",
        secret_key=SECRET_KEY,
        mail_url=f"file:{mail_folder}",
        mail_from="sendback@example.org",
        worker=False,
    )


@pytest.fixture
def context(settings: Settings, database: Database, clock: Clock) -> "Context":
    """The parts of an installation, its clock standing still."""
    from sendback.app import make_context  # the doors load only where a test goes through them

    # Tries to sign in are counted for the whole installation: those of the test before are none of this one's.
    database.write(lambda tx: tx.run("DELETE FROM guesses WHERE shop_id = ''"))
    return make_context(settings, database, clock)


@pytest.fixture
def app(context: "Context") -> Flask:
    """A test's own application; what is the same in all of them, addresses and pages, is made ready once."""
    from tests.standing import stand_up

    return stand_up(context)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def find_chromium() -> str:
    """Find the browser of the system; playwright's own is not downloaded."""
    path = os.environ.get("SENDBACK_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, "no Chromium here; on Debian: apt install chromium"
    return path


@pytest.fixture(scope="session")
def chromium() -> Iterator["Browser"]:
    """The system's Chromium, started once: two of Playwright's drivers cannot run side by side in one process."""
    from playwright.sync_api import sync_playwright

    path = find_chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()
