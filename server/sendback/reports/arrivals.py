"""What comes, as a file: a line for each state, day and warehouse, money by currency and never added up."""

import csv
from collections.abc import Iterable, Mapping
from io import StringIO

from sendback.returns.arrivals import Arrival
from sendback.words.amounts import write_amount
from sendback.words.cells import make_safe

COLUMNS = ("state", "day", "warehouse", "warehouse_name", "parcels", "units", "value")


def write_arrivals(rows: Iterable[Arrival], names: Mapping[str, str]) -> bytes:
    """Write rows as CSV; `value` names each currency, as in `EUR 177.00 + SEK 59.00`."""
    written = StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        worth = " + ".join(f"{currency} {write_amount(minor, currency)}" for currency, minor in row.worth)
        day, name = row.day.isoformat() if row.day else "", names.get(row.warehouse, row.warehouse)
        writer.writerow([row.state.value, day, make_safe(row.warehouse), make_safe(name), row.parcels, row.units, worth])
    return written.getvalue().encode()
