"""documents save and find."""

import json
from pathlib import Path

from tests.cli.asking import ask
from tests.cli.conftest import Type


def test_the_library_is_filled_with_what_exists_and_found(type_in_shop: Type, orders_file: Path) -> None:
    type_in_shop("orders", "import", orders_file)
    shown = [ask("NL1"), ask("NL2")]
    ask("NL2", name="Somebody Else")  # waits for the shop: nothing to keep
    saved = type_in_shop("documents", "save", "--since", "2020-01-01", "--form", "bmp", "--form", "pdf")
    assert (saved.exit_code, saved.output) == (0, "4 documents are kept.\n")
    files = sorted(file.name for file in Path("sendback-data/documents/nordlys").rglob("*.*"))
    assert [name.partition("_")[0] for name in files] == ["NL1", "NL1", "NL2", "NL2"]
    assert type_in_shop("documents", "save", "--since", "2020-01-01").output == "2 documents are kept.\n", "as often as one likes"
    assert type_in_shop("documents", "save", "--since", "2999-01-01").output == "0 documents are kept.\n"
    found = type_in_shop("documents", "find", "nl1")
    assert shown[0] in found.output
    assert shown[1] not in found.output
    told = json.loads(type_in_shop("documents", "find", shown[1], "--json").output)
    assert {one["name"].rpartition(".")[2] for one in told} == {"bmp", "pdf"}


def test_a_store_that_is_away_ends_it_with_a_reason(type_in_shop: Type, orders_file: Path) -> None:
    type_in_shop("orders", "import", orders_file)
    ask("NL1")
    Path("sendback-data").mkdir(exist_ok=True)
    Path("sendback-data/documents").write_text("a file")
    result = type_in_shop("documents", "save", "--since", "2020-01-01")
    assert result.exit_code == 1
    assert result.stderr.startswith("busy: The document folder cannot be written")
    assert "run it again" in result.stderr
    checked = type_in_shop("check")
    assert checked.exit_code == 1
    assert "Documents: The document folder cannot be written" in checked.stderr
    assert json.loads(type_in_shop("check", "--json").output)["faults"]
