"""Where each kind of alert is read from."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sendback.delivery.alerts.model import AlertKind

_BOX = "parcels x JOIN returns r ON r.shop_id = x.shop_id AND r.return_id = x.return_id"
_ASKED = """SELECT 1 FROM return_messages q
WHERE q.shop_id = x.shop_id AND q.return_id = x.return_id AND q.kind = 'question' AND q.closed_at IS NULL"""
_STILL_OUT = "x.seen_at IS NOT NULL AND x.delivered_at IS NULL AND r.status IN ('authorized', 'received')"
_TAKEN_IN = """SELECT 1 FROM receipts t
WHERE t.shop_id = x.shop_id AND t.return_id = x.return_id AND t.parcel = x.number AND t.undone_at IS NULL"""


@dataclass(frozen=True, slots=True)
class Source:
    """The rows that one kind of alert is about, in pieces of SQL; an index leads by `since` through those that are `open`."""

    rows: str
    is_open: str
    subject: str
    number: str
    since: str
    ends: bool = False
    """Whether it is told of no more after a while: nobody can still do anything about it."""


SOURCES: Mapping[AlertKind, Source] = MappingProxyType(
    {
        AlertKind.UNDECIDED: Source(
            "returns x", f"x.status = 'requested' AND NOT EXISTS ({_ASKED})", "x.return_id", "x.rma", "x.created_at"
        ),
        AlertKind.WITHDRAWAL: Source(
            "withdrawals x", "x.handled_at IS NULL", "x.withdrawal_id", "x.order_number", "x.received_at"
        ),
        AlertKind.UNUSED: Source(
            _BOX, "x.state = 'bought' AND x.seen_at IS NULL AND r.status = 'authorized'",
            "x.return_id || '/' || x.number", "r.rma", "x.bought_at", ends=True,
        ),
        AlertKind.STUCK: Source(
            _BOX, f"{_STILL_OUT} AND NOT EXISTS ({_TAKEN_IN})",
            "x.return_id || '/' || x.number", "r.rma", "x.seen_at", ends=True,
        ),
        AlertKind.REFUND: Source(
            "returns x", "x.refund_due_at IS NOT NULL AND x.refunded_at IS NULL", "x.return_id", "x.rma", "x.refund_due_at"
        ),
    }
)  # fmt: skip
