"""Who works for a shop, decided by its owner: invited, given another role, shut out, let in again."""

from datetime import datetime

from sendback.database.model import Tx
from sendback.errors import Code, Problem, refuse_field
from sendback.journal import store as journal
from sendback.shops.people import link_store, session_store, store
from sendback.shops.people.model import Member, Purpose, key_email
from sendback.shops.sign_in import Role, name_subject
from sendback.shops.text import is_email

MOST_OPEN = 100
"""How many invitations of a shop may be open at once."""


def invite(tx: Tx, shop_id: str, email: str, role: Role, actor: str, now: datetime) -> tuple[str, str]:
    """Invite somebody, and return the id of the invitation and what its link ends with; the ones before end."""
    address = key_email(email)
    if not is_email(address):
        raise refuse_field("email", "format", "Give an e-mail address, such as kaisa@shop.example.")
    if any(key_email(each.email) == address and each.is_active for each in store.list_members(tx, shop_id)):
        raise refuse_field("email", "format", "Whoever has this address works here already.")
    link_store.drop_links(tx, shop_id, Purpose.INVITATION, email=address)
    if len(link_store.list_invitations(tx, shop_id, now)) >= MOST_OPEN:
        raise Problem(Code.INVALID_FIELDS, f"At most {MOST_OPEN} invitations are open at once. Withdraw one first.")
    made = link_store.add_link(tx, shop_id, Purpose.INVITATION, role, actor, now, email=address)
    journal.record(tx, shop_id, "person.invited", "people", {"role": role.value}, actor, now)
    return made


def withdraw_invitation(tx: Tx, shop_id: str, link_id: str, actor: str, now: datetime) -> None:
    """Take an invitation back; one that was followed or has ended is left as it is."""
    if link_store.drop_link(tx, shop_id, link_id):
        journal.record(tx, shop_id, "person.invitation_withdrawn", "people", {}, actor, now)


def change_role(tx: Tx, shop_id: str, account_id: str, role: Role, actor: str, now: datetime) -> None:
    """Give somebody another role, and end their sessions at the shop; its last owner stays one."""
    member = _get_member(tx, shop_id, account_id)
    if member.role is role:
        return
    body = {"from": member.role.value, "to": role.value}
    journal.record(tx, shop_id, "person.role_changed", name_subject(account_id), body, actor, now)
    store.set_role(tx, shop_id, account_id, role)
    _refuse_no_owner(tx, shop_id)
    session_store.end_sessions_at(tx, account_id, shop_id)


def disable(tx: Tx, shop_id: str, account_id: str, actor: str, now: datetime) -> None:
    """Shut somebody out of the shop at once, wherever they are signed in; never its last owner."""
    if not _get_member(tx, shop_id, account_id).is_active:
        return
    journal.record(tx, shop_id, "person.disabled", name_subject(account_id), {}, actor, now)
    store.set_disabled(tx, shop_id, account_id, now)
    _refuse_no_owner(tx, shop_id)
    session_store.end_sessions_at(tx, account_id, shop_id)


def enable(tx: Tx, shop_id: str, account_id: str, actor: str, now: datetime) -> None:
    """Let somebody in again, as what they were."""
    if _get_member(tx, shop_id, account_id).is_active:
        return
    journal.record(tx, shop_id, "person.enabled", name_subject(account_id), {}, actor, now)
    store.set_disabled(tx, shop_id, account_id, None)


def _get_member(tx: Tx, shop_id: str, account_id: str) -> Member:
    member = store.find_member(tx, shop_id, account_id)
    if member is None:
        raise Problem(Code.NOT_FOUND, "Nobody of this id works here.")
    return member


def _refuse_no_owner(tx: Tx, shop_id: str) -> None:
    """Refuse what would leave nobody in charge; asked after the change, when the journal's lock keeps others out."""
    if not any(member.is_active and member.role is Role.OWNER for member in store.list_members(tx, shop_id)):
        raise Problem(Code.STATUS_CONFLICT, "A shop needs an owner. Make somebody else one first.")
