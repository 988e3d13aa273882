"""Pairing codes in the database: kept as a hash, spent once."""

from datetime import datetime

from sendback.database.model import Row, Tx
from sendback.database.times import from_epoch, to_epoch
from sendback.receiving.devices.model import PAIRING_LIFE, Pairing, Purpose
from sendback.shops.secret import hash_secret


def add_pairing(
    tx: Tx, shop_id: str, code: str, purpose: Purpose, warehouse: str, device_id: str | None, actor: str, now: datetime
) -> None:
    """Keep a new code, and forget the shop's codes that ended a day ago."""
    tx.run("DELETE FROM dock_pairings WHERE shop_id = :s AND expires_at < :t", s=shop_id, t=to_epoch(now) - 86_400)
    tx.run(
        """INSERT INTO dock_pairings (shop_id, pairing_hash, purpose, warehouse, device_id, made_by, made_at, expires_at)
        VALUES (:s, :h, :p, :w, :d, :a, :n, :until)""",
        s=shop_id, h=hash_secret(code), p=purpose.value, w=warehouse, d=device_id, a=actor, n=to_epoch(now),
        until=to_epoch(now + PAIRING_LIFE),
    )  # fmt: skip


def find_pairing(tx: Tx, shop_id: str, pairing_hash: str) -> Pairing | None:
    """Find a code by its hash, spent or not."""
    row = tx.one("SELECT * FROM dock_pairings WHERE shop_id = :s AND pairing_hash = :h", s=shop_id, h=pairing_hash)
    return _pairing(row) if row else None


def spend_pairing(tx: Tx, shop_id: str, code: str, purpose: Purpose, now: datetime) -> Pairing | None:
    """Spend a code: of many who try at once one gets it, and nobody a code that is old or for something else."""
    row = tx.one(
        """UPDATE dock_pairings SET used_at = :n WHERE shop_id = :s AND pairing_hash = :h AND purpose = :p
        AND used_at IS NULL AND expires_at > :n RETURNING *""",
        s=shop_id, h=hash_secret(code), p=purpose.value, n=to_epoch(now),
    )  # fmt: skip
    return _pairing(row) if row else None


def note_joined(tx: Tx, pairing: Pairing, device_id: str) -> None:
    """Remember which device a code let in."""
    tx.run(
        "UPDATE dock_pairings SET device_id = :d WHERE shop_id = :s AND pairing_hash = :h",
        d=device_id, s=pairing.shop_id, h=pairing.pairing_hash,
    )  # fmt: skip


def _pairing(row: Row) -> Pairing:
    return Pairing(
        shop_id=row["shop_id"],
        pairing_hash=row["pairing_hash"],
        purpose=Purpose(row["purpose"]),
        warehouse=row["warehouse"],
        device_id=row["device_id"],
        made_by=row["made_by"],
        expires_at=from_epoch(row["expires_at"]),
        used_at=from_epoch(row["used_at"]) if row["used_at"] is not None else None,
    )
