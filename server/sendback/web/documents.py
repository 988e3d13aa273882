"""For whoever holds the link: labels and packing slips, as PDF, PNG, BMP, ZPL and SVG."""

from collections.abc import Sequence

from flask import Blueprint, Response, request

from sendback.delivery.documents import Wanted, get_document
from sendback.delivery.withdrawal_receipts import draw_receipt_pdf, write_receipt_text
from sendback.errors import refuse_field
from sendback.paper.dots import RESOLUTIONS
from sendback.paper.formats import BITS
from sendback.paper.model import Form
from sendback.shops.store import get_shop
from sendback.web.context import get_context
from sendback.web.turns import in_turn
from sendback.withdrawals.store import get_withdrawal

door = Blueprint("documents", __name__)

# What a browser shows by itself; the rest is for printers and other programs, and is saved.
_SHOWN = frozenset({Form.PDF, Form.PNG, Form.SVG})
# A picture of ours, opened as a page: it may show the logo it carries, and is nobody's page besides.
_SVG_POLICY = "default-src 'none'; img-src data:; frame-ancestors 'self'; sandbox"


@door.get(f"/documents/<signed>.<any({','.join(Form)}):ending>")
def show_document(signed: str, ending: str) -> Response:
    """Draw the paper that a link names.

    `?dpi=203|300`, `?bits=1|24` of a BMP, `?page=n`. Problems not-found, link-expired, invalid-fields, glyph-missing, busy.
    """
    context = get_context()
    link = context.links.read_document(signed)
    wanted = Wanted(Form(ending), _read_choice("dpi", RESOLUTIONS), _read_choice("bits", BITS), _read_page())
    with in_turn():
        ids = (link.shop_id, link.return_id, link.document)
        drawn = get_document(context.database, context.links.base_url, *ids, wanted, link.parcel)
    shown = "inline" if wanted.form in _SHOWN else "attachment"
    response = _send_private(Response(drawn.body, mimetype=drawn.mimetype), shown, drawn.name)
    if wanted.form is Form.SVG:
        response.headers["Content-Security-Policy"] = _SVG_POLICY
    return response


@door.get("/documents/withdrawals/<signed>.<any(pdf,txt):ending>")
def show_receipt(signed: str, ending: str) -> Response:
    """Give the acknowledgement of a withdrawal, as PDF or as the signed text; problems not-found, link-expired, busy."""
    context = get_context()
    shop_id, number = context.links.read_receipt(signed)
    item, shop = context.database.read(get_withdrawal, shop_id, number), context.database.read(get_shop, shop_id)
    with in_turn():
        drawn = draw_receipt_pdf(shop, item, context.links.base_url) if ending == "pdf" else write_receipt_text(item)
    return _send_private(Response(drawn.body, mimetype=drawn.mimetype), "inline" if ending == "pdf" else "attachment", drawn.name)


def _send_private(response: Response, shown: str, name: str) -> Response:
    response.headers["Content-Disposition"] = f'{shown}; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _read_choice(name: str, choices: Sequence[int]) -> int:
    """Read a number of the query that must be one of these; the first is what who says nothing gets."""
    said = request.args.get(name, str(choices[0]))
    if said not in map(str, choices):
        raise refuse_field(name, "unknown", f"Choose {' or '.join(map(str, choices))}.")
    return int(said)


def _read_page() -> int | None:
    said = request.args.get("page")
    if said is not None and not (said.isascii() and said.isdigit() and len(said) < 5):
        raise refuse_field("page", "format", "Give the page's number, from 1.")
    return int(said) if said is not None else None
