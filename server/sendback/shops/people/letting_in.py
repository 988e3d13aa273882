"""Letting people in: an invitation to a shop, and the operator's way in for somebody who has an account."""

from datetime import datetime

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.journal import store as journal
from sendback.shops.people import account_store, link_store, session_store, store
from sendback.shops.people.model import Account, Link, Purpose
from sendback.shops.sign_in import Role, name_subject


def make_first_link(tx: Tx, shop_id: str, role: Role, actor: str, now: datetime) -> str:
    """Make the link that whoever holds it sets up an account with: printed for the operator, mailed to nobody."""
    _, text = link_store.add_link(tx, shop_id, Purpose.INVITATION, role, actor, now)
    journal.record(tx, shop_id, "person.invited", "people", {"role": role.value}, actor, now)
    return text


def make_sign_in_link(tx: Tx, shop_id: str, account_id: str, actor: str, now: datetime) -> str:
    """Make the link that signs one of a shop's people in: for who has the machine in hand, and for nobody else."""
    member = store.find_member(tx, shop_id, account_id)
    if member is None or not member.is_active:
        raise Problem(Code.NOT_FOUND, "Nobody of that address works for this shop.")
    _, text = link_store.add_link(tx, shop_id, Purpose.SIGN_IN, member.role, actor, now, account_id, member.email)
    journal.record(tx, shop_id, "sign_in.link_made", name_subject(account_id), {"role": member.role.value}, actor, now)
    return text


def enter_by(tx: Tx, link: Link, account_id: str, device: str, now: datetime) -> str:
    """Spend a link and sign its person in at its shop."""
    link_store.spend_link(tx, link, now)
    member = store.find_member(tx, link.shop_id, account_id)
    if member is None or not member.is_active:
        raise link_store.refuse_link()
    return enter(tx, account_id, link.shop_id, link.purpose.value, device, now)


def enter(tx: Tx, account_id: str, shop_id: str, by: str, device: str, now: datetime) -> str:
    """Open a session and write down how somebody signed in."""
    subject = name_subject(account_id)
    journal.record(tx, shop_id, "session.began", subject, {"by": by}, subject, now)
    return session_store.open_session(tx, account_id, shop_id, device, now)


def accept(tx: Tx, link: Link, account: Account, now: datetime) -> None:
    """Spend an invitation: its person works for the shop from now on."""
    link_store.spend_link(tx, link, now)
    store.add_member(tx, link.shop_id, account.account_id, link.role, name_subject(account.account_id), now)


def found_account(tx: Tx, link: Link, name: str, email: str, now: datetime) -> Account:
    """Spend an invitation and make the account that works for the shop from now on."""
    account = account_store.add_account(tx, name, email, now)
    accept(tx, link, account, now)
    return account
