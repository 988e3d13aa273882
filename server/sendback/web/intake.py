"""The door of shop systems that tell of orders by themselves: WooCommerce and Shopify, each by its own signature."""

from flask import Blueprint, Response, g, request

from sendback.database.model import Tx
from sendback.errors import Code, Problem, refuse_field
from sendback.orders.intake.messages import hear, read_message
from sendback.orders.shop_signatures import verify_shopify, verify_woocommerce
from sendback.orders.sources import OrderSource
from sendback.privacy.complying import Topic, comply, fits
from sendback.shops.model import Shop
from sendback.shops.source_store import find_source, note_heard
from sendback.shops.sources import Source, secret_place
from sendback.shops.store import find_shop
from sendback.web.context import get_context
from sendback.web.reading import parse_json

door = Blueprint("intake", __name__, url_prefix="/api/v1/intake")
MOST_BYTES = 2 * 1024 * 1024
_SHOPIFY_TOPICS = ("orders/create", "orders/updated", "orders/fulfilled")
_WOOCOMMERCE_TOPICS = ("order.created", "order.updated", "order.restored")


@door.post("/woocommerce/<slug>")
def take_woocommerce(slug: str) -> Response:
    """Take in an order that WooCommerce tells of; its test message, which is a form, only proves that it arrives."""
    request.max_content_length = MOST_BYTES
    if request.mimetype == "application/x-www-form-urlencoded":  # what is sent when the webhook is saved: unsigned
        return Response(status=200)
    header = request.headers.get("X-WC-Webhook-Signature", "")
    shop = _find_believed(slug, OrderSource.WOOCOMMERCE, header)
    return _take(shop, OrderSource.WOOCOMMERCE, request.headers.get("X-WC-Webhook-Topic", "") in _WOOCOMMERCE_TOPICS)


@door.post("/shopify/<slug>")
def take_shopify(slug: str) -> Response:
    """Take in an order that Shopify tells of, or do what it asks of a customer's data."""
    request.max_content_length = MOST_BYTES
    shop = _find_believed(slug, OrderSource.SHOPIFY, request.headers.get("X-Shopify-Hmac-Sha256", ""))
    said = request.headers.get("X-Shopify-Topic", "")
    if topic := next((each for each in Topic if each.value == said), None):
        return _comply(shop, topic)
    return _take(shop, OrderSource.SHOPIFY, said in _SHOPIFY_TOPICS)


def _find_believed(slug: str, kind: OrderSource, header: str) -> Shop:
    """Find the shop whose secret signed this body; one answer for an unknown shop, no secret and a wrong one."""
    context, body = get_context(), request.get_data(cache=True)
    shop, source = context.database.read(_find, slug, kind)
    secret = context.vault.open(source.secret, secret_place(shop.shop_id, kind)) if shop and source else ""
    verify = verify_shopify if kind is OrderSource.SHOPIFY else verify_woocommerce
    if not verify(secret, body, header) or shop is None:
        raise Problem(Code.SIGN_IN_NEEDED, "This message is not signed with the secret that was set up for this shop.")
    g.shop_slug = shop.slug
    return shop


def _find(tx: Tx, slug: str, kind: OrderSource) -> tuple[Shop | None, Source[OrderSource] | None]:
    shop = find_shop(tx, slug)
    return shop, find_source(tx, shop.shop_id, kind) if shop else None


def _comply(shop: Shop, topic: Topic) -> Response:
    context = get_context()
    now, told = context.clock(), parse_json(request.get_data(cache=True))
    if not fits(topic, told):
        raise refuse_field("shop_domain", "format", f"This is no message of the kind {topic.value}.")
    comply(context.database, context.vault, context.pepper, shop, topic, told, now)
    context.database.write(note_heard, shop.shop_id, OrderSource.SHOPIFY, "", now)
    return Response(status=200)


def _take(shop: Shop, kind: OrderSource, is_of_order: bool) -> Response:
    """Store the order; what cannot be one is noted and answered with 200, or the shop would send it for days."""
    context = get_context()
    now = context.clock()
    if not is_of_order:
        context.database.write(note_heard, shop.shop_id, kind, "", now)
        return Response(status=200)
    judged = read_message(kind, parse_json(request.get_data(cache=True)), now)
    if isinstance(judged, list):
        trouble = "; ".join(f"{error.field} {error.detail}" for error in judged)
        context.database.write(note_heard, shop.shop_id, kind, f"An order was left out: {trouble}", now)
    else:
        context.database.write(hear, shop.shop_id, kind, judged, now)
    return Response(status=200)
