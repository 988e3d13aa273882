"""What a scan costs the server in a shop with so many returns: milliseconds, request in to answer out.

    PYTHONPATH=. python benchmarks/scan.py [--returns 1000000] [--rounds 500] [--engine postgres] [--keep FILE]

Each round scans another return, so that nothing is read twice from a warm place. `cpu` is what this process worked, with SQLite
the database too: on a busy machine it says more than the clock. With `--keep` SQLite's file stays, and is measured again.
"""

import argparse
import json
import platform
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

from desk_shop import CHUNK, derive, save
from flask.testing import FlaskClient
from million_returns import NOW, Made, make_returns

from sendback.app import create_app, make_context
from sendback.database.model import Database, Tx
from sendback.settings.model import Settings
from sendback.shops.founding import found_shop
from sendback.shops.model import Mode, Shop, settings_from
from sendback.shops.store import list_shops
from sendback.shops.vault import Vault
from tests.docking import as_device, begin, hire, pair, post
from tests.engines import postgres_database, running_postgres

RESULTS = Path(__file__).parent / "results" / "scan.json"
MOST_MS = 20.0
NEEDED = ("orders", "returns", "return_lines", "parcels", "search_words")


def fill(database: Database, many: int) -> Shop:
    """Found a shop with so many returns, unless it is there."""
    if shops := database.read(list_shops):
        return shops[0]
    home = {"name": "Returns", "lines": ["Varastotie 1"], "postcode": "00520", "city": "Helsinki", "country": "FI"}
    settings = settings_from({"delivery": {"return_address": home}, "time_zone": "Europe/Helsinki"})
    shop = database.write(found_shop, Vault(["a benchmark"]), "large", "Large", Mode.LIVE, settings, "bench", NOW).shop
    made = (Made(one.item, {name: one.rows[name] for name in NEEDED}) for one in make_returns(shop.shop_id, many))
    for place in range(0, many, CHUNK):
        database.write(save, database.engine, [_without_people(one) for one in islice(made, CHUNK)])
        if place % 200_000 == 0:
            print(f"{place:,} of {many:,}", flush=True)
    database.write(derive, shop.shop_id)
    if database.engine == "postgres":
        database.write(lambda tx: tx.run("ANALYZE"))
    return shop


def _without_people(one: Made) -> Made:
    """Leave out the words that the dock does not search."""
    words = [row for row in one.rows["search_words"] if row["word"].startswith("#")]
    return Made(one.item, {**one.rows, "search_words": words})


def list_scans(database: Database, shop: Shop, rounds: int) -> Iterator[dict[str, tuple[str, dict[str, str] | None]]]:
    """Name what is asked in each round: the address, and what is sent."""
    chance = random.Random(11)
    rows = database.read(_pick, shop.shop_id, rounds, chance)
    for row in rows:
        rma, number = row["rma"], row["tracking_number"] or "JJFI64300000000000001"
        yield {
            "our bars": ("scan", {"code": rma}),
            "our QR symbol": ("scan", {"code": f"HTTPS://RETURNS.EXAMPLE/Q/LARGE/{rma}"}),
            "a carrier's number": ("scan", {"code": f"]C0{number}"}),
            "an order number": ("scan", {"code": row["order_number"]}),
            "nothing of ours": ("scan", {"code": f"9400111206206{chance.randrange(10**9):09}"}),
            "search by an order's end": ("search", {"text": row["order_number"][-5:]}),
            "search by ware": ("search", {"text": f"LI-{chance.randrange(700)}"}),
            "a return": (f"returns/large/{row['return_id']}", None),
        }


def _pick(tx: Tx, shop_id: str, rounds: int, chance: random.Random) -> list[dict[str, str]]:
    found = []
    last = tx.one("SELECT MAX(rma) AS a, MIN(rma) AS b FROM returns WHERE shop_id = :s", s=shop_id)
    assert last is not None
    low, high = int(last["b"][1:-1]), int(last["a"][1:-1])
    while len(found) < rounds:
        row = tx.one(
            """SELECT r.return_id, r.rma, r.order_number, p.tracking_number FROM returns r JOIN parcels p
            ON p.shop_id = r.shop_id AND p.return_id = r.return_id WHERE r.shop_id = :s AND r.rma >= :a ORDER BY r.rma LIMIT 1""",
            s=shop_id, a=f"R{chance.randint(low, high)}",
        )  # fmt: skip
        found += [dict(row)] if row else []
    return found


