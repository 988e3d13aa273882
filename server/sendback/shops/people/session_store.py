"""Sessions in the database: the server can list and end them, and only hashes of what cookies hold are kept."""

from datetime import datetime

from sendback.database.ids import new_id
from sendback.database.model import Row, Tx
from sendback.database.times import from_epoch, to_epoch
from sendback.shops.model import Mode
from sendback.shops.people.model import IDLE_LIFE, SESSION_LIFE, Session
from sendback.shops.secret import hash_secret, new_secret
from sendback.shops.sign_in import Person, Role

_SESSIONS = """SELECT s.*, a.name, a.email, m.role, h.mode,
CASE WHEN a.password_hash IS NOT NULL OR EXISTS (SELECT 1 FROM passkeys p WHERE p.account_id = s.account_id)
  THEN 1 ELSE 0 END AS has_credential
FROM sessions s JOIN accounts a ON a.account_id = s.account_id JOIN shops h ON h.shop_id = s.shop_id
JOIN memberships m ON m.shop_id = s.shop_id AND m.account_id = s.account_id AND m.disabled_at IS NULL
WHERE s.expires_at > :n AND s.seen_at > :idle"""


def open_session(tx: Tx, account_id: str, shop_id: str, device: str, now: datetime) -> str:
    """Sign somebody in who has just proved to be there; return what the cookie is to hold, which is kept nowhere."""
    secret = new_secret()
    tx.run(
        """INSERT INTO sessions (session_id, session_hash, account_id, shop_id, device, created_at, seen_at, confirmed_at,
        expires_at) VALUES (:i, :h, :a, :s, :d, :n, :n, :n, :e)""",
        i=new_id(), h=hash_secret(secret), a=account_id, s=shop_id, d=device, n=to_epoch(now), e=to_epoch(now + SESSION_LIFE),
    )  # fmt: skip
    _note_seen(tx, account_id, shop_id, now)
    return secret


def find_session(tx: Tx, secret: str, now: datetime) -> Session | None:
    """Find a session that has neither ended nor idled out, of somebody who still works for the shop."""
    row = tx.one(f"{_SESSIONS} AND s.session_hash = :h", h=hash_secret(secret), **_since(now))
    return _session(row) if row else None


def list_sessions(tx: Tx, account_id: str, now: datetime) -> list[Session]:
    """List where somebody is signed in, the last seen first."""
    rows = tx.all(f"{_SESSIONS} AND s.account_id = :a ORDER BY s.seen_at DESC, s.session_id DESC", a=account_id, **_since(now))
    return [_session(row) for row in rows]


def keep_session(tx: Tx, session: Session, now: datetime) -> None:
    """Note that a session was used; called every few minutes at most, so that reading pages does not write."""
    tx.run("UPDATE sessions SET seen_at = :n WHERE session_id = :i", n=to_epoch(now), i=session.session_id)
    _note_seen(tx, session.person.account_id, session.person.shop_id, now)


def renew_session(tx: Tx, session_id: str, now: datetime) -> str | None:
    """Confirm that the person is there: a new secret for the cookie, the old one opens nothing; None when it has ended."""
    secret = new_secret()
    changed = tx.run(
        "UPDATE sessions SET session_hash = :h, confirmed_at = :n, seen_at = :n WHERE session_id = :i",
        h=hash_secret(secret), n=to_epoch(now), i=session_id,
    )  # fmt: skip
    return secret if changed else None


def move_session(tx: Tx, session_id: str, shop_id: str, now: datetime) -> str | None:
    """Go to another shop: a new secret for the cookie, the old one opens nothing."""
    secret = new_secret()
    row = tx.one(
        "UPDATE sessions SET session_hash = :h, shop_id = :s, seen_at = :n WHERE session_id = :i RETURNING account_id",
        h=hash_secret(secret), s=shop_id, n=to_epoch(now), i=session_id,
    )  # fmt: skip
    if row is None:
        return None
    _note_seen(tx, row["account_id"], shop_id, now)
    return secret


def end_session(tx: Tx, account_id: str, session_id: str) -> bool:
    """End one session of an account, wherever its cookie still lies; False when it had ended."""
    return bool(tx.run("DELETE FROM sessions WHERE account_id = :a AND session_id = :i", a=account_id, i=session_id))


def end_sessions(tx: Tx, account_id: str, but: str = "") -> int:
    """End every session of an account but one; return how many there were."""
    return tx.run("DELETE FROM sessions WHERE account_id = :a AND session_id <> :i", a=account_id, i=but)


def end_sessions_at(tx: Tx, account_id: str, shop_id: str) -> int:
    """End an account's sessions at one shop; return how many there were."""
    return tx.run("DELETE FROM sessions WHERE account_id = :a AND shop_id = :s", a=account_id, s=shop_id)


def forget_ended(tx: Tx, shop_id: str, now: datetime) -> None:
    """Forget the sessions at a shop that have ended; the journal keeps that they were."""
    tx.run("DELETE FROM sessions WHERE shop_id = :s AND (expires_at <= :n OR seen_at <= :idle)", s=shop_id, **_since(now))


def _since(now: datetime) -> dict[str, int]:
    return {"n": to_epoch(now), "idle": to_epoch(now - IDLE_LIFE)}


def _note_seen(tx: Tx, account_id: str, shop_id: str, now: datetime) -> None:
    tx.run("UPDATE memberships SET seen_at = :n WHERE shop_id = :s AND account_id = :a", n=to_epoch(now), s=shop_id, a=account_id)


def _session(row: Row) -> Session:
    return Session(
        session_id=row["session_id"],
        person=Person(row["shop_id"], Role(row["role"]), row["name"], row["account_id"]),
        email=row["email"],
        device=row["device"],
        created_at=from_epoch(row["created_at"]),
        seen_at=from_epoch(row["seen_at"]),
        confirmed_at=from_epoch(row["confirmed_at"]),
        has_credential=bool(row["has_credential"]),
        is_trial=row["mode"] == Mode.TEST,
    )
