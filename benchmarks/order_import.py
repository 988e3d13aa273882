"""A hundred thousand rows taken in from CSV and from a workbook: how long, and at what peak of memory.

    python benchmarks/order_import.py [--rows 100000]

Beside it the least that could be done with the same file: the csv module and one `executemany` into a bare table, with nothing
checked, compared, previewed or kept for an undo.
"""

import argparse
import csv
import json
import platform
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter

from sendback.database.opening import open_database
from sendback.orders.intake.at_once import import_file
from sendback.shops.founding import found_shop
from sendback.shops.model import Mode, settings_from
from sendback.shops.vault import Vault

RESULTS = Path(__file__).parent / "results" / "order_import.json"
HEADER = "order_number,ordered_on,currency,name,email,street,postcode,city,country,line_id,sku,title,quantity,unit_price".split(
    ","
)


def make_rows(many: int) -> list[list[str]]:
    """Make rows of two lines an order."""
    return [_make_row(place) for place in range(many)]


def _make_row(n: int) -> list[str]:
    order, line = n // 2, n % 2 + 1
    buyer = [f"Aino {order}", f"a{order}@example.fi", "Hämeenkatu 5 A 12", "33100", "Tampere", "FI"]
    return [f"B-{order}", "2026-11-02", "EUR", *buyer, str(line), f"SKU-{n % 997}", f"Wool jumper {n % 997}", "1", "59.90"]


def write_files(folder: Path, many: int) -> tuple[Path, Path]:
    """Write the same rows as CSV and as a workbook."""
    rows = make_rows(many)
    table, book = folder / "orders.csv", folder / "orders.xlsx"
    with table.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows([HEADER, *rows])
    with xlsxwriter.Workbook(book, {"constant_memory": True}) as made:
        sheet = made.add_worksheet()
        for place, row in enumerate([HEADER, *rows]):
            sheet.write_row(place, 0, row)
    return table, book


def take_in(file: Path) -> int:
    """Import a file into an empty installation, as the command line does."""
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(f"sqlite:{folder}/bench.sqlite")
        now = datetime(2026, 11, 24, tzinfo=UTC)
        shop = database.write(found_shop, Vault(["bench"]), "bench", "Bench", Mode.LIVE, settings_from({}), "bench", now).shop
        *_, done = import_file(database, shop.shop_id, file, "bench", lambda: now)
        database.close()
        return done.saved_count


def pour(file: Path) -> int:
    """Pour a CSV file into a bare table."""
    with tempfile.TemporaryDirectory() as folder, file.open(newline="", encoding="utf-8") as source:
        rows = csv.reader(source)
        header = next(rows)
        connection = sqlite3.connect(f"{folder}/bare.sqlite")
        connection.execute(f"CREATE TABLE bare ({', '.join(header)})")
        poured = connection.executemany(f"INSERT INTO bare VALUES ({', '.join('?' * len(header))})", rows).rowcount
        connection.commit()
        connection.close()
        return poured


def measure(way: str, file: Path) -> dict[str, float]:
    """Do it in a fresh process and give its seconds, its own peak of memory, and that of the process that reads the file."""
    began = time.perf_counter()
    told = subprocess.run([sys.executable, __file__, "--do", way, str(file)], check=True, capture_output=True, text=True)
    return {"seconds": round(time.perf_counter() - began, 2), **json.loads(told.stdout)}


def do(way: str, file: Path) -> None:
    """Do one way and say what it came to."""
    count = take_in(file) if way == "import" else pour(file)
    own, reader = (resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    work = sum(
        each.ru_utime + each.ru_stime for each in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )
    print(json.dumps({"count": count, "cpu_seconds": round(work, 2), "peak_mib": own, "reader_peak_mib": reader}))


def main() -> None:
    """Measure each way and write what it came to."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--do", nargs=2, metavar=("WAY", "FILE"))
    chosen = parser.parse_args()
    if chosen.do:
        return do(chosen.do[0], Path(chosen.do[1]))
    with tempfile.TemporaryDirectory() as folder:
        table, book = write_files(Path(folder), chosen.rows)
        result = {
            "machine": platform.machine(),
            "python": platform.python_version(),
            "rows": chosen.rows,
            "sendback_csv": measure("import", table),
            "sendback_xlsx": measure("import", book),
            "csv_and_executemany": measure("pour", table),
        }
    RESULTS.write_text(json.dumps(result, indent=2) + "\n")
    print(json.dumps(result, indent=2))
    return None


if __name__ == "__main__":
    main()
