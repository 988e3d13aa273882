"""What the designer sees and what a printer gets of it: one page as a picture, and the whole specimen as PDF."""

from typing import Any

from flask import Blueprint, Response, request

from sendback.paper.design.model import Design
from sendback.paper.model import LabelFacts
from sendback.paper.png import write_png
from sendback.paper.raster import print_colour
from sendback.shops.model import Shop
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.builder.paper.body import read_designer_json, read_sent_design
from sendback.web.builder.paper.kept import get_kept_design
from sendback.web.builder.paper.printing import print_pages, write_specimen
from sendback.web.builder.paper.samples import make_sample
from sendback.web.context import get_context
from sendback.web.turns import in_turn
from sendback.words.catalogue import Words

room = Blueprint("builder_paper_drawing", __name__, url_prefix="/builder/paper")
LEAST_DPI, MOST_DPI = 36, 300


@room.post("/preview")
@needs(Action.CHANGE_SETTINGS)
def show_preview() -> Response:
    """Draw one page of a design not yet saved; the header Sendback-Pages says how many there are."""
    body, shop = read_designer_json(), own_shop()
    design = read_sent_design(body)
    facts, words = _fill(shop, design, body.get("language"), body.get("sample"))
    dpi = _within(body.get("dpi"), LEAST_DPI, MOST_DPI, 150)
    with in_turn():
        pages = print_pages(design, facts, words)
        shown = pages[_within(body.get("page"), 1, len(pages), 1) - 1]
        dots = print_colour(write_specimen([shown], design, facts, words), shown, dpi)
        picture = write_png(dots.rows, (dots.width, dots.height), dots.bits, dpi)
    response = Response(picture, mimetype="image/png")
    response.headers["Sendback-Pages"] = str(len(pages))
    return response


@room.get("/designs/<kind>/<size>/specimen.pdf")
@needs(Action.CHANGE_SETTINGS)
def show_specimen(kind: str, size: str) -> Response:
    """Print a design as it is kept, for a look at real paper."""
    shop, database = own_shop(), get_context().database
    _, design = get_kept_design(database, shop, kind, size)
    facts, words = _fill(shop, design, request.args.get("lang"), request.args.get("sample"))
    with in_turn():
        pdf = write_specimen(print_pages(design, facts, words), design, facts, words)
    response = Response(pdf, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="specimen-{design.kind}-{design.size}.pdf"'
    response.headers["Content-Security-Policy"] = "default-src 'none'"
    return response


def _fill(shop: Shop, design: Design, language: Any, sample: Any) -> tuple[LabelFacts, Words]:
    words = shop.settings.words(language if isinstance(language, str) else shop.settings.default_language)
    return make_sample(get_context(), shop, str(sample), design.kind, words), words


def _within(value: Any, least: int, most: int, usual: int) -> int:
    return min(most, max(least, value)) if isinstance(value, int) else usual
