"""What proves a person: a passkey, or a password with an authenticator app; and the codes for when the phone is gone."""

from dataclasses import dataclass
from datetime import datetime

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.journal import store as journal
from sendback.shops.people import account_store, code_store, passkey_store, session_store
from sendback.shops.people.authenticator import find_step
from sendback.shops.people.model import Account
from sendback.shops.people.passkeys import Answered, refuse_passkey
from sendback.shops.people.recovery_codes import looks_like_code, new_codes
from sendback.shops.sign_in import Person
from sendback.shops.vault import Vault

MOST_PASSKEYS = 20


@dataclass(frozen=True, slots=True)
class NewPasskey:
    """A passkey that was just made, and what its person calls it."""

    answered: Answered
    name: str


@dataclass(frozen=True, slots=True)
class NewPassword:
    """A password that was checked and hashed, with the authenticator whose code was typed; None keeps the one there is."""

    password_hash: str
    totp_secret: str | None
    step: int


def secure(tx: Tx, vault: Vault, person: Person, new: NewPasskey | NewPassword, now: datetime) -> None:
    """Keep what somebody will sign in with from now on."""
    if isinstance(new, NewPasskey):
        add_passkey(tx, person, new, now)
    else:
        change_password(tx, vault, person, new, now)


def add_passkey(tx: Tx, person: Person, new: NewPasskey, now: datetime) -> None:
    """Keep another passkey."""
    answered, account_id = new.answered, person.account_id
    fresh = passkey_store.spend_challenge(tx, answered.challenge_hash, answered.until, now)
    if not fresh or passkey_store.find_passkey(tx, answered.passkey.credential_id) is not None:
        raise refuse_passkey()
    if len(passkey_store.list_passkeys(tx, account_id)) >= MOST_PASSKEYS:
        raise Problem(Code.INVALID_FIELDS, f"An account has at most {MOST_PASSKEYS} passkeys. Remove one first.")
    passkey_store.add_passkey(tx, account_id, answered.passkey, new.name, now)
    _tell(tx, person, "passkey.added", now)


def remove_passkey(tx: Tx, person: Person, passkey_id: str, now: datetime) -> None:
    """Take a passkey away, unless it is the only way in."""
    account = account_store.hold_account(tx, person.account_id)
    if not account.password_hash and len(passkey_store.list_passkeys(tx, person.account_id)) < 2:
        raise Problem(Code.INVALID_FIELDS, "This is your only way in. Add another passkey or a password first.")
    if passkey_store.drop_passkey(tx, person.account_id, passkey_id):
        _tell(tx, person, "passkey.removed", now)


def change_password(tx: Tx, vault: Vault, person: Person, new: NewPassword, now: datetime) -> None:
    """Keep a password, and the authenticator that goes with it."""
    account_store.save_password(tx, person.account_id, new.password_hash)
    if new.totp_secret is not None:
        sealed = vault.seal(new.totp_secret, place_totp(person.account_id))
        account_store.save_totp(tx, person.account_id, sealed, new.step)
    _tell(tx, person, "password.changed", now)


def remove_password(tx: Tx, person: Person, now: datetime) -> None:
    """Take the password and its authenticator away, where a passkey is left to sign in with."""
    account_store.hold_account(tx, person.account_id)
    if not passkey_store.list_passkeys(tx, person.account_id):
        raise Problem(Code.INVALID_FIELDS, "This is your only way in. Add a passkey first.")
    account_store.save_password(tx, person.account_id, None)
    account_store.save_totp(tx, person.account_id, None, 0)
    _tell(tx, person, "password.removed", now)


def renew_codes(tx: Tx, person: Person, now: datetime) -> list[str]:
    """Make new recovery codes, which end the old ones, and return them: the only time they are seen."""
    codes = new_codes()
    code_store.replace_codes(tx, person.account_id, codes)
    _tell(tx, person, "recovery_codes.made", now)
    return codes


def spend_second_factor(tx: Tx, vault: Vault, account: Account, typed: str, now: datetime) -> bool:
    """Spend an authenticator's code or a recovery code; False when it is neither, or was used before."""
    if looks_like_code(typed):
        return code_store.spend_code(tx, account.account_id, typed, now)
    if account.totp_sealed is None:
        return False
    step = find_step(vault.open(account.totp_sealed, place_totp(account.account_id)), typed, now)
    return step is not None and account_store.spend_step(tx, account.account_id, step)


def strip(tx: Tx, account_id: str) -> None:
    """Take away all that proves a person and end their sessions: who has the machine in hand lets them begin anew."""
    account_store.save_password(tx, account_id, None)
    account_store.save_totp(tx, account_id, None, 0)
    passkey_store.drop_passkeys(tx, account_id)
    code_store.replace_codes(tx, account_id, [])
    session_store.end_sessions(tx, account_id)


def place_totp(account_id: str) -> str:
    """Name the place an authenticator's secret is sealed to."""
    return f"accounts/{account_id}/totp"


def _tell(tx: Tx, person: Person, type_: str, now: datetime) -> None:
    journal.record(tx, person.shop_id, type_, person.actor, {}, person.actor, now)
