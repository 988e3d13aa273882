"""The door of the tag: what the script on a shop's page asks for. No cookies; the publishable key names the shop."""

import functools
import gzip
import json
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Response, g, jsonify, request
from flask_cors.core import get_cors_options, set_cors_headers
from werkzeug.http import generate_etag

from sendback.errors import Code, Problem
from sendback.orders.opening import list_proof_fields
from sendback.orders.token.grammar import LONGEST_TOKEN
from sendback.shops import store
from sendback.shops.model import Shop
from sendback.shops.origins import is_allowed
from sendback.shops.tag_report_store import take_report
from sendback.web.context import get_context, pick_language
from sendback.web.pasting import MOST_PASTED_TEXT, describe_pasted
from sendback.web.previewing import preview_return
from sendback.web.reading import get_text, get_texts, read_json
from sendback.web.shopper import describe_opened, make_return, open_order, read_session
from sendback.web.shopper_mail import mail_again, request_access_link
from sendback.web.widget_config import widget_config
from sendback.words.catalogue import Words

door = Blueprint("widget_api", __name__, url_prefix="/api/v1/widget/<pk>")
CONFIG_SECONDS = 300
MOST_SESSION = 8_000
"""A gift's session names its lines, up to a hundred."""


@door.before_request
def find_shop() -> Response | None:
    """Find the shop by its publishable key, refuse pages that are not the shop's, answer a preflight."""
    context = get_context()
    key = str((request.view_args or {}).pop("pk", ""))
    shop = context.database.read(store.find_shop_by_publishable_key, key, context.clock())
    if shop is None:
        raise Problem(Code.NOT_FOUND, "There is no shop with this key.")
    g.shop, g.shop_slug = shop, shop.slug
    g.allowed_origin = allow_origin(shop, request.headers.get("Origin"))
    if request.method == "OPTIONS":
        return Response(status=204)
    return None


def allow_origin(shop: Shop, origin: str | None) -> str | None:
    """Return the origin when a page of it may use this shop's tag; None for what is no page's request."""
    if origin is None:
        return None
    own = urlsplit(get_context().settings.base_url)
    if is_allowed(origin, shop.settings.origins) or origin == f"{own.scheme}://{own.netloc}":
        return origin
    raise Problem(Code.WRONG_ORIGIN, f"{origin[:200]} is not among the shop's allowed origins. Add it in the builder, step 3.")


@door.after_request
def add_cors(response: Response) -> Response:
    """Add the CORS headers of this shop; `Vary: Origin` always, so that no cache mixes two shops' answers."""
    response.headers.add("Vary", "Origin")
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    if origin := g.get("allowed_origin"):
        set_cors_headers(response, _cors_options(origin))
    return response


@door.get("/config")
def show_config() -> Response:
    """Describe the shop to the widget in one language."""
    context, shop = get_context(), _shop()
    language = pick_language(request.args.get("lang"), shop.settings.languages, shop.settings.default_language)
    proof = list_proof_fields(context.database, shop, context.clock())
    config = widget_config(shop, shop.settings, language, context.settings.base_url, proof)
    body = json.dumps(config, ensure_ascii=False, separators=(",", ":")).encode()
    packed = request.accept_encodings["gzip"] > 0  # address forms of a hundred countries are 57 kB, packed 8 kB
    response = Response(gzip.compress(body, 6, mtime=0) if packed else body, mimetype="application/json")
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Cache-Control"] = f"public, max-age={CONFIG_SECONDS}, stale-while-revalidate=86400"
    response.headers.add("Vary", "Accept-Language, Accept-Encoding")
    response.set_etag(generate_etag(body), weak=True)  # the same facts, packed or not
    response.make_conditional(request)
    return response


@door.post("/orders/open")
def show_order() -> Response:
    """Open an order: by token, by token and proof, or by number and proof."""
    body, shop = read_json(), _shop()
    words = _words(shop, body)
    token, number = body.get("token"), get_text(body, "order_number", 64)
    opened = open_order(shop, _token(token), number, get_texts(body, "proof", 254))
    return jsonify(describe_opened(shop, opened, words))


@door.post("/orders/link")
def mail_link() -> tuple[Response, int]:
    """Mail a one-time link to the address on record; the answer is the same whether there is such an order or not."""
    body, shop = read_json(), _shop()
    words, number = _words(shop, body), get_text(body, "order_number", 64)
    request_access_link(shop, number, words.language)
    return jsonify({}), 202


@door.post("/returns")
def create_return() -> tuple[Response, int]:
    """Make a return: 201 with its label, or with what may be kept, and 202 when the shop decides first."""
    body, shop = read_json(), _shop()
    words = _words(shop, body)
    opened = read_session(shop, get_text(body, "session", MOST_SESSION))
    answer = make_return(shop, opened, body, request.headers.get("Idempotency-Key", ""), words)
    return jsonify(answer.body), answer.status


@door.post("/returns/preview")
def show_preview() -> Response:
    """Say what would become of a return, and what it costs, before it is confirmed."""
    body, shop = read_json(), _shop()
    words = _words(shop, body)
    return jsonify(preview_return(shop, read_session(shop, get_text(body, "session", MOST_SESSION)), body, words))


@door.post("/returns/paste")
def read_list() -> Response:
    """Read a pasted list of SKUs and quantities into lines of the order."""
    body, shop = read_json(), _shop()
    opened = read_session(shop, get_text(body, "session", MOST_SESSION))
    return jsonify(describe_pasted(shop, opened.order, get_text(body, "text", MOST_PASTED_TEXT)))


@door.post("/returns/<secret>/email")
def mail_label(secret: str) -> tuple[Response, int]:
    """Mail the label once more, to the address on record only."""
    read_json()
    answer = mail_again(_shop(), secret, request.headers.get("Idempotency-Key", ""))
    return jsonify(answer.body), answer.status


@door.post("/verify/<nonce>")
def take_tag_report(nonce: str) -> Response:
    """Hear what a tag says of its page; the answer does not tell whether the builder waits for it."""
    context = get_context()
    context.database.write(take_report, _shop().shop_id, nonce, read_json(), context.clock())
    return Response(status=204)


@door.route("/<path:anything>", methods=["OPTIONS"])
def answer_preflight(**_: str) -> Response:
    """Answer the browser's question whether a page may ask; `find_shop` already did."""
    return Response(status=204)


def _shop() -> Shop:
    shop: Shop = g.shop
    return shop


def _words(shop: Shop, body: dict[str, Any]) -> Words:
    language = pick_language(get_text(body, "lang", 35), shop.settings.languages, shop.settings.default_language)
    g.language = language
    return shop.settings.words(language)


def _token(value: object) -> str:
    """Return a token to verify; one that is too long stays too long, so that the verifier refuses it."""
    return value[: LONGEST_TOKEN + 1] if isinstance(value, str) else ""


@functools.lru_cache(maxsize=256)
def _cors_options(origin: str) -> Any:
    return get_cors_options(
        None,
        {
            "origins": [origin],
            "methods": ["GET", "POST"],
            "allow_headers": ["content-type", "idempotency-key"],
            "expose_headers": ["retry-after", "x-request-id"],
            "supports_credentials": False,
            "max_age": 600,
            "always_send": False,
        },
    )
