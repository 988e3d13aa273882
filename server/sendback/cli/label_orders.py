"""What `sendback labels print` prints of a file of orders: a paper for each box; rows that cannot be printed are named."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from sendback.cli.console import OPERATOR, Asked, say_progress
from sendback.database.model import Tx
from sendback.delivery.enclosing import EnclosedPaper, Enclosing, no_way_home
from sendback.delivery.printable import find_unprintable
from sendback.delivery.shipping import Enclosed, Shipment, record_shipments
from sendback.orders.importing import BATCH, read_orders, save_batch
from sendback.orders.intake.model import BadRow, ImportReport
from sendback.orders.model import Order
from sendback.orders.normalize import norm_order
from sendback.orders.token.keys import kid_of
from sendback.orders.token_keys import get_signing_key
from sendback.returns.prepared import PreparedLabel
from sendback.returns.preparing import prepare_labels
from sendback.shops.model import ShipMail


@dataclass(frozen=True, slots=True)
class Wish:
    """What the boxes of outbound orders get, and what their shoppers are mailed."""

    enclosed: Enclosed
    mail: ShipMail


def read_order_papers(asked: Asked, file: Path, report: ImportReport, wish: Wish) -> Iterator[EnclosedPaper]:
    """Store the orders of a file, prepare their labels, and give their papers in its order, a batch at a time."""
    context, shop, now = asked.context, asked.shop, asked.context.clock()
    if not shop.settings.delivery.has_return_address and Enclosed.LABEL in (wish.enclosed, wish.mail):
        raise no_way_home()
    enclosing = Enclosing(context.vault, context.settings.base_url, shop)
    kid = kid_of(context.database.read(get_signing_key, context.vault, shop.shop_id, now))
    orders = _leave_out(read_orders(file, report, now), report)
    while batch := list(islice(orders, BATCH)):
        saved, prepared = context.database.write(_prepare, asked, kid, batch, wish, now)
        yield from context.database.read(_gather, enclosing, saved, prepared, wish.enclosed)
        report.orders += len(saved)
        say_progress(f"{report.orders} orders from {report.rows} rows")


def _leave_out(orders: Iterator[tuple[int, Order]], report: ImportReport) -> Iterator[Order]:
    """Leave out what cannot be printed, and what is in the file already: one box, one label."""
    seen = set[str]()
    for row, order in orders:
        faults = find_unprintable(order)
        report.bad += [BadRow(row, fault.field, fault.detail) for fault in faults]
        number = norm_order(order.number)
        if number in seen:
            report.bad.append(BadRow(row, "order_number", "is in this file already"))
        elif not faults:
            seen.add(number)
            yield order


def _prepare(
    tx: Tx, asked: Asked, kid: str, batch: list[Order], wish: Wish, now: datetime
) -> tuple[list[Order], list[PreparedLabel]]:
    shop = asked.shop
    saved = save_batch(tx, shop.shop_id, batch, OPERATOR, now)
    if wish.mail is ShipMail.NONE:
        return saved, prepare_labels(tx, shop, saved, kid, OPERATOR, now)
    shipments = [Shipment(order, wish.mail, wish.enclosed) for order in saved]
    return saved, list(record_shipments(tx, shop, kid, shipments, OPERATOR, now).labels)


def _gather(
    tx: Tx, enclosing: Enclosing, orders: list[Order], prepared: list[PreparedLabel], enclosed: Enclosed
) -> list[EnclosedPaper]:
    pairs = zip(prepared, orders, strict=True)
    return [enclosing.gather(tx, label, order, enclosed) for label, order in pairs]
