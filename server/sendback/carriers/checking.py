"""Answers of a carrier, looked at before anything is done with them: carriers answer rubbish too."""

import re
from typing import Final

from sendback.carriers.model import Bought, LabelForm, Quote

LARGEST_LABEL: Final = 5_000_000
_NUMBER: Final = re.compile(r"[!-~]{4,60}")
_BEGINS: Final = {LabelForm.PDF: (b"%PDF-",), LabelForm.PNG: (b"\x89PNG\r\n\x1a\n",), LabelForm.ZPL: (b"^XA", b"~", b"\x10CT~~")}


def find_fault(bought: Bought, reference: str) -> str:
    """Say what is wrong with a purchase; empty when it can be used."""
    if bought.reference != reference:
        return "it answers for another parcel"
    if bought.tracking_number is not None and not _NUMBER.fullmatch(bought.tracking_number):
        return "its tracking number is none"
    if bought.cost_minor is not None and bought.cost_minor < 0:
        return "its cost is below nothing"
    if bought.label_form is None:
        return "a label came without its format" if bought.label else ""
    if len(bought.label) > LARGEST_LABEL:
        return "its label is too large"
    if not bought.label.lstrip().startswith(_BEGINS[bought.label_form]):
        return f"its label is no {bought.label_form.upper()}"
    return ""


def is_usable(quote: Quote) -> bool:
    """Tell whether a quote can be shown: a service by name, a price, a currency."""
    return bool(quote.service) and quote.cost_minor >= 0 and bool(re.fullmatch(r"[A-Z]{3}", quote.currency))
