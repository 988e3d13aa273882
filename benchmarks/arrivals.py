"""What comes, in a shop with a million returns: pages, file, API and lists, and how long the hourly count takes.

    PYTHONPATH=. python benchmarks/arrivals.py [--returns 1000000] [--rounds 20] [--database URL]

Boxes that a carrier was seen with in the last five days are on their way; those before arrived, and were taken in but for
one in fifty.
"""

import argparse
import json
import platform
import time
from pathlib import Path

from desk_list import MOST_MS, count_returns, measure
from desk_shop import open_desk
from million_returns import NOW

from sendback.database.model import Database, Tx
from sendback.database.times import to_epoch
from sendback.returns.coming_store import count_arrivals, keep_arrivals
from sendback.returns.transit_store import learn_transit
from sendback.shops.model import Shop

RESULTS = Path(__file__).parent / "results" / "arrivals.json"
DAY = 86_400
PAGES = {
    "arrivals": "/desk/arrivals",
    "arrivals of a warehouse": "/desk/arrivals?warehouse=main",
    "arrivals as CSV": "/desk/arrivals.csv",
    "home": "/desk",
    "list, on the way": "/desk/returns?arriving=way",
    "list, a day": "/desk/returns?arriving=2026-11-29&warehouse=main",
    "list, overdue": "/desk/returns?arriving=overdue",
    "list, at the door": "/desk/returns?arriving=door",
}


def let_travel(tx: Tx, shop_id: str) -> None:
    """Have boxes arrive that were seen five days ago or more, and say of the others when they should."""
    now = to_epoch(NOW)
    values = {"s": shop_id, "five": now - 5 * DAY, "half": now - 2 * DAY}
    tx.run("UPDATE parcels SET seen_at = NULL WHERE shop_id = :s AND seen_at > :n", s=shop_id, n=now)
    tx.run(
        "UPDATE parcels SET delivered_at = seen_at + 4 * 86400 WHERE shop_id = :s AND seen_at < :five",
        s=shop_id,
        five=values["five"],
    )
    tx.run(
        "UPDATE parcels SET expected_on = '2026-11-26', expected_by = 'shop' WHERE shop_id = :s AND seen_at IS NOT NULL",
        s=shop_id,
    )
    tx.run(
        "UPDATE parcels SET expected_on = '2026-11-29' WHERE shop_id = :s AND seen_at >= :half", s=shop_id, half=values["half"]
    )
    tx.run(
        """INSERT INTO receipts (shop_id, receipt_id, return_id, parcel, warehouse, made_by, made_at, seen_at)
        SELECT shop_id, return_id, return_id, number, 'main', 'bench', delivered_at, delivered_at FROM parcels
        WHERE shop_id = :s AND delivered_at IS NOT NULL AND delivered_at % 50 <> 0""",
        s=shop_id,
    )


def count(database: Database, shop: Shop) -> dict[str, float]:
    """Count once as the worker does each hour, and give how long it took and what there was."""
    began = time.perf_counter()
    rows = database.read(count_arrivals, shop.shop_id, NOW)
    counted = time.perf_counter()
    database.write(keep_arrivals, shop.shop_id, rows, NOW)
    database.write(learn_transit, shop.shop_id, shop.settings.zone, NOW)
    learnt = time.perf_counter()
    return {
        "count_ms": round((counted - began) * 1000),
        "learn_ms": round((learnt - counted) * 1000),
        "parcels": sum(row.parcels for row in rows),
        "units": sum(row.units for row in rows),
    }


def main() -> None:
    """Measure, print, and keep the figures beside those of the other engine."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--returns", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--database", default="")
    chosen = parser.parse_args()
    with open_desk(chosen.database, chosen.returns) as (database, shop, client):
        database.write(let_travel, shop.shop_id)
        hourly = count(database, shop)
        figures = measure(client, {name: (path, "") for name, path in PAGES.items()}, chosen.rounds)
        engine, many = database.engine, database.read(count_returns, shop.shop_id)
    over = sorted(name for name, times in figures.items() if times["clock_p95_ms"] > MOST_MS)
    kept = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    about = {"python": platform.python_version(), "returns": many, "rounds": chosen.rounds, "hourly": hourly}
    kept[engine] = {**about, "most_ms": MOST_MS, "over": over, "pages": figures}
    RESULTS.write_text(json.dumps(kept, indent=2) + "\n")
    print(hourly)
    for what, times in figures.items():
        print(f"{what:<30}", *(f"{value:>8}" for value in times.values()))


if __name__ == "__main__":
    main()
