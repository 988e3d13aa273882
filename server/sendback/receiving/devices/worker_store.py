"""Workers in the database, with the count of wrong PINs."""

from datetime import datetime

from sendback.database.model import Row, Tx
from sendback.database.times import from_epoch, to_epoch
from sendback.errors import Code, Problem
from sendback.receiving.devices.model import Worker


def add_worker(tx: Tx, shop_id: str, worker_id: str, name: str, pin_hash: str, actor: str, now: datetime) -> Worker:
    """Keep a new worker."""
    tx.run(
        """INSERT INTO dock_workers (shop_id, worker_id, name, pin_hash, made_by, made_at)
        VALUES (:s, :w, :name, :h, :a, :n)""",
        s=shop_id, w=worker_id, name=name, h=pin_hash, a=actor, n=to_epoch(now),
    )  # fmt: skip
    return get_worker(tx, shop_id, worker_id)


def get_worker(tx: Tx, shop_id: str, worker_id: str) -> Worker:
    """Return somebody who works, or worked, at a shop's dock."""
    row = tx.one("SELECT * FROM dock_workers WHERE shop_id = :s AND worker_id = :w", s=shop_id, w=worker_id)
    if row is None:
        raise Problem(Code.NOT_FOUND, "There is no such worker.")
    return _worker(row)


def list_workers(tx: Tx, shop_id: str) -> list[Worker]:
    """List who works at a shop's dock now, by name."""
    rows = tx.all("SELECT * FROM dock_workers WHERE shop_id = :s AND ended_at IS NULL", s=shop_id)
    return sorted(map(_worker, rows), key=lambda each: (each.name.lower(), each.worker_id))


def rename_worker(tx: Tx, shop_id: str, worker_id: str, name: str) -> None:
    """Give somebody another name, beside what they did before too."""
    tx.run("UPDATE dock_workers SET name = :n WHERE shop_id = :s AND worker_id = :w", n=name, s=shop_id, w=worker_id)


def keep_pin(tx: Tx, shop_id: str, worker_id: str, pin_hash: str) -> None:
    """Keep another PIN; whoever was locked out may try again."""
    tx.run(
        "UPDATE dock_workers SET pin_hash = :h, failures = 0, locked_until = 0 WHERE shop_id = :s AND worker_id = :w",
        h=pin_hash, s=shop_id, w=worker_id,
    )  # fmt: skip


def note_tries(tx: Tx, worker: Worker, failures: int, locked_until: datetime | None) -> None:
    """Keep how many wrong PINs in a row there were, and until when none is taken."""
    tx.run(
        "UPDATE dock_workers SET failures = :f, locked_until = :l WHERE shop_id = :s AND worker_id = :w",
        f=failures, l=to_epoch(locked_until) if locked_until else 0, s=worker.shop_id, w=worker.worker_id,
    )  # fmt: skip


def end_worker(tx: Tx, shop_id: str, worker_id: str, now: datetime) -> bool:
    """Let somebody go: their PIN is forgotten, their name stays beside what they did; False where that was done before."""
    return bool(
        tx.run(
            "UPDATE dock_workers SET ended_at = :n, pin_hash = '' WHERE shop_id = :s AND worker_id = :w AND ended_at IS NULL",
            n=to_epoch(now), s=shop_id, w=worker_id,
        )
    )  # fmt: skip


def lock_row(tx: Tx, engine: str, shop_id: str, worker_id: str) -> None:
    """Let those who try a worker's PIN stand in line, so that many at once do not try more often than one."""
    if engine == "postgres":
        tx.one("SELECT 1 FROM dock_workers WHERE shop_id = :s AND worker_id = :w FOR UPDATE", s=shop_id, w=worker_id)


def _worker(row: Row) -> Worker:
    return Worker(
        shop_id=row["shop_id"],
        worker_id=row["worker_id"],
        name=row["name"],
        pin_hash=row["pin_hash"],
        failures=row["failures"],
        locked_until=from_epoch(row["locked_until"]),
        made_at=from_epoch(row["made_at"]),
        ended_at=from_epoch(row["ended_at"]) if row["ended_at"] is not None else None,
    )
