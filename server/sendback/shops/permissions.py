"""Who may do what: the one table that decides, and what is not in it is refused."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from sendback.shops.sign_in import Person, Role


class Action(StrEnum):
    """What a person may want to do with a shop's things."""

    SEE_RETURNS = "see-returns"
    """The list, the figures and a return's course; names, addresses and what people wrote only with SEE_PEOPLE."""
    SEE_PEOPLE = "see-people"
    DECIDE = "decide"
    """Make, approve, decline, edit, cancel, mail, note: all that an agent does to a return, a withdrawal or a mail."""
    RECEIVE = "receive"
    """Take in boxes, say what was found, put right what the dock said."""
    MANAGE_DOCK = "manage-dock"
    """Warehouses, devices that scan, workers and their PINs."""
    SEE_STOCK = "see-stock"
    CHANGE_STOCK = "change-stock"
    BRING_ORDERS = "bring-orders"
    SEE_SETTINGS = "see-settings"
    CHANGE_SETTINGS = "change-settings"
    SEE_JOURNAL = "see-journal"
    EXPORT = "export"
    ERASE = "erase"
    MANAGE_KEYS = "manage-keys"
    """API keys, webhooks and their secrets."""
    MANAGE_PEOPLE = "manage-people"
    OWN_ACCOUNT = "own-account"
    """One's own name, passkeys, password and devices."""


_ALL = frozenset(Role)
_DESK = frozenset({Role.OWNER, Role.MANAGER, Role.AGENT})
_DOCK = frozenset({Role.OWNER, Role.MANAGER, Role.AGENT, Role.DOCK})
_LEADS = frozenset({Role.OWNER, Role.MANAGER})
_OWNER = frozenset({Role.OWNER})

MAY: Mapping[Action, frozenset[Role]] = MappingProxyType(
    {
        Action.SEE_RETURNS: _ALL,
        Action.SEE_PEOPLE: _DESK,
        Action.DECIDE: _DESK,
        Action.RECEIVE: _DOCK,
        Action.MANAGE_DOCK: _LEADS,
        Action.SEE_STOCK: _ALL,
        Action.CHANGE_STOCK: _LEADS | {Role.DOCK},
        Action.BRING_ORDERS: _DESK,
        Action.SEE_SETTINGS: _DESK,
        Action.CHANGE_SETTINGS: _LEADS,
        Action.SEE_JOURNAL: _LEADS,
        Action.EXPORT: _LEADS,
        Action.ERASE: _OWNER,
        Action.MANAGE_KEYS: _OWNER,
        Action.MANAGE_PEOPLE: _OWNER,
        Action.OWN_ACCOUNT: _ALL,
    }
)


def may(actor: Person, action: Action, shop_id: str) -> bool:
    """Say whether somebody may do something with what belongs to a shop; nobody may anything in a shop not their own."""
    return actor.shop_id == shop_id and actor.role in MAY.get(action, frozenset())
