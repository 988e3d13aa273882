"""What the desk's first page costs in a shop of a million returns, on both engines.

    PYTHONPATH=. python benchmarks/desk_home.py [--returns 1000000] [--rounds 50] [--postgres postgresql://…]

Three years of returns: 2,000 wait, 27,000 parcels were handed over within the days that count, 40,000 bought labels lie
unused, 2,000 refunds are due, and 500 jobs failed. What is timed is all that the page asks the database.
"""

import argparse
import json
import platform
import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from bulk_approval import found

from sendback.database.model import Database, Tx
from sendback.database.opening import open_database
from sendback.returns.figure_store import count_on_the_way, keep_on_the_way
from sendback.shops.model import Shop
from sendback.web.desk.today import read_today

RESULTS = Path(__file__).parent / "results" / "desk_home.json"
THREE_YEARS = 3 * 365 * 86_400
_COUNT = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :many)"
_AT = "CAST(:now - i * (:span * 1.0 / :many) AS BIGINT)"
_ID = "'r' || (100000000 - i)"
_ORDERS = f"""INSERT INTO orders (shop_id, order_id, number, number_key, source, as_of, currency)
{_COUNT} SELECT :s, 'o' || i, 'N' || i, 'N' || i, 'pushed', :now, CASE WHEN i % 5 = 0 THEN 'NOK' ELSE 'EUR' END FROM n"""
_RETURNS = f"""INSERT INTO returns (shop_id, return_id, rma, order_id, order_number, status, name, email, phone, address, fields,
mismatches, language, delivery, settings_version, because, created_at, updated_at, refund_due_at)
{_COUNT} SELECT :s, {_ID}, 'R' || i, 'o' || i, 'N' || i,
CASE WHEN i <= 4000 AND i % 2 = 0 THEN 'requested' WHEN i % 10 = 0 THEN 'declined' ELSE 'authorized' END,
'Name ' || i, '', '', '{{}}', '{{}}', '[]', 'en', 'popup', 1, '{{}}', {_AT}, :now,
CASE WHEN i % 500 = 3 THEN :now - 86400 END FROM n"""
_LINES = f"""INSERT INTO return_lines (shop_id, return_id, order_id, line_id, position, order_number, sku, title, quantity,
unit_price_minor, reason, note, because)
{_COUNT} SELECT :s, {_ID}, 'o' || i, '1', 0, 'N' || i, 'SKU', 'Wool jumper', 1, 5900, 'other', '', '{{}}' FROM n"""
_PARCELS = f"""INSERT INTO parcels (shop_id, return_id, number, option_id, kind, carrier, service, state, reference, created_at,
bought_at, seen_at)
{_COUNT} SELECT :s, {_ID}, 1, 'any', 'prepaid', 'sandbox', '', 'bought', 'R' || i, {_AT}, {_AT},
CASE WHEN i % 25 <> 0 THEN {_AT} END FROM n"""
_JOBS = f"""INSERT INTO outbox (shop_id, job_id, kind, subject, body, state, due_at, attempts, last_error, created_at)
{_COUNT} SELECT :s, 'j' || i, 'mail.label', 'r', '{{}}', 'dead', :now, 8, '', :now FROM n WHERE i <= 500"""


def fill(tx: Tx, shop: Shop, many: int, now: datetime) -> None:
    """Put three years of returns in, a line and a box each."""
    values = {"s": shop.shop_id, "many": many, "now": int(now.timestamp())}
    tx.run(_ORDERS, **values)
    tx.run(_RETURNS, **values, span=THREE_YEARS)
    tx.run(_LINES, **values)
    tx.run(_PARCELS, **values, span=THREE_YEARS)
    tx.run(_JOBS, **values)


def measure(database: Database, chosen: argparse.Namespace) -> dict[str, float]:
    """Fill a shop and time the page's questions, in milliseconds."""
    now = datetime.now(UTC)
    shop = found(database, now)
    database.write(fill, shop, chosen.returns, now)
    database.write(lambda tx: tx.run("ANALYZE"))
    database.write(lambda tx: keep_on_the_way(tx, shop.shop_id, count_on_the_way(tx, shop.shop_id, now), now))
    took = []
    for _ in range(chosen.rounds):
        began = time.perf_counter()
        database.read(read_today, shop, now)
        took.append((time.perf_counter() - began) * 1000)
    return {"median_ms": round(statistics.median(took), 2), "worst_ms": round(max(took), 2)}


def main() -> None:
    """Measure, print and write it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--returns", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--postgres", help="an empty database to fill")
    chosen, times = parser.parse_args(), {}
    with tempfile.TemporaryDirectory() as folder:
        for name, url in (("sqlite", f"sqlite:{Path(folder) / 'bench.sqlite'}"), ("postgres", chosen.postgres)):
            if url:
                database = open_database(url)
                times[name] = measure(database, chosen)
                database.close()
    result = {"python": platform.python_version(), "machine": platform.machine(), "returns": chosen.returns, **times}
    RESULTS.write_text(json.dumps(result, indent=2) + "\n")
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
