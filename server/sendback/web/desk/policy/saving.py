"""Saving a part of the settings from a form: refused only when somebody changed that very part meanwhile."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from flask import request

from sendback.database.model import Tx
from sendback.errors import Code, FieldError, Problem
from sendback.paper.policy_addresses import refuse_unprintable
from sendback.policy.faults import PolicyFaults
from sendback.policy.reading import read_policy
from sendback.policy.writing import write_policy
from sendback.returns.policies import check_policy, save_policy
from sendback.shops import store
from sendback.shops.model import ShopSettings
from sendback.shops.terms import PolicySetting
from sendback.web.auth import own_shop
from sendback.web.context import get_context
from sendback.web.desk.deciding import own_name
from sendback.web.desk.policy.reading import text_of
from sendback.web.sent_settings import read_settings

Change = Callable[[ShopSettings], Mapping[str, Any]]
"""Gives the new value of each part that changes, as JSON, from the settings that the form was filled from."""


def read_version() -> int:
    """Return the version of the settings that the form was filled from; 0, which never was, for nonsense."""
    typed = request.form.get("based_on", "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0


def save_parts(based_on: int, change: Change) -> int:
    """Save what `change` gives and return the version it is in; a form that is sent twice saves once.

    Problem settings-conflict when the same part was changed since `based_on`, invalid-fields with the path of each fault.
    """
    shop, context, person = own_shop(), get_context(), own_name()

    def work(tx: Tx, shop_id: str, now: datetime) -> int:
        newest, before = store.get_shop(tx, shop_id), store.get_settings(tx, shop_id, based_on)
        parts = change(before)
        wanted = read_settings({**newest.settings.model_dump(mode="json"), **parts})
        if wanted == newest.settings:
            return newest.settings_version
        refuse_overwriting(before, newest.settings, parts)
        return store.save_settings(tx, shop_id, newest.settings_version, wanted, person, now)

    return context.database.write(work, shop.shop_id, context.clock())


def change_text(based_on: int, change: Callable[[str], str]) -> int:
    """Save the policy with its text changed, as one new version; a form that is sent twice saves once.

    Problem policy-invalid when the policy cannot be read then, settings-conflict when it was changed since `based_on`.
    """
    shop, context, person = own_shop(), get_context(), own_name()

    def work(tx: Tx, shop_id: str, now: datetime) -> int:
        newest, before = store.get_shop(tx, shop_id), store.get_settings(tx, shop_id, based_on)
        text = _apply(change, text_of(before))
        if _complete(text, newest.settings.policy) == text_of(newest.settings):
            return newest.settings_version
        refuse_overwriting(before, newest.settings, ("policy",))
        refuse_unprintable(text, check_policy(text, newest.settings.policy))
        return save_policy(tx, shop_id, newest.settings_version, text, person, now)

    return context.database.write(work, shop.shop_id, context.clock())


def _complete(text: str, before: PolicySetting) -> str:
    """Give a text with the terms that it leaves out, as it will be stored; one that cannot be read stays as it is."""
    try:
        return write_policy(text, read_policy(text, before).terms)
    except PolicyFaults:
        return text


def _apply(change: Callable[[str], str], text: str) -> str:
    try:
        return change(text)
    except PolicyFaults as refused:
        errors = [FieldError(f"{fault.line}:{fault.column}", fault.code.value, fault.detail) for fault in refused.faults]
        raise Problem(Code.POLICY_INVALID, "This cannot be saved yet.", errors=errors) from None


def refuse_overwriting(before: ShopSettings, newest: ShopSettings, names: Iterable[str]) -> None:
    """Refuse to replace what somebody changed meanwhile; a change elsewhere in the settings is in nobody's way."""
    if any(getattr(before, name) != getattr(newest, name) for name in names):
        raise Problem(Code.SETTINGS_CONFLICT, "Somebody changed this meanwhile.")
