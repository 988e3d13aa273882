"""`sendback privacy`: one person's file, one person gone, what is due forgotten."""

import json
import stat
import zipfile
from pathlib import Path

import pytest

from tests.cli.asking import ask
from tests.cli.conftest import Type


@pytest.fixture
def type_with_return(type_in_shop: Type, orders_file: Path) -> Type:
    assert type_in_shop("orders", "import", orders_file).exit_code == 0
    ask("NL1")
    return type_in_shop


def test_a_person_gets_a_file_that_nobody_else_reads(type_with_return: Type, tmp_path: Path) -> None:
    told = type_with_return("privacy", "export", "AINO@example.fi", "--out", "aino.zip")
    assert told.output == "2 orders, 1 returns and 0 withdrawals in aino.zip.\n"
    with zipfile.ZipFile(tmp_path / "aino.zip") as archive:
        assert json.loads(archive.read("data.json"))["returns"][0]["name"] == "Aino Järvenpää"
    assert stat.S_IMODE((tmp_path / "aino.zip").stat().st_mode) == 0o600


def test_a_person_is_erased_once_somebody_says_yes(type_with_return: Type) -> None:
    assert type_with_return("privacy", "erase", "aino@example.fi", input="n\n").exit_code == 1
    erased = type_with_return("privacy", "erase", "aino@example.fi", "--yes", "--json")
    assert json.loads(erased.output) == {"returns": 1, "orders": 2, "kept": []}
    again = type_with_return("privacy", "erase", "aino@example.fi", "--yes")
    assert (again.exit_code, again.stderr.partition(":")[0]) == (1, "not-found")
    assert type_with_return("privacy", "erase", "--yes").stderr.startswith("invalid-fields: ")
    assert type_with_return("journal", "verify").exit_code == 0


def test_what_is_due_can_be_forgotten_now(type_with_return: Type) -> None:
    assert type_with_return("privacy", "wipe").output == "What was due is forgotten.\n"
