"""A device, the workers who use it, and the shops that it receives for."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sendback.shops.model import Shop

PAIRING_LIFE = timedelta(minutes=10)
SHIFT_LIFE = timedelta(hours=12)


class Purpose(StrEnum):
    """What a pairing code is for."""

    DEVICE = "device"
    """A device joins."""
    SHOP = "shop"
    """Another shop lets a device of this one receive its parcels."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """A code that works once, for some minutes; `device_id` is whom another shop is to let in, or who joined with it."""

    shop_id: str
    pairing_hash: str
    purpose: Purpose
    warehouse: str
    device_id: str | None
    made_by: str
    expires_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Device:
    """Something that scans. It belongs to the shop that paired it, its home; `serves` are others that may let it in."""

    home: str
    device_id: str
    name: str
    warehouse: str
    serves: tuple[str, ...]
    version: str
    waiting: int
    made_at: datetime
    seen_at: datetime | None
    revoked_at: datetime | None

    @property
    def is_revoked(self) -> bool:
        """Say whether it was shut out."""
        return self.revoked_at is not None

    @property
    def mark(self) -> str:
        """Name it as receipts and inspections do, for every shop the same: its home and its id."""
        return f"{self.home}:{self.device_id}"


@dataclass(frozen=True, slots=True)
class Service:
    """A shop lets a device of another receive its parcels, at one of its own warehouses."""

    shop_id: str
    home: str
    device_id: str
    warehouse: str
    made_by: str
    made_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Served:
    """A shop that a device receives for now, and which of that shop's warehouses it stands in."""

    shop: Shop
    warehouse: str


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody at the dock, known by a PIN."""

    shop_id: str
    worker_id: str
    name: str
    pin_hash: str
    failures: int
    locked_until: datetime
    made_at: datetime
    ended_at: datetime | None

    def is_locked(self, now: datetime) -> bool:
        """Say whether no PIN is taken from them for a while."""
        return self.locked_until > now


@dataclass(frozen=True, slots=True)
class Shift:
    """A worker at a device, from the PIN to the sign-out."""

    home: str
    shift_id: str
    device_id: str
    worker_id: str
    worker_name: str
    began_at: datetime
    expires_at: datetime
    ended_at: datetime | None

    @property
    def actor(self) -> str:
        """Who the journal says did what was done in it."""
        return name_worker(self.home, self.worker_id)


def name_worker(home: str, worker_id: str) -> str:
    """Write the mark that the journal keeps for a worker, in the home shop and in every shop that is served."""
    return f"worker:{home}:{worker_id}"
