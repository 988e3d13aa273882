"""Taking in a photo, whichever door it comes through: checked, redrawn, kept for good, and only then acknowledged."""

import hashlib
from datetime import datetime

from flask import request

from sendback.database.model import Tx
from sendback.delivery.trouble import Trouble
from sendback.errors import Code, FieldError, Problem
from sendback.orders import guess_store
from sendback.orders.guessing import Guessed, Subject, find_wait, make_subject, name_caller
from sendback.returns import photo_store
from sendback.returns.idempotency_store import Answer, answer_once, find_answer
from sendback.returns.photo_pictures import redraw_photo
from sendback.returns.photos import DAY, MOST_A_DAY, Photo, plan_photo
from sendback.shops.model import Shop
from sendback.shops.pictures import PictureRefused
from sendback.web.context import get_context
from sendback.web.photo_body import read_photos
from sendback.web.turns import photo_in_turn
from sendback.words.catalogue import words_for


def take_photo(shop: Shop, order_id: str, body: bytes, key: str) -> str:
    """Keep a photo sent for an order, once per idempotency key, and return its id.

    It is written down first, then put into the document store, then acknowledged: a process killed in between leaves nothing
    that is not known of, and nothing acknowledged that is not there. Problems photo-refused, too-many-photos, busy, storage-full.
    """
    context, scope = get_context(), f"photos/{order_id}"
    asked, now = {"sha256": hashlib.sha256(body).hexdigest()}, context.clock()
    earlier = context.database.read(find_answer, shop.shop_id, scope, key, asked)
    if earlier is not None:
        return str(earlier.body["id"])
    caller = make_subject(context.pepper, Guessed.PHOTO_CALLER, name_caller(request.remote_addr or ""))
    photo = plan_photo(shop.shop_id, order_id, now)
    context.database.write(_reserve, context.database.engine, photo, caller, now)
    try:
        jpeg = redraw_sent(body)
    except Problem:
        context.database.write(photo_store.forget_photos, shop.shop_id, [photo])
        raise
    put_photo(photo.name, jpeg)
    return str(context.database.write(_acknowledge, photo, scope, key, asked, now).body["id"])


def take_photos(shop: Shop, order_id: str, field: str, most: int, key: str) -> list[str]:
    """Keep the photos chosen in one field of a form and return their ids; Problem invalid-fields for none or too many."""
    photos = read_photos(field)
    if not 1 <= len(photos) <= most:
        fault = "range" if photos else "required"
        said = words_for("en")(f"problem.field.{fault}")
        raise Problem(Code.INVALID_FIELDS, said, key=f"field.{fault}", errors=[FieldError(field, fault, said)])
    return [take_photo(shop, order_id, photo, f"{key}-{place}") for place, photo in enumerate(photos)]


def _reserve(tx: Tx, engine: str, photo: Photo, caller: Subject, now: datetime) -> None:
    """Write a photo down, unless its order or its caller sent too many; who sends many at once waits here in line."""
    second = int(now.timestamp())
    guess_store.stand_in_line(tx, engine, photo.shop_id)
    wait = find_wait(guess_store.list_failures(tx, photo.shop_id, [caller], second), second)
    sent = photo_store.list_sent_at(tx, photo.shop_id, photo.order_id, now - DAY)
    if len(sent) >= MOST_A_DAY:
        wait = max(wait, int((sent[-MOST_A_DAY] + DAY - now).total_seconds()))
    if wait:
        said = words_for("en")("problem.too-many-photos")
        raise Problem(Code.TOO_MANY_PHOTOS, said, retry_after_seconds=wait)
    guess_store.count_failure(tx, photo.shop_id, [caller], second)
    photo_store.add_photo(tx, photo)


def redraw_sent(body: bytes) -> bytes:
    """Redraw a photo in turn; Problem photo-refused says what is wrong with it."""
    try:
        with photo_in_turn():
            return redraw_photo(body)
    except PictureRefused as refused:
        key, values = f"photo.{refused.fault}", {"most": str(refused.most_pixels // 1_000_000)}
        raise Problem(Code.PHOTO_REFUSED, words_for("en")(f"problem.{key}", **values), key=key, values=values) from None


def put_photo(name: str, jpeg: bytes) -> None:
    """Put a redrawn photo into the document store; Problem busy where that is away."""
    try:
        get_context().store.put(name, jpeg)
    except Trouble:
        raise Problem(Code.BUSY, "Photos cannot be kept right now. Try again in a moment.", retry_after_seconds=10) from None


def _acknowledge(tx: Tx, photo: Photo, scope: str, key: str, asked: dict[str, str], now: datetime) -> Answer:
    """Answer with this photo, or with the one that the same key brought a moment ago: then this one is tidied away unused."""

    def work() -> Answer:
        photo_store.keep_photo(tx, photo.shop_id, photo.photo_id, now)
        return Answer(201, {"id": photo.photo_id})

    return answer_once(tx, photo.shop_id, scope, key, asked, now, work)
