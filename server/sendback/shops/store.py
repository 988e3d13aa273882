"""Shops, their settings in every version, and their keys."""

import functools
import json
from datetime import datetime
from typing import Any

from sendback.database.ids import new_id
from sendback.database.model import Row, Tx
from sendback.database.times import from_epoch, to_epoch
from sendback.errors import Code, Problem
from sendback.journal import store as journal
from sendback.shops.keys import KeyKind, ShopKey
from sendback.shops.model import Mode, Shop, ShopSettings
from sendback.shops.scopes import Scope
from sendback.shops.warehouse_store import add_main

_SHOP = """SELECT s.*, t.body FROM shops s
JOIN shop_settings t ON t.shop_id = s.shop_id AND t.version = s.settings_version"""


def save_shop(tx: Tx, shop: Shop, actor: str, now: datetime) -> None:
    """Store a new shop with its first settings; its journal begins here."""
    tx.run(
        "INSERT INTO shops (shop_id, slug, name, mode, settings_version, created_at) VALUES (:i, :s, :n, :m, :v, :c)",
        i=shop.shop_id, s=shop.slug, n=shop.name, m=shop.mode.value, v=shop.settings_version, c=to_epoch(shop.created_at),
    )  # fmt: skip
    journal.open_journal(tx, shop.shop_id)
    _insert_settings(tx, shop.shop_id, shop.settings_version, shop.settings, actor, now)
    add_main(tx, shop.shop_id, actor, now)
    journal.record(tx, shop.shop_id, "shop.created", "shop", {"slug": shop.slug, "mode": shop.mode.value}, actor, now)


def save_settings(tx: Tx, shop_id: str, based_on: int, settings: ShopSettings, actor: str, now: datetime) -> int:
    """Store settings as a new version and return it; refuse when `based_on` is no longer the newest."""
    changed = tx.run(
        "UPDATE shops SET settings_version = settings_version + 1 WHERE shop_id = :s AND settings_version = :v",
        s=shop_id, v=based_on,
    )  # fmt: skip
    if not changed:
        raise Problem(Code.SETTINGS_CONFLICT, "Someone else saved these settings meanwhile. Load them again.")
    before = get_settings(tx, shop_id, based_on)
    _insert_settings(tx, shop_id, based_on + 1, settings, actor, now)
    names = [name for name in ShopSettings.model_fields if getattr(before, name) != getattr(settings, name)]
    journal.record(tx, shop_id, "settings.changed", "settings", {"version": based_on + 1, "changed": names}, actor, now)
    return based_on + 1


def rename_shop(tx: Tx, shop_id: str, name: str, actor: str, now: datetime) -> None:
    """Give a shop another name; its addresses stay."""
    before = get_shop(tx, shop_id).name
    tx.run("UPDATE shops SET name = :n WHERE shop_id = :s", n=name, s=shop_id)
    journal.record(tx, shop_id, "shop.renamed", "shop", {"before": before, "after": name}, actor, now)


def find_shop(tx: Tx, slug: str) -> Shop | None:
    """Find a shop by the name in its addresses."""
    row = tx.one(f"{_SHOP} WHERE s.slug = :slug", slug=slug.lower())
    return _shop(row) if row else None


def find_shop_by_id(tx: Tx, shop_id: str) -> Shop | None:
    """Find a shop by its id."""
    row = tx.one(f"{_SHOP} WHERE s.shop_id = :s", s=shop_id)
    return _shop(row) if row else None


def get_shop_by_slug(tx: Tx, slug: str) -> Shop:
    """Return the shop that an address names, or refuse."""
    shop = find_shop(tx, slug)
    if shop is None:
        raise _no_shop()
    return shop


def find_shop_by_publishable_key(tx: Tx, key: str, now: datetime) -> Shop | None:
    """Find the shop whose tag carries this key, while the key is accepted."""
    row = tx.one(
        f"""{_SHOP} JOIN shop_keys k ON k.shop_id = s.shop_id
        WHERE k.lookup = :key AND k.kind = 'publishable' AND (k.accepted_until IS NULL OR k.accepted_until > :now)""",
        key=key, now=to_epoch(now),
    )  # fmt: skip
    return _shop(row) if row else None


def get_shop(tx: Tx, shop_id: str) -> Shop:
    """Return a shop by its id."""
    shop = find_shop_by_id(tx, shop_id)
    if shop is None:
        raise _no_shop()
    return shop


def list_shops(tx: Tx) -> list[Shop]:
    """List every shop of the installation, oldest first."""
    return [_shop(row) for row in tx.all(f"{_SHOP} ORDER BY s.created_at, s.shop_id")]


def get_settings(tx: Tx, shop_id: str, version: int) -> ShopSettings:
    """Return the settings as they were in one version: paper is redrawn from the version it was made with."""
    row = tx.one("SELECT body FROM shop_settings WHERE shop_id = :s AND version = :v", s=shop_id, v=version)
    if row is None:
        raise Problem(Code.NOT_FOUND, "There is no such version of the settings.")
    return _read_settings(row["body"])


