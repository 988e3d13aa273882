"""The widget's door as the preview sees it: real policy, real checks, a specimen order, and nothing written."""

from typing import Any

from flask import Blueprint, jsonify, request, url_for

from sendback.errors import Code, Problem
from sendback.orders.model import Order
from sendback.orders.opening import Opened
from sendback.returns.checking import check_request
from sendback.returns.model import Delivery
from sendback.returns.rma import show_rma
from sendback.shops import store
from sendback.shops.model import Shop
from sendback.shops.text import mask_email
from sendback.web.builder.specimen import RMA, make_specimen_order
from sendback.web.context import get_context, pick_language
from sendback.web.pasting import MOST_PASTED_TEXT, describe_pasted
from sendback.web.previewing import preview_return
from sendback.web.reading import get_text, read_json
from sendback.web.shopper import describe_opened
from sendback.web.widget_config import widget_config
from sendback.words.catalogue import Words

room = Blueprint("builder_dry_run", __name__, url_prefix="/builder/preview/dry-run/api/v1/widget/<slug>")
"""Without sign-in: the widget sends no cookies, and a specimen tells nobody anything."""


@room.get("/config")
def show_saved_config(slug: str) -> Any:
    """Answer what the sample storefront's own link asks for when a hand comes near it."""
    shop = _find_shop(slug)
    settings = shop.settings
    language = pick_language(request.args.get("lang"), settings.languages, settings.default_language)
    return jsonify(widget_config(shop, settings, language, get_context().settings.base_url, settings.proof.fields))


@room.post("/orders/open")
def show_specimen_order(slug: str) -> Any:
    """Open the specimen, whatever was typed to prove it."""
    shop, body = _find_shop(slug), read_json()
    opened = Opened(_order(shop), is_proved=True, shows_lines=True, proof_fields=shop.settings.proof.fields)
    return jsonify(describe_opened(shop, opened, _words(shop, body)))


@room.post("/orders/link")
def pretend_to_mail_link(slug: str) -> Any:
    """Answer as if a link were on its way."""
    _find_shop(slug)
    return jsonify({}), 202


@room.post("/returns")
def pretend_to_make_return(slug: str) -> Any:
    """Check what the shopper would send as the real door does, and answer as it would."""
    shop, body = _find_shop(slug), read_json()
    order = _order(shop)
    checked = check_request(shop, order, body, _words(shop, body))
    waits = shop.settings.policy.approval == "none"
    label = None if waits else {"pdf": _address("show_specimen_label"), "expires_at": None}
    mailed = {"masked": mask_email(order.buyer.email), "state": "queued"}
    answer = {
        "return": {"rma": show_rma(RMA), "status": "requested" if waits else "authorized"},
        "kept": False,
        "fee_text": "",
        "label": label,
        "packing_slip": None,
        "status_url": _address("show_specimen_status"),
        "email": None if checked.delivery is Delivery.POPUP else mailed,
    }
    return jsonify(answer), 202 if waits else 201


@room.post("/returns/preview")
def show_specimen_preview(slug: str) -> Any:
    """Say what would become of the specimen's lines, as the real door does."""
    shop, body = _find_shop(slug), read_json()
    opened = Opened(_order(shop), is_proved=True, shows_lines=True, proof_fields=())
    return jsonify(preview_return(shop, opened, {**body, "beside": []}, _words(shop, body)))


@room.post("/returns/paste")
def read_specimen_list(slug: str) -> Any:
    """Read a pasted list into lines of the specimen."""
    shop, body = _find_shop(slug), read_json()
    return jsonify(describe_pasted(shop, _order(shop), get_text(body, "text", MOST_PASTED_TEXT)))


@room.post("/returns/<_secret>/email")
def pretend_to_mail_label(slug: str, _secret: str) -> Any:
    """Answer as if the label were on its way."""
    shop = _find_shop(slug)
    return jsonify({"email": {"masked": mask_email(_order(shop).buyer.email), "state": "queued"}}), 202


def _find_shop(slug: str) -> Shop:
    shop = get_context().database.read(store.find_shop, slug)
    if shop is None:
        raise Problem(Code.NOT_FOUND, "There is no such shop.")
    return shop


def _order(shop: Shop) -> Order:
    return make_specimen_order(shop, get_context().clock())


def _words(shop: Shop, body: dict[str, Any]) -> Words:
    settings = shop.settings
    return settings.words(pick_language(get_text(body, "lang", 35), settings.languages, settings.default_language))


def _address(view: str) -> str:
    return url_for(f"builder_preview.{view}", _external=True)
