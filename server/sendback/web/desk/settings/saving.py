"""Saving part of the settings from a form, against the version that it was drawn with."""

from collections.abc import Mapping
from typing import Any

from flask import request

from sendback.database.model import Tx
from sendback.errors import Code, FieldError, Problem
from sendback.shops import store
from sendback.shops.model import Shop, ShopSettings
from sendback.web.context import get_context
from sendback.web.desk.deciding import own_name
from sendback.web.sent_settings import read_settings


def read_changed(shop: Shop, changes: Mapping[str, Any]) -> ShopSettings:
    """Put what was typed into the shop's settings; Problem invalid-fields names each fault by its path."""
    return read_settings({**shop.settings.model_dump(mode="json"), **changes})


def save_changed(shop: Shop, settings: ShopSettings, name: str | None = None) -> None:
    """Save settings, and another name of the shop where one is given; what is as it was makes no version."""
    context, actor = get_context(), own_name()
    based_on, now = _read_version(), context.clock()

    def work(tx: Tx) -> None:
        saved = store.get_shop(tx, shop.shop_id)
        if saved.settings_version != based_on:
            raise Problem(Code.SETTINGS_CONFLICT, "Someone else saved these settings meanwhile. Load them again.")
        if settings != saved.settings:
            store.save_settings(tx, shop.shop_id, based_on, settings, actor, now)
        if name is not None and name != saved.name:
            store.rename_shop(tx, shop.shop_id, name, actor, now)

    context.database.write(work)


def read_number(name: str) -> int | str:
    """Read a typed number; what is none stays as it is, for the settings' own check to refuse."""
    typed = request.form.get(name, "").strip()
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else typed


def refuse(field: str, sentence: str) -> Problem:
    """Say what is wrong with one field."""
    return Problem(Code.INVALID_FIELDS, "This cannot be saved yet.", errors=[FieldError(field, "format", sentence)])


def _read_version() -> int:
    version = request.form.get("version", "")
    return int(version) if version.isascii() and version.isdigit() and len(version) < 10 else 0