def save_key(tx: Tx, key: ShopKey, actor: str, now: datetime) -> None:
    """Store a key; the journal keeps its kind and id, never the key."""
    tx.run(
        """INSERT INTO shop_keys
        (shop_id, key_id, kind, lookup, secret, created_at, not_before, accepted_until, name, scopes, networks)
        VALUES (:shop_id, :key_id, :kind, :lookup, :secret, :created_at, :not_before, :accepted_until,
        :name, :scopes, :networks)""",
        shop_id=key.shop_id, key_id=key.key_id, kind=key.kind.value, lookup=key.lookup, secret=key.secret,
        created_at=to_epoch(key.created_at), not_before=to_epoch(key.not_before),
        accepted_until=to_epoch(key.accepted_until) if key.accepted_until else None,
        name=key.name, scopes=" ".join(sorted(key.scopes)), networks=" ".join(key.networks),
    )  # fmt: skip
    body = {"key_id": key.key_id, "kind": key.kind.value}
    journal.record(tx, key.shop_id, "key.created", "keys", body, actor, now)


def find_key(tx: Tx, kind: KeyKind, lookup: str) -> ShopKey | None:
    """Find a key by what identifies it: the whole publishable key, or the kid of a secret one."""
    row = tx.one("SELECT * FROM shop_keys WHERE lookup = :l AND kind = :k", l=lookup, k=kind.value)
    return _key(row) if row else None


def list_keys(tx: Tx, shop_id: str, kind: KeyKind) -> list[ShopKey]:
    """List a shop's keys of one kind, newest first."""
    rows = tx.all(
        "SELECT * FROM shop_keys WHERE shop_id = :s AND kind = :k ORDER BY created_at DESC, key_id DESC",
        s=shop_id,
        k=kind.value,
    )
    return [_key(row) for row in rows]


def end_key(tx: Tx, key: ShopKey, accepted_until: datetime, not_before: datetime, actor: str, now: datetime) -> None:
    """Accept a key only until a moment, and only tokens it signed after another; a leak ends it at once."""
    tx.run(
        "UPDATE shop_keys SET accepted_until = :u, not_before = :b WHERE shop_id = :s AND key_id = :k",
        u=to_epoch(accepted_until), b=to_epoch(not_before), s=key.shop_id, k=key.key_id,
    )  # fmt: skip
    journal.record(tx, key.shop_id, "key.ended", "keys", {"key_id": key.key_id, "until": to_epoch(accepted_until)}, actor, now)


def save_image(tx: Tx, shop_id: str, png: bytes, actor: str, now: datetime) -> str:
    """Keep a logo, already decoded and re-encoded as PNG; older ones stay, for labels drawn with them."""
    image_id = new_id()
    tx.run(
        "INSERT INTO shop_images (shop_id, image_id, body, made_at) VALUES (:s, :i, :b, :m)",
        s=shop_id, i=image_id, b=png, m=to_epoch(now),
    )  # fmt: skip
    journal.record(tx, shop_id, "logo.saved", "settings", {"image_id": image_id}, actor, now)
    return image_id


def find_image(tx: Tx, shop_id: str, image_id: str) -> bytes | None:
    """Find a logo's PNG."""
    row = tx.one("SELECT body FROM shop_images WHERE shop_id = :s AND image_id = :i", s=shop_id, i=image_id)
    return bytes(row["body"]) if row else None


def find_logo(tx: Tx, shop_id: str, settings: ShopSettings) -> bytes | None:
    """Find the logo that one version of the settings shows."""
    return find_image(tx, shop_id, settings.look.logo) if settings.look.logo else None


def _no_shop() -> Problem:
    return Problem(Code.NOT_FOUND, "There is no such shop.")


def _insert_settings(tx: Tx, shop_id: str, version: int, settings: ShopSettings, actor: str, now: datetime) -> None:
    tx.run(
        "INSERT INTO shop_settings (shop_id, version, body, made_by, made_at) VALUES (:s, :v, :b, :a, :n)",
        s=shop_id, v=version, b=settings.model_dump_json(), a=actor, n=to_epoch(now),
    )  # fmt: skip


@functools.lru_cache(maxsize=512)
def _read_settings(body: str) -> ShopSettings:
    return ShopSettings.model_validate(json.loads(body))


def _shop(row: Row) -> Shop:
    facts: dict[str, Any] = {name: row[name] for name in ("shop_id", "slug", "name", "settings_version")}
    made = from_epoch(row["created_at"])
    return Shop(**facts, mode=Mode(row["mode"]), settings=_read_settings(row["body"]), created_at=made)


def _key(row: Row) -> ShopKey:
    until, used = row["accepted_until"], row["used_at"]
    return ShopKey(
        shop_id=row["shop_id"],
        key_id=row["key_id"],
        kind=KeyKind(row["kind"]),
        lookup=row["lookup"],
        secret=row["secret"],
        created_at=from_epoch(row["created_at"]),
        not_before=from_epoch(row["not_before"]),
        accepted_until=from_epoch(until) if until is not None else None,
        name=row["name"],
        scopes=frozenset(Scope(word) for word in row["scopes"].split()),
        networks=tuple(row["networks"].split()),
        used_at=from_epoch(used) if used is not None else None,
    )
