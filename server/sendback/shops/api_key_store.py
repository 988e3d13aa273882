"""What is written down of an API key's life: when it was used, and when somebody was told that it is in a browser."""

from datetime import datetime, timedelta

from sendback.database.model import Tx
from sendback.database.times import to_epoch
from sendback.journal.store import record
from sendback.shops.keys import ShopKey

USED_WITHIN = timedelta(minutes=5)
"""So much may be missing from the last use that is shown: a write for every request would cost more than it tells."""
WARNED_WITHIN = timedelta(days=1)


def is_use_stale(key: ShopKey, now: datetime) -> bool:
    """Say whether it is time to write down that a key is used."""
    return key.used_at is None or key.used_at <= now - USED_WITHIN


def save_use(tx: Tx, key: ShopKey, now: datetime) -> None:
    """Write down that a key is used."""
    tx.run("UPDATE shop_keys SET used_at = :n WHERE shop_id = :s AND key_id = :k", n=to_epoch(now), s=key.shop_id, k=key.key_id)


def tell_exposed(tx: Tx, key: ShopKey, now: datetime) -> None:
    """Tell, once a day, that a key came from where everybody can read it; the owners are mailed."""
    told = tx.run(
        """UPDATE shop_keys SET warned_at = :n WHERE shop_id = :s AND key_id = :k
        AND (warned_at IS NULL OR warned_at <= :before)""",
        n=to_epoch(now), s=key.shop_id, k=key.key_id, before=to_epoch(now - WARNED_WITHIN),
    )  # fmt: skip
    if told:
        record(tx, key.shop_id, "key.exposed", "keys", {"key_id": key.key_id}, "api", now)
