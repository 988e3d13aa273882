"""Making a shop with everything it needs to trade: settings, a publishable key, a signing key."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from sendback.database.ids import new_id
from sendback.database.model import Tx
from sendback.errors import Problem, refuse_field
from sendback.shops import store
from sendback.shops.api_keys import Grant, add_api_key
from sendback.shops.keys import KeyKind, ShopKey, get_kid, is_accepted, make_publishable_key, make_secret_key
from sendback.shops.model import Mode, Shop, ShopSettings
from sendback.shops.scopes import Scope
from sendback.shops.vault import Vault

OVERLAP = timedelta(days=400)
"""How long an old signing key is accepted after a rotation, because mails live long."""

MOST_SIGNING_KEYS = 5
_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")


@dataclass(frozen=True, slots=True)
class Founded:
    """A new shop with its keys; the signing key is shown this once."""

    shop: Shop
    publishable_key: str
    signing_key: str


def found_shop(
    tx: Tx, vault: Vault, slug: str, name: str, mode: Mode, settings: ShopSettings, actor: str, now: datetime
) -> Founded:
    """Make a shop and its first keys; Problem invalid-fields when the name or slug will not do."""
    if not _SLUG.fullmatch(slug):
        raise _refuse("slug", "Use 1–40 small letters, digits and hyphens for the shop's short name.")
    if not 1 <= len(name.strip()) <= 80:
        raise _refuse("name", "Give the shop a name of 1–80 characters.")
    if store.find_shop(tx, slug) is not None:
        raise _refuse("slug", f"There is a shop called {slug} already.")
    shop = Shop(new_id(), slug, name.strip(), mode, 1, settings, now)
    store.save_shop(tx, shop, actor, now)
    publishable = add_publishable_key(tx, shop, actor, now)
    signing = add_secret_key(tx, vault, shop, KeyKind.SIGNING, actor, now)
    return Founded(shop, publishable, signing)


def add_publishable_key(tx: Tx, shop: Shop, actor: str, now: datetime) -> str:
    """Give the shop another key for its tags; older ones stay accepted until ended."""
    key = make_publishable_key(shop.mode)
    store.save_key(tx, ShopKey(shop.shop_id, new_id(), KeyKind.PUBLISHABLE, key, None, now, now, None), actor, now)
    return key


def add_secret_key(tx: Tx, vault: Vault, shop: Shop, kind: KeyKind, actor: str, now: datetime) -> str:
    """Give the shop a signing key, or an API key that opens everything: the only time it is seen in the clear."""
    if kind is KeyKind.API:
        return add_api_key(tx, shop, Grant(scopes=frozenset(Scope)), actor, now)
    key, key_id = make_secret_key(kind, shop.mode), new_id()
    sealed = vault.seal(key, vault_place(shop.shop_id, key_id))
    store.save_key(tx, ShopKey(shop.shop_id, key_id, kind, get_kid(key), sealed, now, now, None), actor, now)
    return key


def rotate_signing_key(tx: Tx, vault: Vault, shop: Shop, overlap: timedelta, actor: str, now: datetime) -> str:
    """Make a new signing key; the ones before stay accepted for `overlap` (nothing for a leak)."""
    live = [key for key in store.list_keys(tx, shop.shop_id, KeyKind.SIGNING) if is_accepted(key, now)]
    if len(live) >= MOST_SIGNING_KEYS and overlap:
        raise _refuse("key", f"At most {MOST_SIGNING_KEYS} signing keys are accepted at once. End one first.")
    for key in live:
        until = min(now + overlap, key.accepted_until or now + overlap)
        store.end_key(tx, key, until, key.not_before, actor, now)
    return add_secret_key(tx, vault, shop, KeyKind.SIGNING, actor, now)


def vault_place(shop_id: str, key_id: str) -> str:
    """Name the place a signing key is sealed to."""
    return f"shop_keys/{shop_id}/{key_id}"


def _refuse(field: str, detail: str) -> Problem:
    return refuse_field(field, "format", detail)
