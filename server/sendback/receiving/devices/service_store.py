"""Which shop lets which device of another receive its parcels: each row is the served shop's own."""

from datetime import datetime

from sendback.database.model import Row, Tx
from sendback.database.times import from_epoch, to_epoch
from sendback.receiving.devices.model import Device, Service


def begin_service(tx: Tx, shop_id: str, device: Device, warehouse: str, actor: str, now: datetime) -> None:
    """Let a device in, again too where that had ended."""
    tx.run(
        """INSERT INTO dock_services (shop_id, home_shop_id, device_id, warehouse, made_by, made_at)
        VALUES (:s, :h, :d, :w, :a, :n) ON CONFLICT (shop_id, home_shop_id, device_id)
        DO UPDATE SET warehouse = :w, made_by = :a, made_at = :n, ended_at = NULL""",
        s=shop_id, h=device.home, d=device.device_id, w=warehouse, a=actor, n=to_epoch(now),
    )  # fmt: skip


def find_service(tx: Tx, shop_id: str, home: str, device_id: str) -> Service | None:
    """Find what a shop said of a device, also where that has ended."""
    row = tx.one(
        "SELECT * FROM dock_services WHERE shop_id = :s AND home_shop_id = :h AND device_id = :d",
        s=shop_id, h=home, d=device_id,
    )  # fmt: skip
    return _service(row) if row else None


def list_services(tx: Tx, shop_id: str) -> list[Service]:
    """List the devices of others that a shop lets in now."""
    rows = tx.all("SELECT * FROM dock_services WHERE shop_id = :s AND ended_at IS NULL ORDER BY made_at, device_id", s=shop_id)
    return [_service(row) for row in rows]


def end_service(tx: Tx, shop_id: str, home: str, device_id: str, now: datetime) -> bool:
    """Let a device in no longer; False where that was so before."""
    return bool(
        tx.run(
            """UPDATE dock_services SET ended_at = :n
            WHERE shop_id = :s AND home_shop_id = :h AND device_id = :d AND ended_at IS NULL""",
            n=to_epoch(now), s=shop_id, h=home, d=device_id,
        )
    )  # fmt: skip


def _service(row: Row) -> Service:
    return Service(
        shop_id=row["shop_id"],
        home=row["home_shop_id"],
        device_id=row["device_id"],
        warehouse=row["warehouse"],
        made_by=row["made_by"],
        made_at=from_epoch(row["made_at"]),
        ended_at=from_epoch(row["ended_at"]) if row["ended_at"] is not None else None,
    )
