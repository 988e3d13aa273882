"""Keys of receipts in the database: the one in use, and every one there was."""

from datetime import datetime

from sendback.database.model import Row, Tx
from sendback.database.times import from_epoch, to_epoch
from sendback.journal.store import record
from sendback.shops.vault import Vault
from sendback.withdrawals.keys import ReceiptKey, make_key


def get_key_in_use(tx: Tx, vault: Vault, shop_id: str, actor: str, now: datetime) -> ReceiptKey:
    """Return the key that signs now; a shop's first receipt makes its first key."""
    return _find_in_use(tx, shop_id) or _add(tx, vault, shop_id, actor, now)


def rotate_key(tx: Tx, vault: Vault, shop_id: str, actor: str, now: datetime) -> ReceiptKey:
    """Sign with a new key from now on; the private half of the one before is forgotten, its receipts stay valid."""
    tx.run(
        "UPDATE withdrawal_keys SET retired_at = :n, sealed = NULL WHERE shop_id = :s AND retired_at IS NULL",
        n=to_epoch(now), s=shop_id,
    )  # fmt: skip
    return _add(tx, vault, shop_id, actor, now)


def find_key(tx: Tx, shop_id: str, key_id: str) -> ReceiptKey | None:
    """Find a key, in use or not."""
    row = tx.one("SELECT * FROM withdrawal_keys WHERE shop_id = :s AND key_id = :k", s=shop_id, k=key_id)
    return _key(row) if row else None


def list_keys(tx: Tx, shop_id: str) -> list[ReceiptKey]:
    """List every key there was, newest first."""
    rows = tx.all("SELECT * FROM withdrawal_keys WHERE shop_id = :s ORDER BY made_at DESC, key_id", s=shop_id)
    return [_key(row) for row in rows]


def _add(tx: Tx, vault: Vault, shop_id: str, actor: str, now: datetime) -> ReceiptKey:
    made = make_key(vault, shop_id, now)
    added = tx.run(
        """INSERT INTO withdrawal_keys (shop_id, key_id, public, sealed, made_at) VALUES (:s, :k, :p, :e, :n)
        ON CONFLICT (shop_id) WHERE retired_at IS NULL DO NOTHING""",
        s=shop_id, k=made.key_id, p=made.public, e=made.sealed, n=to_epoch(now),
    )  # fmt: skip
    if added:
        record(tx, shop_id, "withdrawal_key.created", "keys", {"key_id": made.key_id}, actor, now)
    found = _find_in_use(tx, shop_id)  # another's, where two first receipts were written at once
    assert found is not None, "a key was just added, or somebody else's was there"
    return found


def _find_in_use(tx: Tx, shop_id: str) -> ReceiptKey | None:
    row = tx.one("SELECT * FROM withdrawal_keys WHERE shop_id = :s AND retired_at IS NULL", s=shop_id)
    return _key(row) if row else None


def _key(row: Row) -> ReceiptKey:
    retired = from_epoch(row["retired_at"]) if row["retired_at"] is not None else None
    return ReceiptKey(row["shop_id"], row["key_id"], row["public"], row["sealed"], from_epoch(row["made_at"]), retired)
