"""`sendback backup` and `restore` as an operator types them."""

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Type


@pytest.fixture
def type_in_file(type_in_shop: Type, engine: str) -> Type:
    if engine != "sqlite":
        pytest.skip("the client tools of PostgreSQL must fit its server")
    return type_in_shop


def test_a_backup_is_taken_and_restored(type_in_file: Type, tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    taken = type_in_file("backup", "--to", "kept", "--keep", "3")
    assert taken.exit_code == 0
    assert "SENDBACK_SECRET_KEY" in taken.stderr
    (file,) = (tmp_path / "kept").glob("*.tar.gz")
    refused = type_in_file("restore", file)
    assert (refused.exit_code, refused.stderr.partition(":")[0]) == (1, "status-conflict")
    restored = type_in_file("restore", file, "--force")
    assert restored.output.startswith("Restored as of ")
    shutil.rmtree("sendback-data")
    assert "SENDBACK_SECRET_KEY is missing" in type_in_file("restore", file, "--force").stderr


def test_keeping_some_needs_a_folder(type_in_file: Type) -> None:
    assert type_in_file("backup", "--to", "one.tar.gz", "--keep", "3").stderr.startswith("invalid-fields: ")
    assert type_in_file("backup", "--to", "one.tar.gz").exit_code == 0
