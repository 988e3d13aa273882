"""What comes, in a shop with a million returns: pages, file, API and lists, and how long the hourly count takes.

    PYTHONPATH=. python benchmarks/arrivals.py [--returns 1000000] [--rounds 20] [--database URL]

One return happens a million times: three of two hundred are on their way, the others arrived over three years and were
taken in but for one in fifty.
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


_ORDER = {"order_id": "'O' || (100000000 + k.n)", "number": "'N' || k.n", "number_key": "'N' || k.n"}
_RETURN = {"return_id": "'R' || (200000000 + k.n)", "rma": "'R' || (200000000 + k.n)", "order_id": _ORDER["order_id"]}
_RETURN["status"] = "CASE WHEN k.n % 200 < 3 THEN 'authorized' ELSE 'received' END"
_LINE = {"return_id": _RETURN["return_id"], "order_id": _ORDER["order_id"], "resolution": "'refund'"}
_SEEN = "CASE WHEN k.n % 200 < 3 THEN :now - (k.n % 5) * 86400 ELSE :now - 400000 - (k.n % 1000) * 86400 END"
_PARCEL = {
    "return_id": _RETURN["return_id"],
    "reference": _RETURN["rma"],
    "seen_at": _SEEN,
    "delivered_at": "CASE WHEN k.n % 200 < 3 THEN NULL ELSE :now - 100000 - (k.n % 1000) * 86400 - k.n % 3600 END",
    "expected_on": "CASE WHEN k.n % 3 = 0 THEN '2026-11-25' ELSE '2026-11-29' END",
    "expected_by": "'shop'",
    "state": "'bought'",
}


def let_travel(tx: Tx, shop_id: str, many: int) -> None:
    """Have the shop's one return happen `many` times: of 200 three are on their way, the rest arrived over three years."""
    copies = {"orders": _ORDER, "returns": _RETURN, "return_lines": _LINE, "parcels": _PARCEL}
    row = tx.one("SELECT return_id, order_id FROM returns WHERE shop_id = :s", s=shop_id)
    assert row is not None
    for table, changed in copies.items():
        whole = tx.one(f"SELECT * FROM {table} WHERE shop_id = :s", s=shop_id)
        assert whole is not None
        columns = list(whole)
        cells = ", ".join(changed.get(column, f"o.{column}") for column in columns)
        which = "order_id" if table == "orders" else "return_id"
        values = {"s": shop_id, "which": row[which], "many": many}
        values |= {"now": to_epoch(NOW)} if table == "parcels" else {}
        tx.run(
            f"""INSERT INTO {table} ({", ".join(columns)})
            WITH RECURSIVE k (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k WHERE n < :many)
            SELECT {cells} FROM k CROSS JOIN {table} o WHERE o.shop_id = :s AND o.{which} = :which""",
            **values,
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
    with open_desk(chosen.database, 1) as (database, shop, client):
        database.write(let_travel, shop.shop_id, chosen.returns)
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
