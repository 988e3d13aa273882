"""The shop's logo: taken in by the owner, shown to everyone."""

import contextlib

from flask import Blueprint, Response, g, jsonify, request

from sendback.errors import Code, Problem, refuse_field
from sendback.shops import store
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.builder.picture import redraw_as_png
from sendback.web.context import get_context

room = Blueprint("builder_logo", __name__)
MOST_LOGO_BYTES = 2 * 1024 * 1024
FORM_AROUND_IT_BYTES = 4096


@room.post("/builder/logo")
@needs(Action.CHANGE_SETTINGS)
def take_logo() -> Response:
    """Keep a picture of at most 2 MiB and answer with its id, which the settings then name; shows nowhere by itself."""
    png, context = redraw_as_png(_read_picture()), get_context()
    image_id = context.database.write(store.save_image, g.person.shop_id, png, g.person.actor, context.clock())
    response = jsonify({"image_id": image_id})
    response.status_code = 201
    return response


@room.get("/builder/logo/<image_id>")
@needs(Action.CHANGE_SETTINGS)
def show_logo(image_id: str) -> Response:
    """Show a picture of the owner's own shop, saved in the settings or not."""
    return _answer(own_shop().shop_id, image_id, "private, max-age=31536000, immutable")


@room.get("/shop-images/<slug>/<image_id>.png")
def show_shop_image(slug: str, image_id: str) -> Response:
    """Show a shop's logo to any page: an image id never changes its picture."""
    shop = get_context().database.read(store.find_shop, slug)
    if shop is None:
        raise _nothing_here()
    response = _answer(shop.shop_id, image_id, "public, max-age=31536000, immutable")
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _read_picture() -> bytes:
    request.max_content_length = MOST_LOGO_BYTES + FORM_AROUND_IT_BYTES
    if (request.content_length or 0) > request.max_content_length:
        raise Problem(Code.TOO_LARGE, "A logo may have at most 2 MB.")  # said before a byte of it is read
    chosen = request.files.get("logo")
    picture = b""
    if chosen is not None:
        with contextlib.closing(chosen):
            picture = chosen.read()
    if not picture:
        raise refuse_field("logo", "required", "Choose a picture.")
    return picture


def _answer(shop_id: str, image_id: str, cache: str) -> Response:
    png = get_context().database.read(store.find_image, shop_id, image_id)
    if png is None:
        raise _nothing_here()
    response = Response(png, mimetype="image/png")
    response.headers["Cache-Control"] = cache
    response.headers["Content-Security-Policy"] = "default-src 'none'"
    return response


def _nothing_here() -> Problem:
    return Problem(Code.NOT_FOUND, "There is no such picture.")
