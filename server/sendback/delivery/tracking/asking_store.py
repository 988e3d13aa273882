"""Which boxes their carriers are asked for next; each question is leased to one worker."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sendback.database.model import Tx
from sendback.database.times import to_epoch
from sendback.delivery.tracking.planning import wait_after
from sendback.returns.parcel_store import get_parcel
from sendback.returns.parcels import Parcel, ParcelState

LEASE = timedelta(minutes=20)
"""Longer than any turn can take, so that only a crash gives a question back."""

_BOX = "shop_id = :s AND return_id = :r AND number = :b"
_DUE = """SELECT p.return_id, p.number, p.ask_at, CASE WHEN r.status IN ('authorized', 'received') AND NOT EXISTS (
  SELECT 1 FROM receipts t WHERE t.shop_id = :s AND t.return_id = p.return_id AND t.parcel = p.number AND t.undone_at IS NULL
) THEN 1 ELSE 0 END AS is_awaited
FROM parcels p JOIN returns r ON r.shop_id = p.shop_id AND r.return_id = p.return_id
WHERE p.shop_id = :s AND p.ask_at <= :n ORDER BY p.ask_at LIMIT :most"""


def list_shops_to_ask(tx: Tx, now: datetime) -> list[str]:
    """List the shops with a box that its carrier should be asked for."""
    due = "SELECT 1 FROM parcels p WHERE p.shop_id = s.shop_id AND p.ask_at <= :n"
    return [row["shop_id"] for row in tx.all(f"SELECT s.shop_id FROM shops s WHERE EXISTS ({due})", n=to_epoch(now))]


def claim_questions(tx: Tx, shop_id: str, now: datetime, most: int) -> list[Parcel]:
    """Take the boxes that are due longest and lease them; those that nobody waits for are not asked for any more."""
    claimed = []
    for row in tx.all(_DUE, s=shop_id, n=to_epoch(now), most=most):
        box = get_parcel(tx, shop_id, row["return_id"], row["number"])
        is_asked = row["is_awaited"] and box.state is ParcelState.BOUGHT and box.tracking_number
        taken = tx.run(
            f"UPDATE parcels SET ask_at = :l WHERE {_BOX} AND ask_at = :before",
            **_key(box), l=to_epoch(now + LEASE) if is_asked else None, before=row["ask_at"],
        )  # fmt: skip
        claimed += [box] if taken and is_asked else []
    return claimed


def save_question(tx: Tx, parcel: Parcel, at: datetime | None) -> None:
    """Store when a box is asked for next, now that its carrier answered."""
    tx.run(
        f"UPDATE parcels SET ask_at = :t, ask_failures = 0 WHERE {_BOX}", **_key(parcel), t=None if at is None else to_epoch(at)
    )


def note_failure(tx: Tx, parcel: Parcel, now: datetime) -> None:
    """Leave a box alone for a while, longer each time its carrier fails."""
    failures = parcel.ask_failures + 1
    tx.run(
        f"UPDATE parcels SET ask_at = :t, ask_failures = :f WHERE {_BOX} AND ask_at IS NOT NULL",
        **_key(parcel), t=to_epoch(now + wait_after(failures)), f=failures,
    )  # fmt: skip


def put_back(tx: Tx, parcels: Iterable[Parcel], at: datetime) -> None:
    """Give leased questions back unasked."""
    tx.run_many(
        f"UPDATE parcels SET ask_at = :t WHERE {_BOX} AND ask_at IS NOT NULL",
        [{**_key(parcel), "t": to_epoch(at)} for parcel in parcels],
    )


def _key(parcel: Parcel) -> dict[str, str | int]:
    return {"s": parcel.shop_id, "r": parcel.return_id, "b": parcel.number}
