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
