"""A file of orders on this machine: good rows are kept, bad ones are named by number and reason."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sendback.database.model import Tx
from sendback.journal.store import record
from sendback.orders import store
from sendback.orders.intake.gathering import gather
from sendback.orders.intake.model import BadRow, ImportReport
from sendback.orders.intake.reading import open_file
from sendback.orders.intake.recognising import recognise
from sendback.orders.intake.shapes import spell
from sendback.orders.intake.sniffing import FileForm, sniff
from sendback.orders.intake.workbook import Unreadable
from sendback.orders.model import Order
from sendback.orders.normalize import norm_order

BATCH = 200


def read_orders(file: Path, report: ImportReport, now: datetime) -> Iterator[tuple[int, Order]]:
    """Read a file's orders one by one, each with the number of its first row; what is wrong goes into the report."""
    try:
        with open_file(file) as (head, rows):
            columns = recognise(head.header)
            if head.header and columns is None:
                report.bad.append(BadRow(1, "row", "names columns that are not known; import the file at the desk first"))
                return
            for group in gather(rows, columns, now):
                report.rows += group.rows
                report.bad += group.bad
                if group.order is not None:
                    yield group.first, group.order
    except Unreadable as fault:
        report.bad.append(BadRow(1, "file", str(fault)))


def names_orders(beginning: bytes) -> bool:
    """Say whether a file begins as one of orders does: with a header that has their number, as JSON or as a workbook."""
    sniffed = sniff(beginning)
    if sniffed.form is not FileForm.CSV:
        return sniffed.form is not FileForm.NONE
    header = beginning.decode(sniffed.encoding, "replace").removeprefix("\ufeff").lstrip().partition("\n")[0].strip()
    cells = {spell(cell.strip('" ')) for cell in header.split(sniffed.delimiter)}
    return bool(cells & {"order number", "number"}) or recognise(cells) is not None


def save_batch(tx: Tx, shop_id: str, batch: Sequence[Order], actor: str, now: datetime) -> list[Order]:
    """Store orders in one transaction, say so in the journal, and give them with the ids they are known by."""
    saved = [replace(order, order_id=store.save_order(tx, shop_id, order, norm_order(order.number))) for order in batch]
    record(tx, shop_id, "orders.saved", "orders", {"count": len(batch)}, actor, now)
    return saved
