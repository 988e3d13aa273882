"""Two hundred returns approved at once beside two hundred approved one by one, durable, taking turns in one run.

    python benchmarks/bulk_approval.py [--rounds 5] [--returns 200]

What is timed is what the desk does: the ledger, the journal's chain and the commit on disk. No HTTP, no mail: the mails
are the worker's.
"""

import argparse
import json
import platform
import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from sendback.database.ids import new_id
from sendback.database.model import Database, Tx
from sendback.database.opening import open_database
from sendback.orders.model import Buyer, Order, OrderLine, Source
from sendback.orders.store import save_order
from sendback.returns.bulk import approve_all
from sendback.returns.deciding import approve
from sendback.returns.model import Consignor, Delivery, LineRequest, ReturnRequest
from sendback.returns.requesting import request_return
from sendback.shops.address import Address
from sendback.shops.founding import found_shop
from sendback.shops.model import Mode, Shop, settings_from
from sendback.shops.vault import Vault

RESULTS = Path(__file__).parent / "results" / "bulk_approval.json"
ADDRESS = Address("Aino Järvenpää", "", ("Hämeenkatu 5 A 12",), "33100", "Tampere", "", "", "FI")
MOST_SECONDS = 5.0


def found(database: Database, now: datetime) -> Shop:
    """Found a shop that decides every return itself."""
    home = {"name": "Returns", "lines": ["Varastotie 1"], "postcode": "00520", "city": "Helsinki", "country": "FI"}
    settings = settings_from({"delivery": {"return_address": home}, "policy": {"approval": "none"}})
    return database.write(found_shop, Vault(["a benchmark"]), "bench", "Bench", Mode.LIVE, settings, "bench", now).shop


def make_waiting(tx: Tx, shop: Shop, many: int, now: datetime) -> list[str]:
    """Let so many returns of three lines wait, each of an order of its own."""
    made = []
    for place in range(many):
        lines = tuple(OrderLine(str(n), "Wool jumper", 1, f"WOOL-{n}", unit_price_minor=5900) for n in range(3))
        buyer = Buyer("Aino Järvenpää", f"a{place}@example.fi", "", ADDRESS)
        number = f"B{new_id()}"
        order = Order(new_id(), number, Source.PUSHED, now, lines, delivered_on=now.date(), currency="EUR", buyer=buyer)
        save_order(tx, shop.shop_id, order, number)
        asked = tuple(LineRequest(line.line_id, 1, "too_small") for line in lines)
        consignor = Consignor("Aino Järvenpää", buyer.email, "", ADDRESS)
        request = ReturnRequest(order.order_id, asked, consignor, {}, Delivery.EMAIL, "en")
        made.append(request_return(tx, shop, order, request, "bench", now).return_id)
    return made


def measure(database: Database, shop: Shop, many: int, now: datetime) -> dict[str, float]:
    """Approve a batch at once and another one by one; seconds for each."""
    together, apart = (database.write(make_waiting, shop, many, now) for _ in range(2))
    began = time.perf_counter()
    told = database.write(approve_all, shop.shop_id, together, "bench", now)
    at_once = time.perf_counter() - began
    assert all(one.is_done for one in told)
    began = time.perf_counter()
    for return_id in apart:
        database.write(approve, shop.shop_id, return_id, "bench", now)
    return {"at_once": at_once, "one_by_one": time.perf_counter() - began}


def main() -> None:
    """Measure some rounds, print the medians and write them as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--returns", type=int, default=200)
    chosen, now = parser.parse_args(), datetime.now(UTC)
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(f"sqlite:{Path(folder) / 'bench.sqlite'}")
        shop = found(database, now)
        rounds = [measure(database, shop, chosen.returns, now) for _ in range(chosen.rounds)]
        database.close()
    seconds = {name: round(statistics.median(each[name] for each in rounds), 4) for name in rounds[0]}
    facts = {"python": platform.python_version(), "machine": platform.machine(), "engine": "sqlite"}
    result = {**facts, "returns": chosen.returns, "rounds": chosen.rounds, "median_seconds": seconds}
    RESULTS.write_text(json.dumps(result, indent=2) + "\n")
    print(json.dumps(result, indent=2))
    assert seconds["at_once"] < MOST_SECONDS


if __name__ == "__main__":
    main()
