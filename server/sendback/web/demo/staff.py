"""Who works at Nordlys: people to look through the eyes of, each in by a printed link alone."""

from datetime import datetime

from sendback.database.model import Tx
from sendback.shops.people import account_store, store
from sendback.shops.people.letting_in import make_sign_in_link
from sendback.shops.sign_in import Role

STAFF = (
    (Role.OWNER, "Solveig Berg", "solveig@nordlys.example"),
    (Role.AGENT, "Mats Dahl", "mats@nordlys.example"),
    (Role.VIEWER, "Ida Moen", "ida@nordlys.example"),
)


def let_staff_in(tx: Tx, shop_id: str, now: datetime) -> dict[Role, str]:
    """Make a link for each of Nordlys's people, and their accounts on the first start."""
    return {
        role: make_sign_in_link(tx, shop_id, _hire(tx, shop_id, role, name, email, now), "demo", now)
        for role, name, email in STAFF
    }


def _hire(tx: Tx, shop_id: str, role: Role, name: str, email: str, now: datetime) -> str:
    account = account_store.find_account_by_email(tx, email) or account_store.add_account(tx, name, email, now)
    member = store.find_member(tx, shop_id, account.account_id)
    if member is None or not member.is_active:
        store.add_member(tx, shop_id, account.account_id, role, "demo", now)
    return account.account_id
