"""Recovery codes in the database: kept as hashes, each spent once."""

from collections.abc import Sequence
from datetime import datetime

from sendback.database.model import Tx
from sendback.database.times import to_epoch
from sendback.shops.people.recovery_codes import hash_code


def replace_codes(tx: Tx, account_id: str, codes: Sequence[str]) -> None:
    """Keep new codes; the ones before are worth nothing from now on."""
    tx.run("DELETE FROM recovery_codes WHERE account_id = :a", a=account_id)
    rows = [{"a": account_id, "h": hash_code(code)} for code in codes]
    tx.run_many("INSERT INTO recovery_codes (account_id, code_hash) VALUES (:a, :h)", rows)


def spend_code(tx: Tx, account_id: str, typed: str, now: datetime) -> bool:
    """Spend a code; False when the account has none such, or had."""
    return bool(
        tx.run(
            "UPDATE recovery_codes SET used_at = :n WHERE account_id = :a AND code_hash = :h AND used_at IS NULL",
            n=to_epoch(now), a=account_id, h=hash_code(typed),
        )
    )  # fmt: skip


def count_codes(tx: Tx, account_id: str) -> int:
    """Count the codes that are left."""
    row = tx.one("SELECT COUNT(*) AS n FROM recovery_codes WHERE account_id = :a AND used_at IS NULL", a=account_id)
    return int(row["n"]) if row else 0
