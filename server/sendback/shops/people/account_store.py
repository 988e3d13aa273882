"""Accounts in the database: a person's name and address, and what proves them beside passkeys."""

from datetime import datetime

from sendback.database.ids import new_id
from sendback.database.model import Row, Tx
from sendback.database.times import to_epoch
from sendback.errors import Code, Problem
from sendback.shops.people.model import Account, key_email


def add_account(tx: Tx, name: str, email: str, now: datetime) -> Account:
    """Make an account with nothing yet to prove it; Problem status-conflict where the address has one, or just got one."""
    account = Account(new_id(), name, email)
    made = tx.run(
        """INSERT INTO accounts (account_id, name, email, email_key, created_at) VALUES (:a, :m, :e, :k, :n)
        ON CONFLICT (email_key) DO NOTHING""",
        a=account.account_id, m=name, e=email, k=key_email(email), n=to_epoch(now),
    )  # fmt: skip
    if not made:
        raise Problem(Code.STATUS_CONFLICT, "This e-mail address has an account already. Sign in with it to accept.")
    return account


def find_account(tx: Tx, account_id: str) -> Account | None:
    """Find an account by its id."""
    row = tx.one("SELECT * FROM accounts WHERE account_id = :a", a=account_id)
    return _account(row) if row else None


def hold_account(tx: Tx, account_id: str) -> Account:
    """Return an account, and keep out until the end of the transaction whoever else would change how it signs in."""
    row = tx.one("UPDATE accounts SET totp_step = totp_step WHERE account_id = :a RETURNING *", a=account_id)
    assert row is not None, "who changes an account has one"
    return _account(row)


def find_account_by_email(tx: Tx, email: str) -> Account | None:
    """Find an account by its address, however it is typed."""
    row = tx.one("SELECT * FROM accounts WHERE email_key = :k", k=key_email(email))
    return _account(row) if row else None


def rename_account(tx: Tx, account_id: str, name: str) -> None:
    """Write down another name."""
    tx.run("UPDATE accounts SET name = :m WHERE account_id = :a", m=name, a=account_id)


def save_password(tx: Tx, account_id: str, password_hash: str | None) -> None:
    """Keep another password's hash, or none."""
    tx.run("UPDATE accounts SET password_hash = :h WHERE account_id = :a", h=password_hash, a=account_id)


def save_totp(tx: Tx, account_id: str, totp_sealed: str | None, step: int) -> None:
    """Keep another authenticator's secret, or none, with the step whose code proved it."""
    tx.run("UPDATE accounts SET totp_sealed = :t, totp_step = :n WHERE account_id = :a", t=totp_sealed, n=step, a=account_id)


def spend_step(tx: Tx, account_id: str, step: int) -> bool:
    """Note that the code of a step was used; False when it, or a later one, was used before."""
    changed = tx.run(
        "UPDATE accounts SET totp_step = :n WHERE account_id = :a AND totp_step < :n AND totp_sealed IS NOT NULL",
        n=step, a=account_id,
    )  # fmt: skip
    return bool(changed)


def _account(row: Row) -> Account:
    return Account(**{name: row[name] for name in Account.__slots__})
