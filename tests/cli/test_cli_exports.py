"""`sendback export`: rows into a file or a pipe."""

import csv
import json
import stat
from io import StringIO
from pathlib import Path

from tests.cli.asking import ask
from tests.cli.conftest import Type


def test_rows_go_into_a_pipe_or_a_file_of_ones_own(type_in_shop: Type, orders_file: Path, tmp_path: Path) -> None:
    assert type_in_shop("orders", "import", orders_file).exit_code == 0
    rma = ask("NL1")
    piped = type_in_shop("export", "returns", "--status", "authorized", "--with-people")
    (row,) = csv.DictReader(StringIO(piped.output))
    assert (row["rma"], row["name"]) == (rma, "Aino Järvenpää")
    assert type_in_shop("export", "lines", "--format", "json", "--out", "lines.json", "--since", "2020-01-01").exit_code == 0
    assert [line["sku"] for line in json.loads((tmp_path / "lines.json").read_text("utf-8"))] == ["JUMPER-M"]
    assert stat.S_IMODE((tmp_path / "lines.json").stat().st_mode) == 0o600
    assert json.loads(type_in_shop("export", "returns", "--format", "json", "--until", "2020-01-01").output) == []
    assert type_in_shop("export", "users").exit_code == 2
