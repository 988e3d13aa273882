"""What another system asked of us about a person, sealed, until somebody has seen to it."""

from dataclasses import dataclass
from datetime import datetime

from sendback.database.ids import new_id
from sendback.database.model import Tx
from sendback.database.times import from_epoch, to_epoch


@dataclass(frozen=True, slots=True)
class PrivacyRequest:
    """One request; `sought` is sealed to its place, for it names somebody."""

    shop_id: str
    request_id: str
    kind: str
    sought: str
    made_at: datetime

    @property
    def place(self) -> str:
        """The place that `sought` is sealed to."""
        return name_place(self.shop_id, self.request_id)


def name_place(shop_id: str, request_id: str) -> str:
    """Name the place a request is sealed to."""
    return f"privacy_requests/{shop_id}/{request_id}"


def make_request_id() -> str:
    """Make the id that a request is sealed to before it is stored."""
    return new_id()


def add_request(tx: Tx, item: PrivacyRequest) -> None:
    """Store a request."""
    tx.run(
        "INSERT INTO privacy_requests (shop_id, request_id, kind, sought, made_at) VALUES (:s, :r, :k, :x, :n)",
        s=item.shop_id, r=item.request_id, k=item.kind, x=item.sought, n=to_epoch(item.made_at),
    )  # fmt: skip


def list_open_requests(tx: Tx, shop_id: str, kind: str, most: int = 50) -> list[PrivacyRequest]:
    """List what nobody has seen to yet, oldest first."""
    rows = tx.all(
        """SELECT * FROM privacy_requests WHERE shop_id = :s AND kind = :k AND done_at IS NULL
        ORDER BY request_id LIMIT :n""",
        s=shop_id, k=kind, n=most,
    )  # fmt: skip
    return [
        PrivacyRequest(row["shop_id"], row["request_id"], row["kind"], row["sought"], from_epoch(row["made_at"])) for row in rows
    ]


def close_request(tx: Tx, shop_id: str, request_id: str, now: datetime) -> bool:
    """Note that somebody has seen to a request; False when somebody had before."""
    return bool(
        tx.run(
            "UPDATE privacy_requests SET done_at = :n WHERE shop_id = :s AND request_id = :r AND done_at IS NULL",
            n=to_epoch(now), s=shop_id, r=request_id,
        )
    )  # fmt: skip


def delete_done_requests(tx: Tx, shop_id: str, before: datetime) -> int:
    """Delete what was seen to before a moment."""
    return tx.run("DELETE FROM privacy_requests WHERE shop_id = :s AND done_at < :t", s=shop_id, t=to_epoch(before))
