"""Who works for which shop, and as what."""

from datetime import datetime

from sendback.database.model import Row, Tx
from sendback.database.times import from_epoch, to_epoch
from sendback.journal import store as journal
from sendback.shops.people.model import Member, Membership
from sendback.shops.permissions import MAY, Action
from sendback.shops.sign_in import Role, name_subject

_MEMBERS = """SELECT m.*, a.name, a.email FROM memberships m JOIN accounts a ON a.account_id = m.account_id
WHERE m.shop_id = :s"""


def list_members(tx: Tx, shop_id: str) -> list[Member]:
    """List everybody who works or worked for a shop, in the order in which they joined."""
    return [_member(row) for row in tx.all(f"{_MEMBERS} ORDER BY m.joined_at, m.account_id", s=shop_id)]


def find_member(tx: Tx, shop_id: str, account_id: str) -> Member | None:
    """Find one of a shop's people."""
    row = tx.one(f"{_MEMBERS} AND m.account_id = :a", s=shop_id, a=account_id)
    return _member(row) if row else None


def list_accounts_with(tx: Tx, shop_id: str, action: Action) -> list[Member]:
    """List whoever may do something in a shop today: whom to mail about it."""
    return [member for member in list_members(tx, shop_id) if member.is_active and member.role in MAY[action]]


def list_shops_of(tx: Tx, account_id: str) -> list[Membership]:
    """List the shops that somebody may sign in to, by name."""
    rows = tx.all(
        """SELECT s.shop_id, s.slug, s.name, m.role FROM memberships m JOIN shops s ON s.shop_id = m.shop_id
        WHERE m.account_id = :a AND m.disabled_at IS NULL ORDER BY s.name, s.shop_id""",
        a=account_id,
    )
    return [Membership(row["shop_id"], row["slug"], row["name"], Role(row["role"])) for row in rows]


def choose_shop(tx: Tx, account_id: str) -> str | None:
    """Choose where somebody starts who signs in: where they last were, of the shops they still work for."""
    row = tx.one(
        """SELECT shop_id FROM memberships WHERE account_id = :a AND disabled_at IS NULL
        ORDER BY COALESCE(seen_at, 0) DESC, joined_at DESC, shop_id LIMIT 1""",
        a=account_id,
    )
    return str(row["shop_id"]) if row else None


def add_member(tx: Tx, shop_id: str, account_id: str, role: Role, actor: str, now: datetime) -> None:
    """Let somebody work for a shop; whoever did before, and was shut out, is let in again with the new role."""
    tx.run(
        """INSERT INTO memberships (shop_id, account_id, role, joined_at) VALUES (:s, :a, :r, :n)
        ON CONFLICT (shop_id, account_id) DO UPDATE SET role = :r, disabled_at = NULL""",
        s=shop_id, a=account_id, r=role.value, n=to_epoch(now),
    )  # fmt: skip
    journal.record(tx, shop_id, "person.joined", name_subject(account_id), {"role": role.value}, actor, now)


def set_role(tx: Tx, shop_id: str, account_id: str, role: Role) -> None:
    """Write down another role."""
    tx.run("UPDATE memberships SET role = :r WHERE shop_id = :s AND account_id = :a", r=role.value, s=shop_id, a=account_id)


def set_disabled(tx: Tx, shop_id: str, account_id: str, since: datetime | None) -> None:
    """Shut somebody out of a shop, or let them in again."""
    tx.run(
        "UPDATE memberships SET disabled_at = :n WHERE shop_id = :s AND account_id = :a",
        n=to_epoch(since) if since else None, s=shop_id, a=account_id,
    )  # fmt: skip


def _member(row: Row) -> Member:
    seen = row["seen_at"]
    return Member(
        account_id=row["account_id"],
        name=row["name"],
        email=row["email"],
        role=Role(row["role"]),
        is_active=row["disabled_at"] is None,
        seen_at=from_epoch(seen) if seen is not None else None,
    )
