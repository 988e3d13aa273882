"""Returns through HTTP, durable, on SQLite: latency at a steady 50 a second, then as many a second as go.

The client is a process of its own on the same two cores, so the rates are floors. Latency is counted from the moment a
request was due, not from when it was sent: a stall counts against every request it delays.

    python benchmarks/returns_load.py [--seconds 60] [--processes 2] [--threads 8]
"""

import argparse
import itertools
import json
import multiprocessing
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sendback.app import make_context
from sendback.database.ids import new_id
from sendback.database.model import Tx
from sendback.orders.model import Buyer, Order, OrderLine, Source
from sendback.orders.store import save_order
from sendback.settings.model import Settings
from sendback.shops.address import Address
from sendback.shops.founding import found_shop
from sendback.shops.model import Mode, settings_from

RESULTS = Path(__file__).parent / "results" / "returns_load.json"
ADDRESS = {"lines": ["Hämeenkatu 5 A 12"], "postcode": "33100", "city": "Tampere", "country": "FI"}
CONTACT = {"name": "Aino Järvenpää", "email": "aino@example.fi", "address": ADDRESS}


@dataclass(frozen=True)
class Prepared:
    """Requests ready to be sent, one per order, as raw bytes."""

    port: int
    requests: list[bytes]


def prepare(folder: Path, port: int, count: int) -> Prepared:
    """Make a shop with `count` orders, and the request of a shopper who proved each."""
    base = f"http://127.0.0.1:{port}"
    context = make_context(Settings(base_url=base, folder=folder))
    now = datetime.now(UTC)
    home = {"name": "Returns", "lines": ["Varastotie 1"], "postcode": "00520", "city": "Helsinki", "country": "FI"}
    settings = settings_from({"delivery": {"return_address": home}, "origins": ["https://shop.example"]})
    founded = context.database.write(found_shop, context.vault, "bench", "Bench", Mode.LIVE, settings, "bench", now)
    shop_id = founded.shop.shop_id
    sessions = []
    for start in range(0, count, 1000):
        orders = [make_order(place, now) for place in range(start, min(start + 1000, count))]
        context.database.write(save_all, shop_id, orders)
        sessions += [context.links.session(shop_id, order.order_id) for order in orders]
    context.database.close()
    path = f"/api/v1/widget/{founded.publishable_key}/returns"
    return Prepared(port, [make_request(path, session, place) for place, session in enumerate(sessions)])


def make_order(place: int, now: datetime) -> Order:
    """Make one order of one line, delivered today."""
    line = OrderLine("1", "Wool jumper", 1, "WOOL-1", unit_price_minor=5900)
    address = Address("Aino Järvenpää", "", ("Hämeenkatu 5 A 12",), "33100", "Tampere", "", "", "FI")
    buyer = Buyer("Aino Järvenpää", "aino@example.fi", "", address)
    return Order(new_id(), f"B{place}", Source.PUSHED, now, (line,), delivered_on=now.date(), buyer=buyer)


def save_all(tx: Tx, shop_id: str, orders: list[Order]) -> None:
    """Store many orders in one transaction."""
    for order in orders:
        save_order(tx, shop_id, order, order.number)


def make_request(path: str, session: str, place: int) -> bytes:
    """Write one POST as it goes over the wire."""
    lines = [{"id": "1", "quantity": 1, "reason": "too_small"}]
    body = json.dumps({"session": session, "lines": lines, "contact": CONTACT, "fields": {}, "delivery": "popup", "lang": "en"})
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: https://shop.example\r\nContent-Type: application/json\r\n"
        f"Idempotency-Key: bench-{place}\r\nContent-Length: {len(body.encode())}\r\n\r\n"
    )
    return head.encode() + body.encode()


@contextmanager
def serving(folder: Path, port: int, processes: int, threads: int) -> Iterator[None]:
    """Run `sendback serve` as an operator would."""
    chosen = {"FOLDER": folder, "BASE_URL": f"http://127.0.0.1:{port}", "PORT": port, "PROCESSES": processes, "THREADS": threads}
    environment = {**os.environ, **{f"SENDBACK_{name}": str(value) for name, value in chosen.items()}}
    with (folder / "serve.log").open("wb") as log:
        server = subprocess.Popen([sys.executable, "-m", "sendback", "serve"], env=environment, stdout=log, stderr=log)
        try:
            wait_until_ready(port)
            yield
        finally:
            server.terminate()
            server.wait(20)


