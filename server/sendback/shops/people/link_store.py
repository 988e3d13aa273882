"""One-time links in the database: kept as a hash, spent by a button, never by a visit."""

from datetime import datetime

from sendback.database.ids import new_id
from sendback.database.model import Row, Tx
from sendback.database.times import from_epoch, to_epoch
from sendback.errors import Code, Problem
from sendback.shops.people.model import LINK_LIFE, Link, Purpose
from sendback.shops.secret import hash_secret, new_secret
from sendback.shops.sign_in import Role

_OPEN = "SELECT * FROM people_links WHERE shop_id = :s AND used_at IS NULL AND expires_at > :n"


def add_link(
    tx: Tx, shop_id: str, purpose: Purpose, role: Role, actor: str, now: datetime, account_id: str | None = None, email: str = ""
) -> tuple[str, str]:
    """Make a one-time link; return its id and what its address ends with, `shop id.secret`, which is kept nowhere."""
    link_id, secret = new_id(), new_secret()
    tx.run(
        """INSERT INTO people_links (shop_id, link_id, link_hash, purpose, account_id, email, role, made_by, made_at, expires_at)
        VALUES (:s, :i, :h, :p, :a, :e, :r, :by, :n, :until)""",
        s=shop_id, i=link_id, h=hash_secret(secret), p=purpose.value, a=account_id, e=email, r=role.value, by=actor,
        n=to_epoch(now), until=to_epoch(now + LINK_LIFE[purpose]),
    )  # fmt: skip
    return link_id, f"{shop_id}.{secret}"


def get_link(tx: Tx, text: str, now: datetime) -> Link:
    """Return what a link does, without spending it; Problem link-expired when it is spent, old or none of ours."""
    shop_id, _, secret = text.partition(".")
    row = tx.one(f"{_OPEN} AND link_hash = :h", s=shop_id, h=hash_secret(secret), n=to_epoch(now))
    if row is None:
        raise refuse_link()
    return _link(row)


def find_link(tx: Tx, shop_id: str, link_id: str, now: datetime) -> Link | None:
    """Find a link that still works by its id."""
    row = tx.one(f"{_OPEN} AND link_id = :i", s=shop_id, i=link_id, n=to_epoch(now))
    return _link(row) if row else None


def list_invitations(tx: Tx, shop_id: str, now: datetime) -> list[Link]:
    """List a shop's invitations by mail that nobody has followed yet, the newest first."""
    rows = tx.all(
        f"{_OPEN} AND purpose = :p AND email <> '' ORDER BY made_at DESC, link_id DESC",
        s=shop_id, n=to_epoch(now), p=Purpose.INVITATION.value,
    )  # fmt: skip
    return [_link(row) for row in rows]


def spend_link(tx: Tx, link: Link, now: datetime) -> None:
    """Spend a link: of many who try at once, one goes on and the others get Problem link-expired."""
    changed = tx.run(
        "UPDATE people_links SET used_at = :n WHERE shop_id = :s AND link_id = :i AND used_at IS NULL AND expires_at > :n",
        n=to_epoch(now), s=link.shop_id, i=link.link_id,
    )  # fmt: skip
    if not changed:
        raise refuse_link()


def drop_links(tx: Tx, shop_id: str, purpose: Purpose, email: str = "", account_id: str = "") -> None:
    """Take back the links of one purpose that were made for somebody: the newest alone works."""
    tx.run(
        """DELETE FROM people_links WHERE shop_id = :s AND purpose = :p AND used_at IS NULL
        AND (account_id = :a OR (:e <> '' AND email = :e))""",
        s=shop_id, p=purpose.value, a=account_id, e=email,
    )  # fmt: skip


def drop_link(tx: Tx, shop_id: str, link_id: str) -> bool:
    """Take back one link; False when it was spent already, or never was."""
    return bool(tx.run("DELETE FROM people_links WHERE shop_id = :s AND link_id = :i AND used_at IS NULL", s=shop_id, i=link_id))


def forget_links(tx: Tx, shop_id: str, now: datetime) -> None:
    """Forget links that have ended, with the addresses in them; the journal keeps that they were."""
    tx.run("DELETE FROM people_links WHERE shop_id = :s AND expires_at < :n", s=shop_id, n=to_epoch(now))


def refuse_link() -> Problem:
    """Say that a link opens nothing, in one sentence for every reason."""
    return Problem(Code.LINK_EXPIRED, "This link was used already, was taken back or is too old. Ask for a new one.")


def _link(row: Row) -> Link:
    return Link(
        shop_id=row["shop_id"],
        link_id=row["link_id"],
        purpose=Purpose(row["purpose"]),
        account_id=row["account_id"],
        email=row["email"],
        role=Role(row["role"]),
        made_by=row["made_by"],
        made_at=from_epoch(row["made_at"]),
        expires_at=from_epoch(row["expires_at"]),
    )
