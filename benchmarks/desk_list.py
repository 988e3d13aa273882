"""Every page of the desk in a shop with a million returns: milliseconds, request in to answer out.

    PYTHONPATH=. python benchmarks/desk_list.py [--returns 1000000] [--rounds 20] [--database URL]

`cpu` is what the process worked (with SQLite the database too): on a busy machine it says more than the clock. A database
that is there already is measured as it is. Without an address it is SQLite in a folder for temporary files.
"""

import argparse
import json
import platform
import statistics
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from desk_shop import open_desk
from flask.testing import FlaskClient

from sendback.database.model import Database, Tx

RESULTS = Path(__file__).parent / "results" / "desk_list.json"
MOST_MS = 100.0


def list_questions(database: Database, shop_id: str) -> dict[str, tuple[str, str]]:
    """Name what is asked: the address, and what is typed."""
    row = database.read(
        lambda tx: tx.one("SELECT * FROM returns WHERE shop_id = :s ORDER BY return_id LIMIT 1 OFFSET :n", s=shop_id, n=4321)
    )
    assert row is not None
    tracking = database.read(
        lambda tx: tx.one(
            "SELECT tracking_number AS t FROM parcels WHERE shop_id = :s AND tracking_number IS NOT NULL LIMIT 1", s=shop_id
        )
    )
    assert tracking is not None
    at = f"after={row['return_id']}"
    filters = (
        "state=requested",
        "state=declined&state=canceled",
        "reason=damaged",
        "reason=nothing",
        "resolution=exchange",
        "country=LU",
        "country=FI",
        "option=counter",
        "from=2024-12-01&to=2024-12-31",
        "from=2026-11-01",
        "sku=LI-33",
        "waiting=3",
        "due=1",
        "withdrawal=1",
        "mismatch=1",
        "unused=30",
        "state=declined&country=LU&reason=damaged",
        "from=2025-03-01&to=2025-03-07&country=LU",
        "state=requested&from=2024-02-01&to=2024-02-28",
        "country=LU&withdrawal=1&mismatch=1",
    )
    typed = {
        "order": row["order_number"],
        "order, last digits": row["order_number"][-5:],
        "rma begun": row["rma"][:8],
        "common name": "virtanen",
        "name begun": "vir",
        "two common names": "anna korhonen",
        "name mistyped": "Nieminnen",
        "name mistyped more": "korhnen",
        "umlaut spelt out": "Jaervenpaa",
        "e-mail": row["email"],
        "e-mail begun": row["email"][:9],
        "tracking": tracking["t"],
        "sku": "LI-33",
        "ware": "linen",
        "ware and name": "linen virtanen",
        "cjk": "伟",
        "nobody": "xqzzyw",
        "two letters": "ma",
        "wares that never meet": "slippers jeans",
    }
    asked = {"first page": ("", ""), "deep page": (at, ""), "page before": (f"before={row['return_id']}", "")}
    asked |= {"oldest": ("sort=oldest", ""), "updated": ("sort=updated", ""), "filter updated": ("sort=updated&country=LU", "")}
    asked |= {f"filter {query}": (query, "") for query in filters}
    asked |= {f"search {name}": ("", text) for name, text in typed.items()}
    asked |= {"search in a filter": ("state=declined", "virtanen"), "saved view": ("due=1&state=authorized", "")}
    return {name: (f"/desk/returns?{query}", text) for name, (query, text) in asked.items()} | list_others(row)


def list_others(row: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """Name what is asked beside the list: the first page, alerts, the journal, orders and a call about one, a return's page."""
    pages = {
        "home": "/desk",
        "alerts": "/desk/alerts",
        "journal": "/desk/journal",
        "waiting": "/desk/waiting",
        "outbox": "/desk/outbox",
    }
    pages |= {"a return": f"/desk/returns/{row['return_id']}", "an order": f"/desk/orders/{row['order_id']}"}
    pages |= {"orders": "/desk/orders", "orders, deep": f"/desk/orders?before={row['order_id']}"}
    sought = {
        "number": row["order_number"],
        "number begun": "NL-1",
        "common name": "virtanen",
        "name begun": "vir",
        "two common names": "anna korhonen",
        "mistyped": "korhnen",
        "names that never meet": "korhonen virtanen",
        "e-mail": row["email"],
        "nobody": "xqzzyw",
    }
    pages |= {f"orders, {name}": f"/desk/orders?{urlencode({'find': text})}" for name, text in sought.items()}
    calls = {f"call, {name}": ("/desk/returns/new/find", text) for name, text in sought.items()}
    return {name: (path, "") for name, path in pages.items()} | calls


def measure(client: FlaskClient, asked: dict[str, tuple[str, str]], rounds: int) -> dict[str, dict[str, float]]:
    """Ask everything in turn, some rounds, after one that only warms up."""
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in asked}
    for turn in range(rounds + 1):
        for name, (path, text) in asked.items():
            began, worked = time.perf_counter(), time.process_time()
            answer = client.post(path, data={"find": text}) if text else client.get(path)
            took = ((time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000)
            assert answer.status_code in (200, 303), (name, answer.status_code)
            if turn:
                times[name].append(took)
    return {name: describe(some) for name, some in times.items()}


def count_returns(tx: Tx, shop_id: str) -> int:
    """Count the shop's returns."""
    row = tx.one("SELECT COUNT(*) AS n FROM returns WHERE shop_id = :s", s=shop_id)
    return int(row["n"]) if row else 0


def describe(times: list[tuple[float, float]]) -> dict[str, float]:
    """Give the median and the tail of what the clock said, and of the work."""
    figures = {}
    for which, name in enumerate(("clock", "cpu")):
        some = [each[which] for each in times]
        figures[f"{name}_p50_ms"] = round(statistics.median(some), 1)
        figures[f"{name}_p95_ms"] = round(statistics.quantiles(some, n=20)[18], 1)
    return figures


def main() -> None:
    """Measure, print, and keep the figures beside those of the other engine."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--returns", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--database", default="")
    chosen = parser.parse_args()
    with open_desk(chosen.database, chosen.returns) as (database, shop, client):
        figures = measure(client, list_questions(database, shop.shop_id), chosen.rounds)
        engine, many = database.engine, database.read(count_returns, shop.shop_id)
    over = sorted(name for name, times in figures.items() if times["clock_p95_ms"] > MOST_MS)
    kept = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    about = {"python": platform.python_version(), "returns": many, "rounds": chosen.rounds}
    kept[engine] = {**about, "most_ms": MOST_MS, "over": over, "pages": figures}
    RESULTS.write_text(json.dumps(kept, indent=2) + "\n")
    for what, times in sorted(figures.items(), key=lambda pair: -pair[1]["cpu_p95_ms"]):
        print(f"{what:<60}", *(f"{value:>8}" for value in times.values()))


if __name__ == "__main__":
    main()
