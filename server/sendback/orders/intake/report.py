"""What was left out of a file, as a file."""

import csv
import io
from collections.abc import Sequence

from sendback.orders.intake.fields import LABELS
from sendback.orders.intake.model import BadRow
from sendback.words.cells import make_safe


def write_report(bad: Sequence[BadRow]) -> str:
    """Write a row for each; a cell that a spreadsheet would reckon gets a mark that makes it text (OWASP, CSV injection).

    >>> print(write_report([BadRow(3, "quantity", "is not a whole number", "=Qty")]).splitlines()[1])
    "3","'=Qty","Quantity is not a whole number"
    """
    out = io.StringIO()
    rows = csv.writer(out, quoting=csv.QUOTE_ALL)  # a name of a column with `;` in it is one cell in every country
    rows.writerow(["Row", "Column", "What is wrong"])
    for one in bad:
        subject = LABELS.get(one.field, "The row" if one.field == "row" else "The file" if one.field == "file" else one.field)
        rows.writerow([one.row, make_safe(one.column), make_safe(f"{subject} {one.reason}")])
    return "\ufeff" + out.getvalue()
