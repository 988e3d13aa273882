"""The storefront of the demo: the shop, its orders, one order. Only there when the demo runs."""

from datetime import date
from typing import Any

from flask import Blueprint, Flask, Response, abort, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from sendback.orders.model import OrderLine
from sendback.orders.normalize import norm_order
from sendback.orders.store import find_order
from sendback.shops.address import format_address
from sendback.shops.model import Shop
from sendback.shops.store import find_shop
from sendback.web.context import get_context, pick_language
from sendback.web.demo import inbox, policy
from sendback.web.demo.choosing import find_example, pick_featured
from sendback.web.demo.founding import SLUG
from sendback.web.demo.signing import read_publishable_key, read_signing_key, sign_known_gift, sign_known_order
from sendback.web.demo.store import OrderRow, list_orders
from sendback.web.demo.wares import COLOURS, ON_SHELF, find_ware
from sendback.words.catalogue import LANGUAGES, words_for

door = Blueprint("demo", __name__, url_prefix="/demo")
door.before_request(policy.draw_nonce)
door.after_request(policy.set_policy)
door.post("/policy/reports")(policy.take_report)


def open_demo(app: Flask) -> None:
    """Add the demo's doors to an app that serves the demo, and lead its front door to the storefront."""
    app.register_blueprint(door)
    app.register_blueprint(inbox.door)
    app.before_request(_lead_to_shop)


@door.get("/")
def show_shop() -> str:
    """Show the shop's front page, which carries the tag."""
    shop = _shop()
    example = find_example(_orders(shop), _today(shop))
    return _page("shop.html", shop, wares=ON_SHELF, example=example, days=shop.settings.policy.window_days)


@door.get("/orders")
def show_orders() -> str:
    """List the orders as if each were the visitor's own."""
    shop = _shop()
    rows = _orders(shop)
    return _page("orders.html", shop, rows=rows, featured=pick_featured(rows, _today(shop)))


@door.get("/orders/<number>")
def show_order(number: str) -> str:
    """Show one order, its Return button carrying a token signed with the shop's key."""
    shop, context = _shop(), get_context()
    order = context.database.read(find_order, shop.shop_id, norm_order(number))
    if order is None:
        abort(404)
    key, now = context.database.read(read_signing_key, context.vault, shop.shop_id), int(context.clock().timestamp())
    return _page(
        "order.html",
        shop,
        order=order,
        token=sign_known_order(order, key, now),
        gift_token=sign_known_gift(order, key, now),
        total=sum(line.quantity * (line.unit_price_minor or 0) for line in order.lines),
        address=format_address(order.buyer.address, words_for(_language()).country(order.buyer.address.country)),
        code_of=_code_of,
        colour_of=_colour_of,
    )


@door.get("/policy")
def show_policy() -> Response:
    """Show the policy and what browsers reported against it."""
    response = Response(render_template("demo/policy.html", lines=policy.list_lines("…"), reports=list(policy.REPORTS)))
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'"
    return response


def _lead_to_shop() -> BaseResponse | None:
    return redirect(f"{request.script_root}/demo/") if request.path == "/" else None


def _page(template: str, shop: Shop, **facts: Any) -> str:
    context, words = get_context(), words_for(_language())
    chosen: dict[str, Any] = {"lang": words.language} if "lang" in request.args else {}
    return render_template(
        f"demo/{template}",
        words=words,
        say=lambda key, **values: words(f"demo.{key}", **values),
        at=lambda view, **values: url_for(f"demo.{view}", **values, **chosen),
        isolate=lambda text: f"\u2068{text}\u2069",
        languages=[words_for(tag) for tag in LANGUAGES],
        nonce=g.nonce,
        server=context.settings.base_url,
        hosted=f"{context.settings.base_url}/s/{shop.slug}?lang={words.language}",
        key=context.database.read(read_publishable_key, shop.shop_id),
        **facts,
    )


def _shop() -> Shop:
    shop = get_context().database.read(find_shop, SLUG)
    if shop is None:
        abort(404)
    return shop


def _orders(shop: Shop) -> list[OrderRow]:
    return get_context().database.read(list_orders, shop.shop_id)


def _today(shop: Shop) -> date:
    return get_context().clock().astimezone(shop.settings.zone).date()


def _language() -> str:
    return pick_language(request.args.get("lang"))


def _code_of(line: OrderLine) -> str:
    ware = find_ware(line.sku)
    return ware.code if ware else ""


def _colour_of(line: OrderLine) -> str:
    return next((colour for colour in COLOURS if colour.upper() in line.sku.split("-")), "")
