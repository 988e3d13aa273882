"""The versions of a shop's settings, by whom and when; and those in which the policy changed."""

from dataclasses import dataclass
from datetime import datetime

from sendback.database.model import Tx
from sendback.database.times import from_epoch
from sendback.journal.store import list_events


@dataclass(frozen=True, slots=True)
class SavedVersion:
    """One version of the settings; what it holds is read when it is asked for, for it may be long."""

    version: int
    made_by: str
    made_at: datetime


def list_versions(tx: Tx, shop_id: str, before: int, most: int) -> list[SavedVersion]:
    """List versions, newest first, from the one before the number `before` on."""
    rows = tx.all(
        "SELECT version, made_by, made_at FROM shop_settings WHERE shop_id = :s AND version < :b ORDER BY version DESC LIMIT :n",
        s=shop_id, b=before, n=most,
    )  # fmt: skip
    return [SavedVersion(row["version"], row["made_by"], from_epoch(row["made_at"])) for row in rows]


def list_policy_versions(tx: Tx, shop_id: str) -> list[SavedVersion]:
    """List the versions that changed the policy, newest first; the last is the one the shop was founded with."""
    rows = tx.all(
        "SELECT version, made_by, made_at FROM shop_settings WHERE shop_id = :s ORDER BY version DESC",
        s=shop_id,
    )
    events = list_events(tx, shop_id, "settings")
    changed = {event.body["version"] for event in events if "policy" in event.body.get("changed", ())}
    changed.add(rows[-1]["version"])
    return [SavedVersion(row["version"], row["made_by"], from_epoch(row["made_at"])) for row in rows if row["version"] in changed]
