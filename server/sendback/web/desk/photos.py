"""Photos at the desk: small beside their lines, large in a tab of their own, and for the shop's own people alone."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from flask import Response, g

from sendback.delivery.trouble import Trouble
from sendback.errors import Code, Problem
from sendback.receiving.photo_store import find_dock_photo
from sendback.returns.model import Return
from sendback.returns.photo_pictures import shrink_photo
from sendback.returns.photo_store import find_photo, list_photos
from sendback.shops.permissions import Action
from sendback.web.auth import needs
from sendback.web.context import get_context
from sendback.web.turns import in_turn

# A picture, opened as a page: nothing in it may run, load or be framed, even if it were not what it says.
_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"


@dataclass(frozen=True, slots=True)
class Shown:
    """One photo as the desk shows it."""

    url: str
    small_url: str
    alt: str


def show_photos(item: Return) -> dict[tuple[str, str], list[Shown]]:
    """Address a return's photos by (order id, line id); no line id stands for the whole return."""
    context = get_context()
    titles = {(line.order_id, line.line_id): line.title for line in item.lines}
    shown: dict[tuple[str, str], list[Shown]] = defaultdict(list)
    for photo in context.database.read(list_photos, item.shop_id, item.return_id):
        place, ids = (photo.line_order_id, photo.line_id), (photo.shop_id, photo.photo_id)
        alt = f"Photo {len(shown[place]) + 1} of {titles.get(place, 'the return')}"
        shown[place].append(Shown(context.links.photo_url(*ids), context.links.photo_url(*ids, "small"), alt))
    return shown


def list_more(photos: Mapping[tuple[str, str], list[Shown]]) -> list[Shown]:
    """List the photos that stand for the whole return, as `show_photos` gives them."""
    return [shown for (_, line_id), row in photos.items() if not line_id for shown in row]


@needs(Action.SEE_RETURNS)
def show_photo(signed: str, scale: str) -> Response:
    """Show one photo of the person's own shop; Problems not-found, link-expired, busy."""
    shop_id, photo_id = get_context().links.read_photo(signed)
    jpeg = _find_jpeg(shop_id, photo_id) if shop_id == g.person.shop_id else None
    if jpeg is None:
        raise Problem(Code.NOT_FOUND, "There is no such photo.")
    if scale == "small":
        with in_turn():
            jpeg = shrink_photo(jpeg)
    response = Response(jpeg, mimetype="image/jpeg")
    response.headers["Content-Disposition"] = 'inline; filename="photo.jpg"'
    response.headers["Content-Security-Policy"] = _POLICY
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _find_jpeg(shop_id: str, photo_id: str) -> bytes | None:
    context = get_context()
    photo = context.database.read(find_photo, shop_id, photo_id) or context.database.read(find_dock_photo, shop_id, photo_id)
    try:
        return context.store.get(photo.name) if photo else None
    except Trouble:
        raise Problem(Code.BUSY, "Photos cannot be fetched right now. Try again in a moment.", retry_after_seconds=10) from None
