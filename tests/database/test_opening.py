"""A URL says which engine; a wrong one says what is wrong."""

from pathlib import Path

import pytest

from sendback.database.opening import open_database


@pytest.mark.parametrize("url", ["", "mysql://x/y", "sendback.sqlite"])
def test_an_address_that_is_none_is_refused_in_plain_words(url: str) -> None:
    with pytest.raises(ValueError, match="must begin with sqlite: or postgresql://"):
        open_database(url)


def test_folders_on_the_way_are_made(tmp_path: Path) -> None:
    open_database(f"sqlite:{tmp_path}/a/b/sendback.sqlite").close()
    assert (tmp_path / "a/b/sendback.sqlite").exists()


def test_the_form_with_slashes_means_the_same_file(tmp_path: Path) -> None:
    open_database(f"sqlite://{tmp_path}/one.sqlite").close()
    assert (tmp_path / "one.sqlite").exists()
