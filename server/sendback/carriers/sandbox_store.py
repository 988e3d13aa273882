"""The sandbox carrier's own memory of what it sold: another company's database, in effect, so it is apart from ours."""

import functools
import sqlite3
import threading
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

FIRST_SERIAL: Final = 10_000_001

_TABLE = """CREATE TABLE IF NOT EXISTS sandbox_parcels (
    shop_id TEXT NOT NULL, serial INTEGER NOT NULL, reference TEXT NOT NULL, service TEXT NOT NULL, cost_minor INTEGER NOT NULL,
    bought_at TEXT NOT NULL, voided_at TEXT, label BLOB NOT NULL, PRIMARY KEY (shop_id, serial)) STRICT"""
_COLUMNS = "serial, reference, service, cost_minor, bought_at, voided_at, label"


@dataclass(frozen=True, slots=True)
class Sold:
    """A parcel as the sandbox remembers it; `serial` is part of its numbers."""

    serial: int
    reference: str
    service: str
    cost_minor: int
    bought_at: datetime
    voided_at: datetime | None
    label: bytes = field(repr=False)


class SandboxLedger:
    """Parcels sold, in a file that outlives a crash of ours, or in memory."""

    def __init__(self, path: str) -> None:
        self._lock = threading.Lock()
        self._connection = sqlite3.connect(path or ":memory:", timeout=10, check_same_thread=False, isolation_level=None)
        self._connection.execute(_TABLE)

    def reserve(self, shop_id: str, reference: str, service: str, cost_minor: int, now: datetime) -> int:
        """Sell a parcel whose label is still to be drawn, and give its serial."""
        with self._lock:
            row = self._connection.execute(
                "INSERT INTO sandbox_parcels (shop_id, serial, reference, service, cost_minor, bought_at, label)"
                " SELECT :shop, coalesce(max(serial) + 1, :first), :reference, :service, :cost, :now, x'' FROM sandbox_parcels"
                " RETURNING serial",
                {
                    "shop": shop_id,
                    "first": FIRST_SERIAL,
                    "reference": reference,
                    "service": service,
                    "cost": cost_minor,
                    "now": now.isoformat(),
                },
            ).fetchone()
        return int(row[0])

    def keep_label(self, shop_id: str, serial: int, label: bytes) -> None:
        """Keep a parcel's label, to give it again."""
        with self._lock:
            self._connection.execute(
                "UPDATE sandbox_parcels SET label = ? WHERE shop_id = ? AND serial = ?", (label, shop_id, serial)
            )

    def mark_voided(self, shop_id: str, serial: int, now: datetime) -> None:
        """Take a parcel back; the first time counts."""
        with self._lock:
            self._connection.execute(
                "UPDATE sandbox_parcels SET voided_at = coalesce(voided_at, ?) WHERE shop_id = ? AND serial = ?",
                (now.isoformat(), shop_id, serial),
            )

    def list_sold(self, shop_id: str, reference: str = "", serial: int | None = None) -> list[Sold]:
        """List a shop's parcels, oldest first: all, those of a reference, or the one of a serial."""
        with self._lock:
            rows = self._connection.execute(
                f"SELECT {_COLUMNS} FROM sandbox_parcels WHERE shop_id = :shop AND (:reference = '' OR reference = :reference)"
                " AND (:serial IS NULL OR serial = :serial) ORDER BY serial",
                {"shop": shop_id, "reference": reference, "serial": serial},
            ).fetchall()
        return [_read(row) for row in rows]

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


@functools.cache
def open_ledger(path: str) -> SandboxLedger:
    """Open a ledger once in a process; without a path it is the process's own memory."""
    return SandboxLedger(path)


def _read(row: tuple[int, str, str, int, str, str | None, bytes]) -> Sold:
    serial, reference, service, cost, bought_at, voided_at, label = row
    voided = datetime.fromisoformat(voided_at) if voided_at else None
    return Sold(serial, reference, service, cost, datetime.fromisoformat(bought_at), voided, label)
