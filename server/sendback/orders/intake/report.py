"""What was left out of a file, as a file."""

import csv
import io
from collections.abc import Sequence

from sendback.orders.intake.fields import LABELS
from sendback.orders.intake.model import BadRow

_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


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
        rows.writerow([one.row, _tame(one.column), _tame(f"{subject} {one.reason}")])
    return "\ufeff" + out.getvalue()


def _tame(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA) else text