def wait_until_ready(port: int) -> None:
    """Wait for /readyz, at most half a minute."""
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server did not get ready")


class Line:
    """One kept-open connection that speaks just enough HTTP."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self, request: bytes) -> tuple[int, bytes]:
        """Send a request and read its answer: status and body."""
        self._socket.sendall(request)
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += self._receive()
        head, _, body = answer.partition(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0])
        while len(body) < length:
            body += self._receive()
        return int(head[9:12]), body

    def _receive(self) -> bytes:
        received = self._socket.recv(1 << 16)
        if not received:
            raise ConnectionError("the server hung up")
        return received


def run_steadily(prepared: Prepared, rate: int, seconds: int, results: "multiprocessing.Queue[list[tuple[float, int]]]") -> None:
    """Send `rate` requests a second from 16 connections, each at the moment it is due; then fetch each label."""
    times: list[tuple[float, int]] = []
    places = itertools.count()
    begin = time.perf_counter() + 0.5

    def work() -> None:
        line = Line(prepared.port)
        while (place := next(places)) < rate * seconds:
            due = begin + place / rate
            time.sleep(max(0.0, due - time.perf_counter()))
            status, body = line.send(prepared.requests[place])
            times.append((time.perf_counter() - due, status))
            if status == 201:
                label = json.loads(body)["label"]["pdf"].removeprefix(f"http://127.0.0.1:{prepared.port}")
                status, _ = line.send(f"GET {label} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
                times.append((-1.0, status))

    run_threads(work, 16)
    results.put(times)


def run_flat_out(prepared: Prepared, first: int, seconds: int, results: "multiprocessing.Queue[list[tuple[float, int]]]") -> None:
    """Send as many as the server takes from 32 connections for some seconds."""
    times: list[tuple[float, int]] = []
    places = itertools.count(first)
    end = time.perf_counter() + seconds

    def work() -> None:
        line = Line(prepared.port)
        while time.perf_counter() < end and (place := next(places)) < len(prepared.requests):
            began = time.perf_counter()
            status, _ = line.send(prepared.requests[place])
            times.append((time.perf_counter() - began, status))

    run_threads(work, 32)
    results.put(times)


def run_threads(work: object, count: int) -> None:
    """Run the same work in several threads to its end."""
    threads = [threading.Thread(target=work) for _ in range(count)]  # type: ignore[arg-type]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def in_process(target: object, *args: object) -> list[tuple[float, int]]:
    """Run the client apart, so that its interpreter lock is not the server's."""
    results: multiprocessing.Queue[list[tuple[float, int]]] = multiprocessing.Queue()
    process = multiprocessing.Process(target=target, args=(*args, results))  # type: ignore[arg-type]
    process.start()
    times = results.get()
    process.join()
    return times


def describe(times: list[tuple[float, int]]) -> dict[str, float]:
    """Give the latency's median and tail in milliseconds, and the errors."""
    posts = sorted(seconds * 1000 for seconds, _ in times if seconds >= 0)
    marks = statistics.quantiles(posts, n=1000)
    errors = sum(status not in (200, 201) for _, status in times)
    return {"requests": len(posts), "p50_ms": marks[499], "p99_ms": marks[989], "max_ms": posts[-1], "errors": errors}


def main() -> None:
    """Measure both, print a table, keep the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--rate", type=int, default=50)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--threads", type=int, default=8)
    parser.add_argument("--port", type=int, default=8765)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:  # a real disk: the folder for temporary files may be memory
        folder = Path(name)
        steady_count = chosen.rate * chosen.seconds
        prepared = prepare(folder, chosen.port, steady_count + 25_000)
        with serving(folder, chosen.port, chosen.processes, chosen.threads):
            steady = describe(in_process(run_steadily, prepared, chosen.rate, chosen.seconds))
            began = time.perf_counter()
            flat = describe(in_process(run_flat_out, prepared, steady_count, 15))
            flat["per_second"] = flat["requests"] / (time.perf_counter() - began)
    report = {
        "steady": {"rate": chosen.rate, **steady},
        "flat_out": flat,
        "processes": chosen.processes,
        "threads": chosen.threads,
    }
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(report, indent=2) + "\n")
    for what, figures in (("steady", report["steady"]), ("flat out", flat)):
        print(what, {name: round(value, 1) for name, value in figures.items()})  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
