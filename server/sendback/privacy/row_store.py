"""Rows that go whole when their time is over."""

from datetime import datetime

from sendback.database.model import Tx
from sendback.database.times import to_epoch


def delete_withdrawals(tx: Tx, shop_id: str, before: datetime, most: int) -> int:
    """Delete statements received before a moment, with their receipts; those not seen to stay."""
    gone = tx.all(
        """DELETE FROM withdrawals WHERE shop_id = :s AND withdrawal_id IN (SELECT withdrawal_id FROM withdrawals
        WHERE shop_id = :s AND received_at < :t AND handled_at IS NOT NULL ORDER BY withdrawal_id LIMIT :n)
        RETURNING withdrawal_id""",
        s=shop_id, t=to_epoch(before), n=most,
    )  # fmt: skip
    for row in gone:
        forget_addresses(tx, shop_id, row["withdrawal_id"])
    return len(gone)


def forget_addresses(tx: Tx, shop_id: str, subject: str) -> None:
    """Forget to whom mails about a return, an order or a withdrawal went; when each went stays."""
    tx.run("UPDATE mail_log SET email = '', bounce = '' WHERE shop_id = :s AND subject = :u", s=shop_id, u=subject)


def forget_address(tx: Tx, shop_id: str, email: str) -> None:
    """Forget that mails went to an address, in small letters, whatever they were about."""
    tx.run("UPDATE mail_log SET email = '', bounce = '' WHERE shop_id = :s AND lower(email) = :e", s=shop_id, e=email)


def delete_dead_jobs(tx: Tx, shop_id: str, before: datetime, most: int) -> int:
    """Delete mails and errands that failed for good before a moment."""
    return tx.run(
        """DELETE FROM outbox WHERE shop_id = :s AND job_id IN (SELECT job_id FROM outbox
        WHERE shop_id = :s AND state = 'dead' AND created_at < :t ORDER BY job_id LIMIT :n)""",
        s=shop_id, t=to_epoch(before), n=most,
    )  # fmt: skip


def delete_guesses(tx: Tx, shop_id: str, before: datetime) -> int:
    """Delete counts of wrong proofs from before a moment."""
    return tx.run("DELETE FROM guesses WHERE shop_id = :s AND bucket < :t", s=shop_id, t=to_epoch(before))


def delete_batches(tx: Tx, shop_id: str, before: datetime) -> int:
    """Delete the lists of what was printed together before a moment: the orders they name may be gone."""
    return tx.run("DELETE FROM shipment_batches WHERE shop_id = :s AND made_at < :t", s=shop_id, t=to_epoch(before))
