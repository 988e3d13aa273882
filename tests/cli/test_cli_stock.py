"""`sendback stock`: a count from a file, and levels held against their moves."""

import json
import os
from pathlib import Path

from sendback.app import make_context
from sendback.database.model import Tx
from sendback.settings.reading import read_settings
from tests.cli.conftest import Type

COUNT = "sku,place,condition,quantity\nWOOL-1,A-1,sellable,3\nFELT-2,A-1,broken,1\n"


def _tamper(tx: Tx) -> None:
    tx.run("UPDATE stock_levels SET quantity = quantity + 1")


def test_a_count_goes_in_once_and_a_level_that_somebody_changed_is_found(type_in_shop: Type, tmp_path: Path) -> None:
    file = tmp_path / "count.csv"
    file.write_text(COUNT, "utf-8")
    tried = type_in_shop("stock", "count", file, "--try")
    assert (tried.exit_code, tried.stdout) == (1, "1 levels counted, 1 would change.\n")
    assert tried.stderr.startswith("line 3: condition ")
    assert type_in_shop("stock", "count", file).stdout == "1 levels counted, 1 changed.\n"
    again = type_in_shop("stock", "count", file)
    assert (again.exit_code, again.stderr.partition(":")[0]) == (1, "status-conflict")
    assert type_in_shop("stock", "count", file, "--again").stdout == "1 levels counted, 0 changed.\n"
    (row,) = json.loads(type_in_shop("export", "stock", "--format", "json").stdout)
    assert (row["sku"], row["place"], row["condition"], row["quantity"]) == ("WOOL-1", "A-1", "sellable", 3)
    assert type_in_shop("stock", "recount").exit_code == 0
    context = make_context(read_settings(os.environ))
    context.database.write(_tamper)
    context.database.close()
    found = type_in_shop("stock", "recount")
    assert (found.exit_code, found.stdout) == (1, "WOOL-1 at A-1, sellable: level 4, moves 3\n")
    told = json.loads(type_in_shop("stock", "recount", "--json").stdout)
    assert told == {"differences": [{"sku": "WOOL-1", "place": "A-1", "condition": "sellable", "level": 4, "moved": 3}]}
