"""Public events in the database: in the order of the journal, with no gap in a shop's positions or a return's sequence."""

from collections.abc import Sequence

from sendback.database.model import Row, Tx
from sendback.database.times import from_epoch, to_epoch
from sendback.delivery.webhooks.model import Announcement

_INSERT = """INSERT INTO announcements (shop_id, position, event_id, type, subject, sequence, at, body)
VALUES (:shop_id, :position, :event_id, :type, :subject, :sequence, :at, :body)"""


def find_last_position(tx: Tx, shop_id: str) -> int:
    """Find how many events a shop has announced; exact for whoever holds the shop's cursor."""
    row = tx.one("SELECT COALESCE(MAX(position), 0) AS n FROM announcements WHERE shop_id = :s", s=shop_id)
    return int(row["n"]) if row else 0


def find_last_sequence(tx: Tx, shop_id: str, subject: str) -> int:
    """Find how many events were announced of one subject."""
    sql = "SELECT COALESCE(MAX(sequence), 0) AS n FROM announcements WHERE shop_id = :s AND subject = :u"
    row = tx.one(sql, s=shop_id, u=subject)
    return int(row["n"]) if row else 0


def save_announcements(tx: Tx, announced: Sequence[Announcement]) -> None:
    """Add events at the end."""
    names = ("shop_id", "position", "event_id", "type", "subject", "sequence", "body")
    tx.run_many(_INSERT, [{**{name: getattr(each, name) for name in names}, "at": to_epoch(each.at)} for each in announced])


def list_announcements(tx: Tx, shop_id: str, after: int, most: int, type_: str = "") -> list[Announcement]:
    """List a shop's events that follow a position, oldest first, of one type if it is given."""
    only = "AND type = :t" if type_ else ""
    sql = f"SELECT * FROM announcements WHERE shop_id = :s AND position > :p {only} ORDER BY position LIMIT :n"
    return [_announcement(row) for row in tx.all(sql, s=shop_id, p=after, t=type_, n=most)]


def _announcement(row: Row) -> Announcement:
    return Announcement(**{**row, "at": from_epoch(row["at"])})
