"""A hundred thousand returns exported, beside sqlite-utils' rows written with the csv module: seconds, and memory at its highest.

    python benchmarks/exports.py [--returns 100000]

Each export runs in a process of its own, so that its memory is its own. The rival writes the bare table, column by column as it
is stored; ours joins lines and orders, writes amounts and moments as people read them, and looks at every text.
"""

import argparse
import csv
import json
import platform
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import sqlite_utils

from sendback.database.model import Tx
from sendback.database.opening import open_database
from sendback.reports.columns import list_columns
from sendback.reports.exporting import stream_rows
from sendback.reports.formats import write_export
from sendback.reports.model import Export, Format, Table
from sendback.shops.founding import found_shop
from sendback.shops.model import Mode, ShopSettings
from sendback.shops.store import list_shops
from sendback.shops.vault import Vault

RESULTS = Path(__file__).parent / "results" / "exports.json"
MOST_SECONDS = 30.0
"""Of work for a hundred thousand returns, in any format: the clock of a busy machine says how busy it is."""
NOW = datetime(2026, 11, 24, tzinfo=UTC)
ADDRESS = json.dumps({"lines": ["Hämeenkatu 5"], "postcode": "33100", "city": "Tampere", "country": "FI"})
_NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :many)"
_FILL = (
    """INSERT INTO orders (shop_id, order_id, number, number_key, source, as_of, currency, name, email, address)
    SELECT :s, printf('O%09d', i), 'N' || i, 'N' || i, 'pushed', 1, 'EUR',
    'Aino Järvenpää', 'a' || i || '@example.fi', :a FROM n""",
    """INSERT INTO returns (shop_id, return_id, rma, order_id, order_number, status, name, email, phone, address, fields,
    mismatches, language, delivery, settings_version, because, created_at, updated_at)
    SELECT :s, printf('R%09d', i), printf('R%08d1', i), printf('O%09d', i), 'N' || i, 'authorized', 'Aino Järvenpää',
    'a' || i || '@example.fi', '+358401234567', :a, '{}', '[]', 'fi', 'popup', 1, '{"rule":"policy"}', 1790000000,
    1790000000 FROM n""",
    """INSERT INTO return_lines (shop_id, return_id, order_id, line_id, position, order_number, sku, title, quantity,
    unit_price_minor, reason, note, because) SELECT :s, printf('R%09d', i), printf('O%09d', i), '1', 0, 'N' || i, 'WOOL-1',
    'Wool jumper', 1, 5900, 'too_small', 'Too tight', '{}' FROM n""",
)


def fill(path: Path, many: int) -> None:
    """Fill a database with so many returns of one line each."""
    database = open_database(f"sqlite:{path}")
    shop = database.write(found_shop, Vault(["a benchmark"]), "bench", "Bench", Mode.LIVE, ShopSettings(), "bench", NOW).shop

    def work(tx: Tx) -> None:
        for sql in _FILL:
            head, select = sql.split("SELECT :s", 1)
            tx.run(f"{head} {_NUMBERS} SELECT :s{select}", s=shop.shop_id, a=ADDRESS, many=many)

    database.write(work)
    database.close()


def export_ours(path: Path, form: str) -> int:
    """Export as the desk does, with people; return how many bytes it was."""
    database = open_database(f"sqlite:{path}")
    shop, export = database.read(list_shops)[0], Export(Table.RETURNS, Format(form), with_people=True)
    pieces = write_export(export, list_columns(Table.RETURNS, True), stream_rows(database, shop, export))
    return sum(map(len, pieces))


def export_rival(path: Path, _form: str) -> int:
    """Write the bare table with sqlite-utils and the csv module."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", newline="") as file:
        rows = sqlite_utils.Database(path)["returns"].rows
        first = next(iter(rows))
        writer = csv.DictWriter(file, first, quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerow(first)
        for row in rows:
            writer.writerow(row)
        return file.tell()


def measure(path: Path, who: str, form: str) -> dict[str, float]:
    """Run one export in a process of its own."""
    command = [sys.executable, __file__, "--run", who, "--format", form, "--path", str(path)]
    return dict(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))


def main() -> None:
    """Measure, print, keep."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--returns", type=int, default=100_000)
    parser.add_argument("--run", choices=("ours", "rival"))
    parser.add_argument("--format", default="csv")
    parser.add_argument("--path", type=Path)
    asked = parser.parse_args()
    if asked.run:
        began = time.perf_counter()
        size = (export_ours if asked.run == "ours" else export_rival)(asked.path, asked.format)
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            json.dumps(
                {
                    "seconds": round(time.perf_counter() - began, 2),
                    "cpu_seconds": round(time.process_time(), 2),
                    "mb": most,
                    "bytes": size,
                }
            )
        )
        return
    figures = {}
    with tempfile.TemporaryDirectory() as folder:
        for many in (asked.returns // 10, asked.returns):
            path = Path(folder) / f"{many}.sqlite"
            fill(path, many)
            for who, form in (("rival", "csv"), *(("ours", form.value) for form in Format)):
                figures[f"{many} {who} {form}"] = measure(path, who, form)
                print(f"{many:>8} returns  {who:<6} {form:<6}", figures[f"{many} {who} {form}"], flush=True)
    slowest = max(each["cpu_seconds"] for each in figures.values())
    result = {"figures": figures, "most_seconds": MOST_SECONDS, "is_met": slowest < MOST_SECONDS, "machine": platform.platform()}
    RESULTS.write_text(json.dumps(result, indent=2) + "\n", "utf-8")
    assert slowest < MOST_SECONDS, f"{slowest} s"


if __name__ == "__main__":
    main()
