"""The door of carriers and aggregators that tell of parcels by themselves, each proved by its own secret."""

from flask import Blueprint, Response, g, request

from sendback.database.model import Tx
from sendback.delivery.tracking.model import CARRIER
from sendback.delivery.tracking.pushing import MOST_AT_ONCE, Word, hear_many
from sendback.delivery.tracking.sources.kinds import SPEECHES, TrackingSource, believes
from sendback.errors import Code, Problem
from sendback.shops.model import Shop
from sendback.shops.source_store import find_source, note_heard
from sendback.shops.sources import Source, secret_place
from sendback.shops.store import find_shop
from sendback.shops.text import clean_line
from sendback.web.context import get_context
from sendback.web.reading import parse_json

door = Blueprint("tracking_hooks", __name__, url_prefix="/hooks")
MOST_BYTES = 1024 * 1024


@door.post("/<slug>/tracking/<kind>")
def take_tracking(slug: str, kind: str) -> Response:
    """Take in what is told of parcels; the same message again changes nothing, so it may be sent as often as anybody likes.

    Parcels that are none of ours are passed over: an aggregator tells of the outbound ones too. What cannot be understood
    is noted at the desk and answered with 200, or it would be sent for days.
    """
    request.max_content_length = MOST_BYTES
    shop, source = _find_believed(slug, kind)
    context, trouble = get_context(), ""
    words: tuple[Word, ...] = ()
    try:
        words = tuple(SPEECHES[source.kind].read(parse_json(request.get_data(cache=True))))
    except (ValueError, Problem) as fault:
        trouble = clean_line(f"A message was not understood: {fault}.")
    context.database.write(_take, shop, source.kind, words, trouble)
    return Response(status=200)


def _take(tx: Tx, shop: Shop, kind: TrackingSource, words: tuple[Word, ...], trouble: str) -> None:
    now = get_context().clock()
    for start in range(0, len(words), MOST_AT_ONCE):
        hear_many(tx, shop, words[start : start + MOST_AT_ONCE], CARRIER, now)
    note_heard(tx, shop.shop_id, kind, trouble, now)


def _find_believed(slug: str, name: str) -> tuple[Shop, Source[TrackingSource]]:
    """Find the shop whose secret proves this body; one answer for an unknown shop or source, no secret and a wrong one."""
    context, body = get_context(), request.get_data(cache=True)
    kind = next((kind for kind in TrackingSource if kind.value == name), TrackingSource.PLAIN)
    shop, source = context.database.read(_find, slug, kind)
    secret = context.vault.open(source.secret, secret_place(shop.shop_id, kind)) if shop and source else ""
    if not believes(kind, secret, body, request.headers.get(SPEECHES[kind].header, "")) or shop is None or source is None:
        raise Problem(Code.SIGN_IN_NEEDED, "This message is not proved by the secret that was set up for this shop.")
    g.shop_slug = shop.slug
    return shop, source


def _find(tx: Tx, slug: str, kind: TrackingSource) -> tuple[Shop | None, Source[TrackingSource] | None]:
    shop = find_shop(tx, slug)
    return shop, find_source(tx, shop.shop_id, kind) if shop else None
