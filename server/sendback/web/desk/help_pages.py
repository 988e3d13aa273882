"""Which page of the help tells of which page of the desk and the builder."""

from collections.abc import Mapping
from types import MappingProxyType

from flask import request

_PAGES: Mapping[str, str] = MappingProxyType(
    {
        "desk.show_home": "today",
        "desk.show_waiting": "deciding-returns",
        "desk.decide_many": "deciding-returns",
        "desk.list_alerts": "alerts",
        "desk.alert_settings": "alerts",
        "desk.alert_wishes": "alerts",
        "desk.list_withdrawals": "withdrawals",
        "desk.show_withdrawal": "withdrawals",
        "desk.withdrawal_settings": "withdrawals",
        "desk.withdrawal_wording": "withdrawals",
        "desk.list_documents": "library",
        "desk.read_token": "reference/order-token",
        "desk.show_arrivals": "on-the-way",
        "desk.show_tracking_sources": "on-the-way",
        "desk.save_tracking_source": "on-the-way",
        "desk.show_delivered": "on-the-way",
        "desk.take_delivered": "on-the-way",
        "desk.list_returns": "finding-returns",
        "desk.act_on_many": "finding-returns",
        "desk.show_return": "one-return",
        "desk.new_return": "new-return",
        "desk.find_for_return": "new-return",
        "desk.make_return": "new-return",
        "desk.show_people": "people",
        "account.show": "people",
        "desk.show_keys": "api-keys",
        "desk.make_key": "api-keys",
        "desk.roll_key": "api-keys",
        "desk.show_journal": "journal",
        "desk.show_privacy": "privacy",
        "desk.find_one": "privacy",
        "desk.show_exports": "exports",
        "desk.choose_export": "exports",
        "desk.show_settings": "settings",
        "desk.shop_settings": "settings",
        "desk.list_setting_changes": "settings",
        "desk.show_setting_change": "settings",
        "desk.list_warehouses": "dock-set-up",
        "builder.show_builder": "builder",
        "builder_paper.show_designer": "paper-designer",
    }
)
_PARTS: Mapping[str, str] = MappingProxyType(
    {
        "desk.policy.": "policy",
        "desk.receiving.": "receiving",
        "desk.orders.": "orders-in",
        "desk.dock.": "dock-set-up",
        "desk.stock.": "stock",
        "desk.webhooks.": "webhooks",
        "builder_paper": "paper-designer",
        "builder": "builder",
    }
)
"""Whole rooms, by how the names of their pages begin."""


def name_help_page(endpoint: str | None = None) -> str:
    """Name the page that tells of the page being shown; empty where none does more than the list of all."""
    here = endpoint or request.endpoint or ""
    return _PAGES.get(here) or next((page for start, page in _PARTS.items() if here.startswith(start)), "")
