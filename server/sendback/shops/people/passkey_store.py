"""Passkeys in the database: public keys, and the challenges that were answered."""

from dataclasses import dataclass
from datetime import datetime

from sendback.database.ids import new_id
from sendback.database.model import Row, Tx
from sendback.database.times import from_epoch, to_epoch
from sendback.shops.people.passkeys import Passkey


@dataclass(frozen=True, slots=True)
class KeptPasskey:
    """A passkey of an account, with the name its person gave it."""

    passkey_id: str
    account_id: str
    passkey: Passkey
    name: str
    made_at: datetime
    used_at: datetime | None


def add_passkey(tx: Tx, account_id: str, passkey: Passkey, name: str, now: datetime) -> str:
    """Keep another passkey and return its id."""
    passkey_id = new_id()
    tx.run(
        """INSERT INTO passkeys (passkey_id, account_id, credential_id, public_key, sign_count, name, made_at)
        VALUES (:i, :a, :c, :p, :q, :m, :n)""",
        i=passkey_id, a=account_id, c=passkey.credential_id, p=passkey.public_key, q=passkey.sign_count, m=name,
        n=to_epoch(now),
    )  # fmt: skip
    return passkey_id


def list_passkeys(tx: Tx, account_id: str) -> list[KeptPasskey]:
    """List an account's passkeys, in the order in which they were made."""
    return [_kept(row) for row in tx.all("SELECT * FROM passkeys WHERE account_id = :a ORDER BY passkey_id", a=account_id)]


def find_passkey(tx: Tx, credential_id: str) -> KeptPasskey | None:
    """Find a passkey by the name its device has for it."""
    row = tx.one("SELECT * FROM passkeys WHERE credential_id = :c", c=credential_id)
    return _kept(row) if row else None


def note_use(tx: Tx, passkey_id: str, sign_count: int, now: datetime) -> None:
    """Write down that a passkey was used, and its device's new count."""
    tx.run("UPDATE passkeys SET sign_count = :q, used_at = :n WHERE passkey_id = :i", q=sign_count, n=to_epoch(now), i=passkey_id)


def drop_passkey(tx: Tx, account_id: str, passkey_id: str) -> bool:
    """Take a passkey of an account away; False when it has none of that id."""
    return bool(tx.run("DELETE FROM passkeys WHERE account_id = :a AND passkey_id = :i", a=account_id, i=passkey_id))


def drop_passkeys(tx: Tx, account_id: str) -> None:
    """Take all passkeys of an account away."""
    tx.run("DELETE FROM passkeys WHERE account_id = :a", a=account_id)


def spend_challenge(tx: Tx, challenge_hash: str, until: datetime, now: datetime) -> bool:
    """Note that a challenge was answered; False when it was answered before."""
    tx.run("DELETE FROM spent_challenges WHERE expires_at < :n", n=to_epoch(now))
    return bool(
        tx.run(
            "INSERT INTO spent_challenges (challenge_hash, expires_at) VALUES (:h, :e) ON CONFLICT (challenge_hash) DO NOTHING",
            h=challenge_hash, e=to_epoch(until),
        )
    )  # fmt: skip


def _kept(row: Row) -> KeptPasskey:
    return KeptPasskey(
        passkey_id=row["passkey_id"],
        account_id=row["account_id"],
        passkey=Passkey(row["credential_id"], row["public_key"], row["sign_count"]),
        name=row["name"],
        made_at=from_epoch(row["made_at"]),
        used_at=from_epoch(row["used_at"]) if row["used_at"] is not None else None,
    )
