"""Preparing the demo, and saying where to click."""

import contextlib
import socket
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sendback.app import make_context
from sendback.errors import Code, Problem
from sendback.receiving.devices.pins import hash_pin
from sendback.settings.model import Settings
from sendback.shops.sign_in import Role
from sendback.web.context import Context
from sendback.web.demo.choosing import find_example
from sendback.web.demo.dock import PINS, DemoDock, open_dock
from sendback.web.demo.filling import fill_demo
from sendback.web.demo.staff import let_staff_in
from sendback.web.demo.store import OrderRow, list_orders


@dataclass(frozen=True, slots=True)
class Prepared:
    """A demo that is filled: where it will be, how to get in, what to try first."""

    base_url: str
    slug: str
    links: Mapping[Role, str]
    dock: DemoDock
    example: OrderRow | None


def prepare_demo(settings: Settings) -> Prepared:
    """Fill the demo unless an earlier start did; Problem busy when another program has the port."""
    _refuse_taken_port(settings)
    with _opened(settings) as context:
        now = context.clock()
        shop = context.database.write(fill_demo, context.vault, settings.base_url, now)
        pin_hashes = {name: hash_pin(pin) for name, pin in PINS.items()}
        dock = context.database.write(open_dock, shop, pin_hashes, now)
        links = context.database.write(let_staff_in, shop.shop_id, now)
        rows = context.database.read(list_orders, shop.shop_id)
        today = now.astimezone(shop.settings.zone).date()
        return Prepared(settings.base_url, shop.slug, links, dock, find_example(rows, today))


def describe_demo(prepared: Prepared) -> str:
    """Write what a person needs, and nothing more."""
    base, example = prepared.base_url, prepared.example
    rows = [
        ("Storefront", f"{base}/demo/"),
        ("Return page", f"{base}/s/{prepared.slug}"),
        ("Inbox", f"{base}/demo/inbox"),
        ("Desk, builder", f"{base}/sign-in/{prepared.links[Role.OWNER]}"),
        ("as an agent", f"{base}/sign-in/{prepared.links[Role.AGENT]}"),
        ("as a viewer", f"{base}/sign-in/{prepared.links[Role.VIEWER]}"),
    ]
    rows.append(("Dock", f"{base}/dock/#join={prepared.dock.pairing}"))
    lines = ["", "  Nordlys is open: a demo shop, on this computer only.", ""]
    lines += [f"  {name:<15} {address}" for name, address in rows]
    lines.append(f"  {'':<15} (each signs you in once; a new start prints new links)")
    pins = ", ".join(f"{name} {pin}" for name, pin in prepared.dock.pins.items())
    lines.append(f"  {'':<15} (the dock's pairs one device within 10 minutes; PINs: {pins})")
    if example:
        lines += [
            "",
            f"  Try it: open the storefront, click Return an item, type order {example.number}, postcode {example.postcode}.",
        ]
    return "\n".join([*lines, ""])


def forget_demo(folder: Path) -> None:
    """Delete what a demo keeps in its folder, and nothing else that may be there."""
    for file in (*folder.glob("sendback.sqlite*"), *folder.glob("secret.key"), *folder.glob("mail/*.eml")):
        file.unlink()


@contextlib.contextmanager
def _opened(settings: Settings) -> Iterator[Context]:
    context = make_context(settings)
    try:
        yield context
    finally:
        context.database.close()


def _refuse_taken_port(settings: Settings) -> None:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((settings.host, settings.port))
        except OSError:
            detail = f"Another program uses port {settings.port}. Choose another: make demo PORT={settings.port + 1}"
            raise Problem(Code.BUSY, detail) from None
