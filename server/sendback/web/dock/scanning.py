"""A scan and a search: what a code or some words lead to, in the shops that the device receives for."""

from typing import Any

from flask import Response, g, jsonify, url_for

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.receiving.expected import read_expected
from sendback.receiving.scanning.looking_up import Hit, Outcome, look_up
from sendback.receiving.scanning.seeking import Row, seek
from sendback.returns.photo_store import list_photos
from sendback.shops.actors import name_actor
from sendback.shops.model import Shop
from sendback.web.context import get_context
from sendback.web.dock.auth import needs_shift
from sendback.web.reading import get_text, read_json

MOST_CODE, MOST_SOUGHT = 4000, 120


@needs_shift
def scan() -> Response:
    """Say what a code leads to."""
    code = get_text(read_json(), "code", MOST_CODE)
    return jsonify(get_context().database.read(_scan, code))


@needs_shift
def search() -> Response:
    """List the returns that fit what was typed: order numbers, wares, RMA and tracking numbers; nobody is found by name."""
    text = get_text(read_json(), "text", MOST_SOUGHT)
    rows = get_context().database.read(seek, [each.shop for each in g.served], text)
    return jsonify({"rows": [_write(row) for row in rows]})


@needs_shift
def show_return(slug: str, return_id: str) -> Response:
    """Show one return as it is now, with links to the photos that its shopper sent."""
    return jsonify(get_context().database.read(_show, find_shop(slug), return_id))


def find_shop(slug: str) -> Shop:
    """Return a shop that this device receives for; all others are not there."""
    for each in g.served:
        if each.shop.slug == slug:
            shop: Shop = each.shop
            return shop
    raise Problem(Code.NOT_FOUND, "This device does not receive for that shop.")


def _scan(tx: Tx, code: str) -> dict[str, Any]:
    outcome = look_up(tx, g.served, code)
    return {
        "verdict": outcome.verdict.value,
        "sort": outcome.sort,
        "code": code,
        "expected": [_read(tx, hit) for hit in outcome.hits],
        "unused": [{"shop": shop.slug, "order_number": number} for shop, number in outcome.orders],
        "known": _tell_known(tx, outcome),
    }


def _read(tx: Tx, hit: Hit) -> dict[str, Any]:
    return {**read_expected(tx, hit.shop, hit.return_id).as_json(), "box": hit.box or None}


def _tell_known(tx: Tx, outcome: Outcome) -> dict[str, Any] | None:
    if outcome.known is None:
        return None
    shop, known = outcome.known
    name = name_actor(tx, shop.shop_id, known.made_by)
    return {"shop": shop.slug, "receipt_id": known.receipt_id, "by": name, "at": known.made_at.isoformat()}


def _write(row: Row) -> dict[str, Any]:
    return {
        "shop": row.shop,
        "id": row.return_id,
        "rma_shown": row.rma_shown,
        "order_numbers": list(row.order_numbers),
        "titles": list(row.titles),
        "status": row.status.value,
    }


def _show(tx: Tx, shop: Shop, return_id: str) -> dict[str, Any]:
    expected = read_expected(tx, shop, return_id).as_json()
    photos = [
        {
            "line_id": photo.line_id,
            "url": url_for("dock.show_photo", slug=shop.slug, return_id=return_id, photo_id=photo.photo_id),
        }
        for photo in list_photos(tx, shop.shop_id, return_id)
    ]
    return {**expected, "photos": photos}
