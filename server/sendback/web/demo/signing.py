"""Signing an order's token as the shop's own server would, from what it knows of the order."""

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.orders.model import Order
from sendback.orders.token.claims import OrderClaims, TokenItem
from sendback.orders.token.match import tag_order
from sendback.orders.token.signing import draw_token_id, sign_order
from sendback.shops import store
from sendback.shops.founding import vault_place
from sendback.shops.keys import KeyKind
from sendback.shops.vault import Vault


def read_signing_key(tx: Tx, vault: Vault, shop_id: str) -> str:
    """Read the shop's newest signing key."""
    for key in store.list_keys(tx, shop_id, KeyKind.SIGNING):
        if key.secret is not None and key.accepted_until is None:
            return vault.open(key.secret, vault_place(shop_id, key.key_id))
    raise Problem(Code.NOT_FOUND, "The demo's shop has no signing key.")


def read_publishable_key(tx: Tx, shop_id: str) -> str:
    """Read the key that stands in the tag."""
    return next(key.lookup for key in store.list_keys(tx, shop_id, KeyKind.PUBLISHABLE) if key.accepted_until is None)


def sign_known_order(order: Order, key: str, now: int) -> str:
    """Sign the whole order: its lines, its days, and match tags of postcode and e-mail; `now` in Unix seconds."""
    claims = OrderClaims(
        order=order.number,
        token_id=draw_token_id(),
        shipped_on=order.delivered_on or order.shipped_on,
        ordered_on=order.ordered_on,
        currency=order.currency,
        language=order.language,
        is_business=order.is_business,
        tags=tag_order(key, order.number, postcode=order.buyer.address.postcode, email=order.buyer.email),
        items=tuple(
            TokenItem(
                line_id=line.line_id,
                quantity=line.quantity,
                sku=line.sku,
                title=line.title,
                unit_price_minor=line.unit_price_minor,
                weight_g=line.weight_g,
                is_returnable=not line.not_returnable,
                category=line.category or None,
                tags=line.tags,
            )
            for line in order.lines
        ),
    )
    return sign_order(claims, key, now)


def sign_known_gift(order: Order, key: str, now: int) -> str:
    """Sign what stands on the gift receipt: the order's number alone, for whoever is given the goods."""
    claims = OrderClaims(order=order.number, token_id=draw_token_id(), is_reference=True, is_gift=True)
    return sign_order(claims, key, now)
