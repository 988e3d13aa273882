"""A person proves who they are: by a passkey, or by a password with a second factor. One refusal for all that is wrong."""

from datetime import datetime

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.orders.guessing import Guessed
from sendback.shops.people import account_store, passkey_store
from sendback.shops.people.model import Account, key_email
from sendback.shops.people.passkey_store import KeptPasskey
from sendback.shops.people.passkeys import Answered, Site, name_credential, read_signed, refuse_passkey
from sendback.shops.people.passwords import matches_password
from sendback.shops.people.securing import spend_second_factor
from sendback.web.context import get_context
from sendback.web.trying import count_try, name_client, take_back


def get_site() -> Site:
    """Return where passkeys hold."""
    context = get_context()
    return Site(context.settings.base_url, context.pepper)


def prove_by_password(email: str, password: str, code: str) -> Account:
    """Return whose address, password and second factor these are; Problem not-verified, as slow for an unknown address."""
    context, address = get_context(), key_email(email[:254])
    tried = {Guessed.SIGN_IN_ACCOUNT: address, Guessed.SIGN_IN_CALLER: name_client(), Guessed.SIGN_IN: ""}
    counted = count_try(tried)
    account = context.database.read(account_store.find_account_by_email, address)
    if not matches_password(password, account.password_hash if account else None) or account is None:
        raise _refuse()
    prove_second_factor(account, code)
    take_back(counted)
    return account


def prove_second_factor(account: Account, code: str) -> None:
    """Spend a code of an account's authenticator, or a recovery code; Problem not-verified."""
    context = get_context()
    counted = count_try({Guessed.SECOND_FACTOR: account.account_id})
    if not context.database.write(spend_second_factor, context.vault, account, code, context.clock()):
        raise _refuse()
    take_back(counted)


def prove_same_person(account_id: str, password: str) -> None:
    """Let whoever is signed in prove by their password that they are still there; Problem not-verified."""
    context = get_context()
    account = context.database.read(account_store.find_account, account_id)
    tried = {Guessed.SIGN_IN_ACCOUNT: key_email(account.email) if account else "", Guessed.SIGN_IN_CALLER: name_client()}
    counted = count_try({**tried, Guessed.SIGN_IN: ""})
    if not matches_password(password, account.password_hash if account else None):
        raise Problem(Code.NOT_VERIFIED, "This is not your password.")
    take_back(counted)


def prove_by_passkey(answer: str, purpose: str, account_id: str = "") -> str:
    """Return the account whose passkey signed what was asked for a purpose, or that one alone; Problem not-verified."""
    context = get_context()
    now = context.clock()
    counted = count_try({Guessed.SIGN_IN_CALLER: name_client(), Guessed.SIGN_IN: ""})
    kept = context.database.read(passkey_store.find_passkey, name_credential(answer))
    if kept is None or (account_id and kept.account_id != account_id):
        raise Problem(Code.NOT_VERIFIED, "This passkey is not known here. Use another, or another way.")
    signed = read_signed(get_site(), purpose, answer, kept.passkey, now)
    if not context.database.write(_note_signed, kept, signed, now):
        raise refuse_passkey()
    take_back(counted)
    return kept.account_id


def _note_signed(tx: Tx, kept: KeptPasskey, signed: Answered, now: datetime) -> bool:
    if not passkey_store.spend_challenge(tx, signed.challenge_hash, signed.until, now):
        return False
    passkey_store.note_use(tx, kept.passkey_id, signed.passkey.sign_count, now)
    return True


def _refuse() -> Problem:
    return Problem(Code.NOT_VERIFIED, "The e-mail address, the password or the code is not right.")
