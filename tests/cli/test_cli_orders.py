"""orders import: good rows are kept, bad ones are named."""

import json
from pathlib import Path

from tests.cli.conftest import Type

HEADER = "order_number,title,quantity,unit_price,email,postcode,country\n"


def write(folder: Path, rows: str) -> Path:
    file = folder / "orders.csv"
    file.write_text(HEADER + rows, "utf-8")
    return file


def test_a_good_file_is_taken_in_and_may_be_taken_in_again(type_in_shop: Type, orders_file: Path) -> None:
    for _ in range(2):
        result = type_in_shop("orders", "import", orders_file)
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.output == "2 orders taken in from 2 rows.\n"


def test_bad_rows_are_named_and_cost_nothing_else(type_in_shop: Type, tmp_path: Path) -> None:
    rows = (
        "A1,Mug,2,16.00,ada@example.com,33100,FI\nA2,Mug,none,16,ada@example.com,,FI\n,Mug,1,16,,,FI\nA3,Hat,1,39,not mail,,FI\n"
    )
    result = type_in_shop("orders", "import", write(tmp_path, rows))
    assert result.exit_code == 0
    assert "1 orders taken in from 4 rows." in result.output
    for place in ("row 3: quantity", "row 4: order_number", "row 5: email"):
        assert place in result.stderr


def test_a_file_without_one_good_row_ends_with_one(type_in_shop: Type, tmp_path: Path) -> None:
    result = type_in_shop("orders", "import", write(tmp_path, "A2,Mug,none,16,,,FI\n"), "--json")
    assert result.exit_code == 1
    told = json.loads(result.stdout)
    assert (told["orders"], told["rows"], told["bad"][0]["row"]) == (0, 1, 2)


def test_a_file_that_is_not_there_is_wrong_usage(type_in_shop: Type) -> None:
    assert type_in_shop("orders", "import", "nowhere.csv").exit_code == 2


def test_columns_of_others_are_named_once(type_in_shop: Type, tmp_path: Path) -> None:
    file = tmp_path / "bestellungen.csv"
    file.write_bytes("Nummer;Was;Stück\nX-1;Müll;2\n".encode("cp1252"))
    refused = type_in_shop("orders", "import", file)
    assert refused.exit_code == 1
    assert "Quantity: --mapping 'quantity=THEIR COLUMN'" in refused.stderr
    said = [f"--mapping={pair}" for pair in ("order_number=Nummer", "title=Was", "quantity=Stück")]
    assert type_in_shop("orders", "import", file, *said).output == "1 orders taken in from 1 rows.\n"
    assert type_in_shop("orders", "import", file).exit_code == 0
    assert type_in_shop("orders", "import", file, "--mapping=colour=Was").exit_code == 2


def test_a_dry_run_takes_nothing_in(type_in_shop: Type, orders_file: Path) -> None:
    tried = type_in_shop("orders", "import", orders_file, "--dry-run", "--json")
    assert (json.loads(tried.stdout)["new"], tried.exit_code) == (2, 0)
    assert json.loads(type_in_shop("orders", "import", orders_file, "--json").stdout)["new"] == 2


def test_row_faults_are_plain_words_and_counted(type_in_shop: Type, tmp_path: Path) -> None:
    told = type_in_shop("orders", "import", write(tmp_path, "A1,Mug,two,16,,,FI\nA2,Mug,1,16,,,FI\n"))
    assert (told.exit_code, told.stderr) == (0, "1 bad row left out:\n  row 2: quantity is not a whole number\n")
