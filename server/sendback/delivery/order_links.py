"""The link that opens one order on the shop's hosted page: on the slip in the box, and in the mail when it ships."""

from sendback.database.model import Tx
from sendback.database.times import to_epoch
from sendback.errors import Code, Problem
from sendback.orders.token.claims import OrderClaims
from sendback.orders.token.signing import sign_order
from sendback.orders.token_keys import key_finder
from sendback.returns.prepared import PreparedLabel
from sendback.shops.model import Shop
from sendback.shops.vault import Vault


def read_order_link(tx: Tx, vault: Vault, base_url: str, shop: Shop, number: str, label: PreparedLabel) -> str:
    """Find the key of a label's slip and write its link; Problem not-found when the key is gone."""
    key = key_finder(tx, vault)(label.kid)
    if key is None or key.shop_id != shop.shop_id:
        raise Problem(Code.NOT_FOUND, "The signing key of this slip is gone.")
    return write_order_link(base_url, shop, number, label, key.text)


def write_order_link(base_url: str, shop: Shop, number: str, label: PreparedLabel, key: str) -> str:
    """Write the link, the same each time. Its token rides in the fragment, which browsers do not send to servers.

    A reference token, for the order is known here: it tells no more than the number, and it is short enough for a QR
    symbol that a phone reads at arm's length.
    """
    claims = OrderClaims(order=number, token_id=label.token_id, is_reference=True)
    return f"{base_url}/s/{shop.slug}#sbt={sign_order(claims, key, to_epoch(label.made_at))}"
