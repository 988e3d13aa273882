"""For anybody who was shown a receipt of a withdrawal: is it what the shop issued? Nothing of what it says is told."""

from typing import Any

from flask import Blueprint, Response, g, jsonify, render_template, request

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.shops import store as shops
from sendback.shops.model import Shop
from sendback.web.context import get_context, pick_language
from sendback.withdrawals.key_store import find_key, list_keys
from sendback.withdrawals.keys import ReceiptKey, is_signed
from sendback.withdrawals.model import Withdrawal
from sendback.withdrawals.store import get_withdrawal
from sendback.withdrawals.wording import read_signed, say_moment, write_signed
from sendback.words.catalogue import list_law_languages

door = Blueprint("receipts", __name__)


@door.get("/w/<slug>/<receipt>")
def show_check(slug: str, receipt: str) -> Response:
    """Say that the shop issued a receipt with this number, and when; ask for the text to compare."""
    return _draw(*get_context().database.read(_read, slug, receipt), fits=None)


@door.post("/w/<slug>/<receipt>")
def check(slug: str, receipt: str) -> Response:
    """Say whether a pasted or uploaded text is the receipt with this number; nothing is kept of it."""
    shop, item, key = get_context().database.read(_read, slug, receipt)
    file = request.files.get("file")
    sent = file.read().decode("utf-8", "replace") if file else ""
    pasted = read_signed(sent or request.form.get("receipt", ""))
    signed = is_signed(key, item.receipt.text, item.receipt.signature)
    return _draw(shop, item, key, fits=signed and pasted == read_signed(write_signed(item.receipt)))


@door.get("/withdrawals/keys.json")
def list_public_keys() -> Response:
    """List the public keys of `?shop=`, newest first: those that were retired vouch for what they signed before."""
    shop, keys = get_context().database.read(_read_keys, request.args.get("shop", ""))
    response = jsonify({"shop": shop.slug, "keys": [_describe_key(key) for key in keys]})
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _read(tx: Tx, slug: str, number: str) -> tuple[Shop, Withdrawal, ReceiptKey]:
    shop = shops.get_shop_by_slug(tx, slug)
    item = get_withdrawal(tx, shop.shop_id, number)
    key = find_key(tx, shop.shop_id, item.receipt.key_id)
    if key is None:
        raise Problem(Code.NOT_FOUND, "There is nothing at this address.")
    return shop, item, key


def _read_keys(tx: Tx, slug: str) -> tuple[Shop, list[ReceiptKey]]:
    shop = shops.get_shop_by_slug(tx, slug)
    return shop, list_keys(tx, shop.shop_id)


def _describe_key(key: ReceiptKey) -> dict[str, Any]:
    retired = key.retired_at.strftime("%Y-%m-%dT%H:%M:%SZ") if key.retired_at else None
    made = key.made_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    return {
        "id": key.key_id,
        "algorithm": "Ed25519",
        "public": key.public,
        "pem": key.pem,
        "made_at": made,
        "retired_at": retired,
    }


def _draw(shop: Shop, item: Withdrawal, key: ReceiptKey, fits: bool | None) -> Response:
    language = pick_language(request.values.get("lang"), list_law_languages(), shop.settings.default_language)
    g.language, g.shop_slug = language, shop.slug
    words = shop.settings.withdrawal.words(language)
    issued = words("withdrawal.verify_lead", shop=shop.name, moment=say_moment(item.received_at, shop.settings.zone, words))
    languages = [shop.settings.withdrawal.words(tag) for tag in list_law_languages()]
    values = {"number": item.withdrawal_id, "issued": issued, "key_id": key.key_id, "fits": fits, "languages": languages}
    html = render_template("withdrawal/check.html", shop=shop, words=words, **values)
    return Response(html, mimetype="text/html")
