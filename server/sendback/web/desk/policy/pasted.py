"""The order behind what somebody pastes: its number, a signed token, or a link with a token in it. Nothing is kept."""

from datetime import datetime

from sendback.database.ids import new_id
from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.orders.from_token import order_from_token
from sendback.orders.model import Order
from sendback.orders.normalize import norm_order
from sendback.orders.store import find_order
from sendback.orders.token.claims import Profile
from sendback.orders.token.grammar import LONGEST_TOKEN
from sendback.orders.token.refusal import TokenRefused
from sendback.orders.token.verifying import VerifiedToken, verify_token
from sendback.orders.token_keys import key_finder, revocation_finder
from sendback.web.context import Context

_TOKEN = "sbo1"
MOST_PASTED = 2 * LONGEST_TOKEN


def cut_token(pasted: str) -> str:
    """Cut a token out of a pasted link.

    >>> cut_token("https://shop.example/orders#sbt=sbo1_abc&lang=fi")
    'sbo1_abc'
    """
    return pasted.rpartition("sbt=")[2].partition("&")[0]


def find_pasted(tx: Tx, context: Context, shop_id: str, pasted: str, now: datetime) -> Order:
    """Find the order; Problem not-found says what stood in the way."""
    token = cut_token(pasted)
    if not token.startswith(_TOKEN):
        return _require(find_order(tx, shop_id, norm_order(pasted)), "This shop has no order of that number.")
    try:
        days, seconds = context.settings.token_days, int(now.timestamp())
        verified = verify_token(token, key_finder(tx, context.vault), shop_id, seconds, days, revocation_finder(tx))
    except TokenRefused as refused:
        raise Problem(Code.NOT_FOUND, f"This token is refused. {refused.hint}".strip()) from None
    return _open(tx, shop_id, verified)


def _open(tx: Tx, shop_id: str, verified: VerifiedToken) -> Order:
    known = find_order(tx, shop_id, norm_order(verified.claims.order))
    if known is not None:
        return known
    if verified.claims.profile is Profile.REFERENCE:
        raise Problem(Code.NOT_FOUND, "The token is right, but it names an order that the shop has not sent yet.")
    return order_from_token(verified, new_id(), sealed=True)


def _require(order: Order | None, sentence: str) -> Order:
    if order is None:
        raise Problem(Code.NOT_FOUND, sentence)
    return order