def measure(client: FlaskClient, rounds: list[dict[str, tuple[str, dict[str, str] | None]]]) -> dict[str, dict[str, float]]:
    """Ask everything, round by round, after a few that only warm up."""
    times: dict[str, list[tuple[float, float]]] = {}
    for place, asked in enumerate([*rounds[:5], *rounds]):
        for name, (path, body) in asked.items():
            took = _time(
                lambda path=path, body=body: client.get(f"/dock/api/{path}") if body is None else post(client, path, body)
            )
            if place >= 5:
                times.setdefault(name, []).append(took)
    return {name: describe(some) for name, some in times.items()}


def measure_snapshot(client: FlaskClient) -> tuple[dict[str, dict[str, float]], dict[str, int]]:
    """Take the whole snapshot, as a new device does, then ask for what changed since."""
    pages, cursor, more, many, size = [], "", True, 0, 0
    while more:
        began, worked = time.perf_counter(), time.process_time()
        answer = client.get(f"/dock/api/snapshot?cursor={cursor}")
        pages.append(((time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000))
        told = answer.get_json()
        cursor, more, many, size = told["cursor"], told["more"], many + len(told["items"]), size + len(answer.data)
    nothing = [_time(lambda: client.get(f"/dock/api/snapshot?cursor={cursor}")) for _ in range(50)]
    per_page = {"returns": many, "bytes": size, "pages": len(pages)}
    return {"a page of the snapshot": describe(pages), "nothing new": describe(nothing)}, per_page


def _time(ask: Callable[[], object]) -> tuple[float, float]:
    began, worked = time.perf_counter(), time.process_time()
    ask()
    return (time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000


def describe(times: list[tuple[float, float]]) -> dict[str, float]:
    """Give the median and the tails of what the clock said, and of the work."""
    figures = {}
    for which, name in enumerate(("clock", "cpu")):
        cuts = statistics.quantiles([each[which] for each in times], n=100) if len(times) > 1 else [times[0][which]] * 99
        figures |= {f"{name}_p{cut}_ms": round(cuts[cut - 1], 2) for cut in (50, 95, 99)}
    return figures


def main() -> None:
    """Measure, print, and keep the figures beside those of other sizes and of the other engine."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--returns", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=500)
    parser.add_argument("--engine", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument("--keep", default="")
    chosen = parser.parse_args()
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        url = f"sqlite:{chosen.keep or f'{folder}/scan.sqlite'}"
        if chosen.engine == "postgres":
            stack.enter_context(running_postgres())
            url = stack.enter_context(postgres_database("scan"))
        settings = Settings(base_url="http://localhost", folder=Path(folder), secret_key="bench", database_url=url)
        context = make_context(settings, clock=lambda: NOW)
        stack.callback(context.database.close)
        shop = fill(context.database, chosen.returns)
        device, secret = pair(context.database, shop, NOW)
        begin(context.database, device, hire(context.database, shop, NOW), NOW)
        client = as_device(create_app(context).test_client(), device, secret)
        figures = measure(client, list(list_scans(context.database, shop, chosen.rounds)))
        pages, snapshot = measure_snapshot(client)
    kept = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    over = sorted(name for name, times in figures.items() if times["clock_p99_ms"] > MOST_MS)
    about = {"python": platform.python_version(), "rounds": chosen.rounds, "most_ms": MOST_MS, "over": over}
    told = {**about, "asked": figures | pages, "snapshot": snapshot}
    kept.setdefault(chosen.engine, {})[str(chosen.returns)] = told
    RESULTS.write_text(json.dumps(kept, indent=2, sort_keys=True) + "\n")
    for what, times in (figures | pages).items():
        print(f"{what:<30}", *(f"{value:>8}" for value in times.values()))
    print(snapshot)


if __name__ == "__main__":
    main()
