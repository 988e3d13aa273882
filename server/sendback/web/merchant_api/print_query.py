"""What a request for a print file asks for, read from its query."""

from collections.abc import Mapping, Sequence

from flask import request

from sendback.delivery.print_wish import PrintWish
from sendback.delivery.shipping import Enclosed
from sendback.errors import refuse_field
from sendback.paper.dots import RESOLUTIONS
from sendback.paper.model import Form, PaperSize
from sendback.paper.sheets import SHEETS

_CHOICES: Mapping[str, Sequence[str]] = {
    "what": (Enclosed.LABEL, Enclosed.SLIP),
    "size": tuple(PaperSize),
    "dpi": tuple(map(str, RESOLUTIONS)),
    "sheet": tuple(SHEETS),
    "start": tuple(map(str, range(1, 100))),
}


def read_what() -> Enclosed | None:
    """Read which paper is asked for instead of what each shipment said."""
    asked = _read("what", "")
    return Enclosed(asked) if asked else None


def read_wish(form: Form) -> PrintWish:
    """Read how it is to come; Problem invalid-fields names what cannot be chosen."""
    size = _read("size", "")
    return PrintWish(
        form=form,
        dpi=int(_read("dpi", str(RESOLUTIONS[0]))),
        size=PaperSize(size) if size else None,
        sheet=_read("sheet", ""),
        start=int(_read("start", "1")),
    )


def _read(name: str, unsaid: str) -> str:
    """Read one choice of the query, or refuse it by its name."""
    said = request.args.get(name)
    if said is None:
        return unsaid
    if said not in _CHOICES[name]:
        offered = "a number from 1" if name == "start" else ", ".join(_CHOICES[name])
        detail = f"Choose {offered}."
        raise refuse_field(name, "unknown", detail)
    return said
