"""The command line as somebody types it: each test in an empty folder of its own."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from sendback.cli.main import main

Type = Callable[..., Result]
INIT = ("init", "--name", "Nordlys", "--slug", "nordlys")


@pytest.fixture
def type_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make_database_url: Callable[[], str]) -> Type:
    """Type a command into an installation; its engine is the run's."""
    for name in [name for name in os.environ if name.startswith("SENDBACK_") and "TEST" not in name]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SENDBACK_DATABASE_URL", make_database_url())

    def run(*words: str | Path, **more: Any) -> Result:
        result = CliRunner().invoke(main, [str(word) for word in words], **more)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return run


@pytest.fixture
def type_in_shop(type_command: Type) -> Type:
    """The same, with a shop called nordlys."""
    assert type_command(*INIT).exit_code == 0
    return type_command


@pytest.fixture
def orders_file(tmp_path: Path) -> Path:
    """Two orders that can always be returned, in the API's own shape."""
    lines = [{"id": "1", "title": "Wool jumper", "sku": "JUMPER-M", "quantity": 3, "unit_price_minor": 12900}]
    buyer = {"name": "Aino Järvenpää", "email": "aino@example.fi", "currency": "EUR", "returnable_until": "2099-12-31"}
    address = {"lines": ["Hämeenkatu 5"], "postcode": "33100", "city": "Tampere", "country": "FI"}
    orders = [{"number": number, "lines": lines, "address": address, **buyer} for number in ("NL1", "NL2")]
    file = tmp_path / "orders.json"
    file.write_text(json.dumps(orders), "utf-8")
    return file
