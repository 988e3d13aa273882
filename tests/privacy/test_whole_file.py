"""Whoever was erased is gone from the disk: not in a page of the database file that is free, nor in its log."""

from pathlib import Path

from sendback.app import make_context
from sendback.privacy.erasing import erase_person
from sendback.privacy.person_store import Sought
from sendback.settings.model import Settings
from sendback.shops.founding import found_shop
from sendback.shops.model import Mode
from tests.factories import NOW, make_settings
from tests.privacy.telling import EMAIL, REMARK, WORDS, import_again, tell_all


def read_words(home: Path) -> set[str]:
    """Find the words in the database's files, before it is closed."""
    files = list(home.glob("sendback.sqlite*"))
    assert {file.name for file in files} >= {"sendback.sqlite", "sendback.sqlite-wal"}
    bodies = [file.read_bytes().decode(errors="replace").lower() for file in files]
    return {word for word in WORDS for body in bodies if word in body}


def test_no_byte_of_the_database_tells_of_whoever_was_erased(tmp_path: Path) -> None:
    home = tmp_path / "home"
    context = make_context(Settings(folder=home), clock=lambda: NOW)
    try:
        founded = context.database.write(found_shop, context.vault, "s", "S", Mode.LIVE, make_settings(), "tests", NOW)
        import_again(context, tell_all(context, founded.shop), tmp_path)
        assert read_words(home) >= {"kanarialintu", "lintu.example", REMARK.lower()}
        erase_person(context.database, founded.shop, Sought(EMAIL), "mark", "tests", NOW)
        assert read_words(home) == set()
    finally:
        context.database.close()
