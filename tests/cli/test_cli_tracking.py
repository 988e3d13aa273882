"""tracking import: what a carrier tells in a file; rows that name no box are named."""

import json
from pathlib import Path

from tests.cli.asking import ask
from tests.cli.conftest import Type

HEADER = "rma;parcel;milestone;at;text;colour\n"


def write(folder: Path, rows: str, header: str = HEADER) -> Path:
    file = folder / "events.csv"
    file.write_text(header + rows, "utf-8-sig")
    return file


def test_a_file_is_taken_in_and_may_be_taken_in_again(type_in_shop: Type, orders_file: Path, tmp_path: Path) -> None:
    assert type_in_shop("orders", "import", orders_file).exit_code == 0
    rma = ask("NL2")
    file = write(tmp_path, f"{rma};1;moving;;Handed in;red\n{rma};;delivered;;;\n")
    for said in ("2 new events, 0 known before.\n", "0 new events, 2 known before.\n"):
        result = type_in_shop("tracking", "import", file)
        assert (result.exit_code, result.output) == (0, said)
    told = json.loads(type_in_shop("returns", "show", rma, "--json").output)
    assert [event["type"] for event in told["events"]][-1] == "parcel.delivered"


def test_rows_that_name_no_box_are_named_and_end_with_one(type_in_shop: Type, tmp_path: Path) -> None:
    rows = "R100000016;1;delivered;2026-11-24 09:00;Handed over;red\nR100000016;1;arrived;;;\n;;moving;yesterday;;\n"
    for flags in ((), ("--json",)):
        result = type_in_shop("tracking", "import", write(tmp_path, rows), *flags)
        assert result.exit_code == 1
    assert json.loads(result.stdout) == {
        "heard": 0,
        "known": 0,
        "left_out": [
            {"row": 2, "why": "unknown"},
            {"row": 3, "why": "milestone does not fit"},
            {"row": 4, "why": "at does not fit"},
        ],
    }


def test_a_file_without_milestones_is_refused(type_in_shop: Type, tmp_path: Path) -> None:
    result = type_in_shop("tracking", "import", write(tmp_path, "1,2\n", "a,b\n"))
    assert result.exit_code == 2
    assert "A milestone is needed" in result.output
