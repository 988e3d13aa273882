"""Every page of the desk's list in a shop with a million returns: milliseconds, request in to answer out.

    python benchmarks/desk_list.py [--returns 1000000] [--rounds 20] [--database URL] [--keep]

`cpu_ms` is what the process worked (with SQLite the database too): on a busy machine it says more than the clock.
A database that is there already is measured as it is. Without an address it is SQLite in a folder for temporary files.
"""

import argparse
import json
import platform
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from million_returns import NOW, Made, make_returns

from sendback.app import create_app, make_context
from sendback.database.model import Database, Tx
from sendback.settings.model import Settings
from sendback.shops import sign_in_store
from sendback.shops.founding import found_shop
from sendback.shops.model import Mode, settings_from
from sendback.shops.sign_in import Role
from sendback.shops.store import list_shops
from sendback.shops.vault import Vault

RESULTS = Path(__file__).parent / "results" / "desk_list.json"
CHUNK = 5000


def fill(database: Database, many: int, say: Callable[[str], None]) -> None:
    """Found two shops, one with `many` returns and one with a hundredth, unless they are there."""
    if database.read(list_shops):
        return
    home = {"name": "Returns", "lines": ["Varastotie 1"], "postcode": "00520", "city": "Helsinki", "country": "FI"}
    settings = settings_from({"delivery": {"return_address": home}, "time_zone": "Europe/Helsinki"})
    for slug, count in (("large", many), ("small", many // 100)):
        shop = database.write(found_shop, Vault(["a benchmark"]), slug, slug, Mode.LIVE, settings, "bench", NOW).shop
        made = make_returns(shop.shop_id, count, seed=len(slug) + count % 2)
        for place in range(0, count, CHUNK):
            database.write(save, database.engine, list(islice(made, CHUNK)))
            if place % 50_000 == 0:
                say(f"{slug}: {place:,} of {count:,}")


def save(tx: Tx, engine: str, made: Iterable[Made]) -> None:
    """Store what was made, table by table."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for one in made:
        for table, some in one.rows.items():
            rows.setdefault(table, []).extend(some)
    for table, some in rows.items():
        if not some:
            continue
        columns = list(some[0])
        if engine == "postgres":
            with tx._cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:  # type: ignore[attr-defined]
                for row in some:
                    copy.write_row([row[column] for column in columns])
        else:
            some.sort(key=lambda row: [str(value) for value in list(row.values())[:3]])
            tx.run_many(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join(f':{c}' for c in columns)})", some)


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
    return asked | {"search in a filter": ("state=declined", "virtanen"), "saved view": ("due=1&state=authorized", "")}


def measure(client: FlaskClient, asked: dict[str, tuple[str, str]], rounds: int) -> dict[str, dict[str, float]]:
    """Ask everything in turn, some rounds, after one that only warms up."""
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in asked}
    for turn in range(rounds + 1):
        for name, (query, text) in asked.items():
            began, worked = time.perf_counter(), time.process_time()
            answer = client.post(f"/desk/returns?{query}", data={"find": text}) if text else client.get(f"/desk/returns?{query}")
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
    """Give the median and the tail of what the clock said, and the median of the work."""
    clock, work = ([each[which] for each in times] for which in (0, 1))
    tail = statistics.quantiles(clock, n=20)[18]
    return {"p50_ms": round(statistics.median(clock), 1), "p95_ms": round(tail, 1), "cpu_ms": round(statistics.median(work), 1)}


def main() -> None:
    """Measure, print, and keep the figures beside those of the other engine."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--returns", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--database", default="")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        settings = Settings(base_url="http://localhost", folder=Path(name), secret_key="bench", database_url=chosen.database)
        context = make_context(settings, clock=lambda: NOW)
        database = context.database
        fill(database, chosen.returns, lambda text: print(text, flush=True))
        shop = next(shop for shop in database.read(list_shops) if shop.slug == "large")
        client = create_app(context).test_client()
        link = database.write(sign_in_store.make_sign_in_link, shop.shop_id, Role.AGENT, "bench", NOW)
        client.post(f"/sign-in/{link}")
        figures = measure(client, list_questions(database, shop.shop_id), chosen.rounds)
        engine, many = database.engine, database.read(count_returns, shop.shop_id)
        database.close()
    kept = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    kept[engine] = {"python": platform.python_version(), "returns": many, "rounds": chosen.rounds, "pages": figures}
    RESULTS.write_text(json.dumps(kept, indent=2) + "\n")
    for what, times in sorted(figures.items(), key=lambda pair: -pair[1]["p95_ms"]):
        print(f"{what:<60} {times['p50_ms']:>8} {times['p95_ms']:>8} {times['cpu_ms']:>8}")


if __name__ == "__main__":
    main()
