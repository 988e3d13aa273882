"""The shop's own designs of its paper: each kept for ever, one at a time drawn for a kind of document and a size."""

from collections.abc import Mapping
from datetime import datetime

from sendback.database.ids import new_id
from sendback.database.model import Tx
from sendback.database.times import to_epoch
from sendback.journal import store as journal
from sendback.shops import store
from sendback.shops.model import name_design


def save_design(tx: Tx, shop_id: str, based_on: int, kind: str, size: str, body: str, actor: str, now: datetime) -> int:
    """Keep a design's JSON and draw with it from now on; return the settings' new version, or refuse as `save_settings` does."""
    design_id = new_id()
    tx.run(
        "INSERT INTO shop_designs (shop_id, design_id, body, made_by, made_at) VALUES (:s, :d, :b, :a, :n)",
        s=shop_id, d=design_id, b=body, a=actor, n=to_epoch(now),
    )  # fmt: skip
    version = _choose(tx, shop_id, based_on, {name_design(kind, size): design_id}, actor, now)
    facts = {"kind": kind, "size": size, "design_id": design_id}
    journal.record(tx, shop_id, "design.saved", "settings", facts, actor, now)
    return version


def drop_design(tx: Tx, shop_id: str, based_on: int, kind: str, size: str, actor: str, now: datetime) -> int:
    """Draw with the built-in design again; the own one stays for the paper that was drawn with it."""
    version = _choose(tx, shop_id, based_on, {name_design(kind, size): None}, actor, now)
    journal.record(tx, shop_id, "design.dropped", "settings", {"kind": kind, "size": size}, actor, now)
    return version


def find_design(tx: Tx, shop_id: str, design_id: str) -> str | None:
    """Find a design's JSON, letter by letter as it was saved."""
    row = tx.one("SELECT body FROM shop_designs WHERE shop_id = :s AND design_id = :d", s=shop_id, d=design_id)
    return str(row["body"]) if row else None


def list_designs(tx: Tx, shop_id: str, chosen: Mapping[str, str]) -> dict[str, str]:
    """List the JSON of the designs that one version of the settings names, under the same names."""
    found = ((name, find_design(tx, shop_id, design_id)) for name, design_id in chosen.items())
    return {name: body for name, body in found if body is not None}


def _choose(tx: Tx, shop_id: str, based_on: int, changes: Mapping[str, str | None], actor: str, now: datetime) -> int:
    settings = store.get_shop(tx, shop_id).settings
    designs = {name: kept for name, kept in ({**settings.designs, **changes}).items() if kept}
    return store.save_settings(tx, shop_id, based_on, settings.model_copy(update={"designs": designs}), actor, now)
