"""`sendback dock`: pair what scans, add who scans, see and shut out devices."""

from datetime import datetime

import click

from sendback.cli.console import OPERATOR, json_option, open_shop, refusing, say_json, shop_option
from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.receiving.devices import changing
from sendback.receiving.devices.codes import show_code
from sendback.receiving.devices.device_store import list_devices
from sendback.receiving.devices.model import PAIRING_LIFE, Device
from sendback.receiving.devices.pairing import make_pairing
from sendback.receiving.devices.pins import check_pin, hash_pin
from sendback.receiving.devices.worker_store import list_workers
from sendback.receiving.devices.workers import add_worker
from sendback.shops.warehouses import MAIN


@click.group()
def dock() -> None:
    """Pair devices that scan, add workers, list and shut out devices."""


@dock.command()
@click.option("--warehouse", default=MAIN, show_default=True, help="The code of the warehouse it stands in.")
@shop_option
@refusing
def pair(warehouse: str, slug: str | None) -> None:
    """Print the address and a code by which one device joins, once, within ten minutes."""
    with open_shop(slug) as asked:
        context, shop = asked.context, asked.shop
        code = context.database.write(make_pairing, shop.shop_id, warehouse, OPERATOR, context.clock())
        address = f"{context.settings.base_url}/dock/"
        click.echo(f"Open on the device:  {address}#join={shop.shop_id}.{code}")
        click.echo(f"Or open {address} and type:  {show_code(shop.slug, code)}")
        click.echo(f"It works once, for {int(PAIRING_LIFE.total_seconds()) // 60} minutes.")


@dock.group()
def workers() -> None:
    """Add and list who works at the dock."""


@workers.command("add")
@click.argument("name")
@click.option("--pin", prompt="PIN", hide_input=True, help="4 to 8 digits; asked for when not given.")
@shop_option
@refusing
def add(name: str, pin: str, slug: str | None) -> None:
    """Let NAME work at the dock with a PIN."""
    pin_hash = hash_pin(check_pin(pin))
    with open_shop(slug) as asked:
        worker = asked.context.database.write(add_worker, asked.shop.shop_id, name, pin_hash, OPERATOR, asked.context.clock())
        click.echo(f"{worker.name} may begin.")


@workers.command("list")
@shop_option
@json_option
@refusing
def list_them(slug: str | None, as_json: bool) -> None:
    """List who works at the dock."""
    with open_shop(slug) as asked:
        found = asked.context.database.read(list_workers, asked.shop.shop_id)
    if as_json:
        say_json([{"id": each.worker_id, "name": each.name} for each in found])
        return
    for each in found:
        click.echo(f"{each.worker_id}  {each.name}")


@dock.command()
@shop_option
@json_option
@refusing
def devices(slug: str | None, as_json: bool) -> None:
    """List what scans, with what it still has to send."""
    with open_shop(slug) as asked:
        found = asked.context.database.read(list_devices, asked.shop.shop_id)
    if as_json:
        say_json([_describe(each) for each in found])
        return
    for each in found:
        state = "shut out" if each.is_revoked else f"{each.waiting} to send"
        seen = f"seen {each.seen_at:%Y-%m-%d %H:%M} UTC" if each.seen_at else "never seen"
        click.echo(f"{each.device_id}  {each.warehouse:<12} {state:<12} {seen}  {each.name}")


@dock.command()
@click.argument("device")
@shop_option
@refusing
def revoke(device: str, slug: str | None) -> None:
    """Shut a DEVICE out at once; by its id, or by its name where no other has that."""
    with open_shop(slug) as asked:
        name = asked.context.database.write(_revoke, asked.shop.shop_id, device, asked.context.clock())
        click.echo(f"{name} is shut out.")


def _revoke(tx: Tx, shop_id: str, named: str, now: datetime) -> str:
    working = [each for each in list_devices(tx, shop_id) if not each.is_revoked]
    found = [each for each in working if named in (each.device_id, each.name)]
    if len(found) != 1:
        raise Problem(Code.NOT_FOUND, "Say which device by its id; `sendback dock devices` shows them.")
    changing.revoke_device(tx, shop_id, found[0].device_id, OPERATOR, now)
    return found[0].name


def _describe(device: Device) -> dict[str, object]:
    return {
        "id": device.device_id,
        "name": device.name,
        "warehouse": device.warehouse,
        "seen_at": device.seen_at,
        "version": device.version,
        "waiting": device.waiting,
        "revoked_at": device.revoked_at,
    }
