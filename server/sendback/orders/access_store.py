"""The link mailed to the address on record, for a shopper whose typed proof did not fit."""

from datetime import datetime, timedelta

from sendback.database.model import Tx
from sendback.database.times import to_epoch
from sendback.errors import Code, Problem
from sendback.orders import store
from sendback.orders.model import Order
from sendback.shops.secret import hash_secret, new_secret

LINK_LIFE = timedelta(minutes=15)
_LIMITS = ((1, timedelta(minutes=10)), (3, timedelta(days=1)))


def make_access_link(tx: Tx, shop_id: str, order_id: str, now: datetime) -> str | None:
    """Make the secret of a link that opens one order once; None when this order had enough of them lately."""
    for most, within in _LIMITS:
        row = tx.one(
            "SELECT COUNT(*) AS n FROM access_links WHERE shop_id = :s AND order_id = :o AND made_at > :t",
            s=shop_id, o=order_id, t=to_epoch(now - within),
        )  # fmt: skip
        if row is not None and row["n"] >= most:
            return None
    secret = new_secret()
    tx.run(
        "INSERT INTO access_links (shop_id, link_hash, order_id, expires_at, made_at) VALUES (:s, :h, :o, :e, :n)",
        s=shop_id, h=hash_secret(secret), o=order_id, e=to_epoch(now + LINK_LIFE), n=to_epoch(now),
    )  # fmt: skip
    return secret


def use_access_link(tx: Tx, shop_id: str, secret: str, now: datetime) -> Order:
    """Spend a link and return its order; a spent or old one is refused."""
    row = tx.one(
        """UPDATE access_links SET used_at = :n WHERE shop_id = :s AND link_hash = :h AND used_at IS NULL
        AND expires_at > :n RETURNING order_id""",
        n=to_epoch(now), s=shop_id, h=hash_secret(secret),
    )  # fmt: skip
    if row is None:
        raise Problem(Code.LINK_EXPIRED, "This link was used already or is too old. Ask for a new one.")
    return store.get_order(tx, shop_id, row["order_id"])


def forget_access_links(tx: Tx, shop_id: str, now: datetime) -> None:
    """Forget links that have ended and no longer count towards the day's few."""
    tx.run("DELETE FROM access_links WHERE shop_id = :s AND made_at < :t", s=shop_id, t=to_epoch(now - timedelta(days=7)))
