"""Approvers' links in the database, each kept only as a hash."""

from datetime import datetime

from sendback.database.model import Tx
from sendback.database.times import from_epoch, to_epoch
from sendback.errors import Code, Problem
from sendback.returns.approval_links import LINK_LIFE, ApprovalLink
from sendback.shops.secret import hash_secret, new_secret


def make_approval_link(tx: Tx, shop_id: str, return_id: str, approver: str, now: datetime) -> str:
    """Make the secret of a link, `shop id.secret`, that decides one return once."""
    secret = new_secret()
    tx.run(
        """INSERT INTO approval_links (shop_id, link_hash, return_id, approver, made_at, expires_at)
        VALUES (:s, :h, :r, :a, :n, :e)""",
        s=shop_id, h=hash_secret(secret), r=return_id, a=approver, n=to_epoch(now), e=to_epoch(now + LINK_LIFE),
    )  # fmt: skip
    return f"{shop_id}.{secret}"


def get_approval_link(tx: Tx, link: str) -> ApprovalLink:
    """Return what a link is bound to, used or not, or Problem not-found where nobody was sent it."""
    shop_id, _, secret = link.partition(".")
    row = tx.one("SELECT * FROM approval_links WHERE shop_id = :s AND link_hash = :h", s=shop_id, h=hash_secret(secret))
    if row is None:
        raise Problem(Code.NOT_FOUND, "There is nothing at this address.")
    used_at = None if row["used_at"] is None else from_epoch(row["used_at"])
    return ApprovalLink(shop_id, row["return_id"], row["approver"], from_epoch(row["expires_at"]), used_at)


def spend_approval_link(tx: Tx, link: str, now: datetime) -> ApprovalLink:
    """Spend a link for the decision made in the same transaction; Problem link-expired where it was used or is too old."""
    shop_id, _, secret = link.partition(".")
    known = get_approval_link(tx, link)
    spent = tx.run(
        """UPDATE approval_links SET used_at = :n WHERE shop_id = :s AND link_hash = :h AND used_at IS NULL
        AND expires_at > :n""",
        n=to_epoch(now), s=shop_id, h=hash_secret(secret),
    )  # fmt: skip
    if not spent:
        raise Problem(Code.LINK_EXPIRED, "This link was used already or is too old. Open the return at the desk.")
    return known


def forget_approval_links(tx: Tx, shop_id: str, now: datetime) -> None:
    """Forget links that ended a while ago; until then they still say what became of their return."""
    tx.run("DELETE FROM approval_links WHERE shop_id = :s AND expires_at < :t", s=shop_id, t=to_epoch(now - 12 * LINK_LIFE))
