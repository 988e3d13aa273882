"""What counting facts adds to a request, in a shop of a million returns.

    python benchmarks/fact_speed.py [--returns 1000000] [--rounds 300]

Half of the requests come from somebody new; the others from the busiest person and address the shop knows: a thousand
returns within the days that count.
"""

import argparse
import json
import platform
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bulk_approval import ADDRESS, found

from sendback.database.ids import new_id
from sendback.database.model import Tx
from sendback.database.opening import open_database
from sendback.orders.model import Buyer, Order, OrderLine, Source
from sendback.returns.fact_keys import key_address
from sendback.returns.facts import find_facts
from sendback.returns.model import Consignor, Delivery, LineRequest, ReturnRequest
from sendback.shops.model import Shop

RESULTS = Path(__file__).parent / "results" / "fact_speed.json"
BUSY = 1000
_COUNT = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :many)"
_ORDERS = f"""INSERT INTO orders (shop_id, order_id, number, number_key, source, as_of, currency)
{_COUNT} SELECT :s, 'o' || i, 'N' || i, 'N' || i, 'pushed', :now, 'EUR' FROM n"""
_RETURNS = f"""INSERT INTO returns (shop_id, return_id, rma, order_id, order_number, status, name, email, phone, address, fields,
mismatches, language, delivery, settings_version, because, created_at, updated_at, email_key, address_key)
{_COUNT} SELECT :s, 'r' || printf('%08d', i), 'R' || i, 'o' || i, 'N' || i, 'authorized', 'Name ' || i, '', '', '{{}}', '{{}}',
'[]', 'en', 'popup', 1, '{{}}', :now - i % 20000000, :now,
CASE WHEN i <= {BUSY} THEN 'busy@example.fi' ELSE 'p' || i % 200000 END,
CASE WHEN i <= {BUSY} THEN :address ELSE 'a' || i % 300000 END FROM n"""
_LINES = f"""INSERT INTO return_lines (shop_id, return_id, order_id, line_id, position, order_number, sku, title, quantity,
unit_price_minor, reason, note, because)
{_COUNT} SELECT :s, 'r' || printf('%08d', i), 'o' || i, '1', 0, 'N' || i, 'SKU', 'Wool jumper', 1, 5900, 'other', '',
'{{}}' FROM n"""


def fill(tx: Tx, shop: Shop, many: int, now: datetime) -> None:
    """Put a million returns in, a line each."""
    values = {"s": shop.shop_id, "many": many, "now": int(now.timestamp())}
    tx.run(_ORDERS, **values)
    tx.run(_RETURNS, **values, address=key_address(ADDRESS))
    tx.run(_LINES, **values)


def make_request(email: str, street: str) -> tuple[Order, ReturnRequest]:
    """Ask for a line of a new order."""
    address, line = replace(ADDRESS, lines=(street,)), OrderLine("1", "Wool jumper", 1, "W", unit_price_minor=5900)
    buyer, now = Buyer("Aino Järvenpää", email, "", address), datetime.now(UTC)
    order = Order(new_id(), "X1", Source.PUSHED, now, (line,), currency="EUR", buyer=buyer)
    consignor = Consignor(buyer.name, email, "", address)
    return order, ReturnRequest(order.order_id, (LineRequest("1", 1, "other"),), consignor, {}, Delivery.POPUP, "en")


def time_each(work: Callable[[], object], rounds: int) -> dict[str, float]:
    """Time some rounds, in milliseconds."""
    took = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        took.append((time.perf_counter() - began) * 1000)
    return {"median_ms": round(statistics.median(took), 3), "p99_ms": round(statistics.quantiles(took, n=100)[98], 3)}


def main() -> None:
    """Fill a shop, count for somebody new and for the busiest, print and write it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--returns", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=300)
    chosen, now = parser.parse_args(), datetime.now(UTC)
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(f"sqlite:{Path(folder) / 'bench.sqlite'}")
        shop = found(database, now)
        database.write(fill, shop, chosen.returns, now)
        people = {"somebody_new": ("new@example.fi", "Uusikatu 1"), "the_busiest": ("busy@example.fi", ADDRESS.lines[0])}
        times = {}
        for name, who in people.items():
            order, request = make_request(*who)
            times[name] = time_each(lambda o=order, r=request: database.read(find_facts, shop, (o,), r, now), chosen.rounds)
        database.close()
    result = {"python": platform.python_version(), "machine": platform.machine(), "returns": chosen.returns, **times}
    RESULTS.write_text(json.dumps(result, indent=2) + "\n")
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
