"""What `sendback labels print` prints: the rows of its file, one paper each; rows that cannot be printed are named."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from sendback.cli.console import OPERATOR, Asked, say_progress
from sendback.database.model import Tx
from sendback.delivery.enclosing import EnclosedPaper, Enclosing, find_unprintable, no_way_home
from sendback.delivery.facts import Paper, read_paper
from sendback.delivery.shipping import Enclosed, Shipment, record_shipments
from sendback.errors import Code, Problem
from sendback.orders.importing import BATCH, BadRow, ImportReport, read_orders, save_batch
from sendback.orders.model import Order
from sendback.orders.normalize import norm_order
from sendback.orders.token.keys import kid_of
from sendback.orders.token_keys import get_signing_key
from sendback.paper.missing import find_missing_glyphs
from sendback.returns.prepared import PreparedLabel
from sendback.returns.preparing import prepare_labels
from sendback.returns.rma import read_rma
from sendback.returns.store import find_return_by_rma
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


def read_return_papers(asked: Asked, file: Path, report: ImportReport) -> Iterator[EnclosedPaper]:
    """Give the label of each line's RMA number."""
    with file.open(encoding="utf-8", errors="replace") as source:
        for place, line in enumerate(source, 1):
            if not line.strip():
                continue
            report.rows += 1
            say_progress(f"line {place}")
            try:
                yield EnclosedPaper(_read_return(asked, line.split(",")[0]), Enclosed.LABEL)
            except Problem as problem:
                report.bad.append(BadRow(place, "rma", problem.detail))


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


def _read_return(asked: Asked, typed: str) -> Paper:
    context, shop_id, rma = asked.context, asked.shop.shop_id, read_rma(typed)
    found = context.database.read(find_return_by_rma, shop_id, rma) if rma else None
    if found is None:
        raise Problem(Code.NOT_FOUND, "There is no return with this number.")
    paper = context.database.read(read_paper, context.settings.base_url, shop_id, found.return_id)
    if missing := find_missing_glyphs(paper.facts):
        raise Problem(Code.GLYPH_MISSING, f"No font can print {' '.join(missing)}.")
    return paper
