"""How the owner gets in: a link that works once, then a session that the server can end."""

from datetime import datetime, timedelta

from sendback.database.model import Row, Tx
from sendback.database.times import to_epoch
from sendback.errors import Code, Problem
from sendback.journal import store as journal
from sendback.shops.secret import hash_secret, new_secret
from sendback.shops.sign_in import IDLE_LIFE, LINK_LIFE, SESSION_LIFE, Person, Role


def make_sign_in_link(tx: Tx, shop_id: str, role: Role, name: str, now: datetime) -> str:
    """Make the secret of a one-time link: `shop id.secret`, kept only as a hash."""
    secret = new_secret()
    tx.run(
        "INSERT INTO sign_in_links (shop_id, link_hash, role, person, expires_at) VALUES (:s, :h, :r, :p, :e)",
        s=shop_id, h=hash_secret(secret), r=role.value, p=name, e=to_epoch(now + LINK_LIFE),
    )  # fmt: skip
    journal.record(tx, shop_id, "sign_in.link_made", "people", {"role": role.value}, name, now)
    return f"{shop_id}.{secret}"


def use_sign_in_link(tx: Tx, link: str, now: datetime) -> str:
    """Spend a one-time link and return a new session, `shop id.secret`; a spent or old link is refused."""
    shop_id, _, secret = link.partition(".")
    row = tx.one(
        """UPDATE sign_in_links SET used_at = :n WHERE shop_id = :s AND link_hash = :h AND used_at IS NULL
        AND expires_at > :n RETURNING role, person""",
        n=to_epoch(now), s=shop_id, h=hash_secret(secret),
    )  # fmt: skip
    if row is None:
        raise Problem(Code.LINK_EXPIRED, "This sign-in link was used already or is too old. Make a new one.")
    session = new_secret()
    tx.run(
        """INSERT INTO sign_in_sessions (shop_id, session_hash, role, person, created_at, seen_at, expires_at)
        VALUES (:s, :h, :r, :p, :n, :n, :e)""",
        s=shop_id, h=hash_secret(session), r=row["role"], p=row["person"], n=to_epoch(now), e=to_epoch(now + SESSION_LIFE),
    )  # fmt: skip
    journal.record(tx, shop_id, "sign_in.used", "people", {"role": row["role"]}, row["person"], now)
    return f"{shop_id}.{session}"


def find_person(tx: Tx, session: str, now: datetime) -> Person | None:
    """Find who holds a session that has neither ended nor idled out."""
    row = _session_row(tx, session)
    if row is None or row["expires_at"] <= to_epoch(now) or row["seen_at"] <= to_epoch(now - IDLE_LIFE):
        return None
    return Person(row["shop_id"], Role(row["role"]), row["person"])


def keep_session(tx: Tx, session: str, now: datetime) -> None:
    """Note that a session was used; called at most every few minutes, so that reading pages does not write."""
    shop_id, _, secret = session.partition(".")
    tx.run(
        "UPDATE sign_in_sessions SET seen_at = :n WHERE shop_id = :s AND session_hash = :h",
        n=to_epoch(now), s=shop_id, h=hash_secret(secret),
    )  # fmt: skip


def is_session_stale(tx: Tx, session: str, now: datetime) -> bool:
    """Say whether `keep_session` is due."""
    row = _session_row(tx, session)
    return row is not None and row["seen_at"] <= to_epoch(now - timedelta(minutes=5))


def end_session(tx: Tx, session: str, now: datetime) -> None:
    """End a session for good, wherever its cookie still lies."""
    row = _session_row(tx, session)
    if row is None:
        return
    tx.run("DELETE FROM sign_in_sessions WHERE shop_id = :s AND session_hash = :h", s=row["shop_id"], h=row["session_hash"])
    journal.record(tx, row["shop_id"], "sign_in.ended", "people", {"role": row["role"]}, row["person"], now)


def forget_ended(tx: Tx, shop_id: str, now: datetime) -> None:
    """Forget links and sessions that have ended; the journal keeps that they were."""
    tx.run("DELETE FROM sign_in_links WHERE shop_id = :s AND expires_at < :n", s=shop_id, n=to_epoch(now))
    tx.run("DELETE FROM sign_in_sessions WHERE shop_id = :s AND expires_at < :n", s=shop_id, n=to_epoch(now))


def _session_row(tx: Tx, session: str) -> Row | None:
    shop_id, _, secret = session.partition(".")
    return tx.one("SELECT * FROM sign_in_sessions WHERE shop_id = :s AND session_hash = :h", s=shop_id, h=hash_secret(secret))
