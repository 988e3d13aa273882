"""What is heard of boxes, in the database: each word once, and every milestone reached once."""

from collections.abc import Sequence
from datetime import date, datetime

from sendback.carriers.model import Milestone
from sendback.database.model import Tx
from sendback.database.times import from_epoch, to_epoch
from sendback.delivery.tracking.reading import MOST_EVENTS, Word
from sendback.returns.parcels import Parcel

_BOX = "shop_id = :s AND return_id = :r AND number = :b"


def keep_words(tx: Tx, parcel: Parcel, words: Sequence[Word], now: datetime) -> list[Word]:
    """Keep what was not said before, as long as there is room; give what is new."""
    row = tx.one(f"SELECT COUNT(*) AS n FROM tracking_events WHERE {_BOX}", **_key(parcel))
    room = MOST_EVENTS - (int(row["n"]) if row else 0)
    fresh: list[Word] = []
    for word in words:
        if len(fresh) >= room and word.milestone is not Milestone.DELIVERED:
            continue
        kept = tx.run(
            """INSERT INTO tracking_events (shop_id, return_id, number, mark, at, milestone, text, place, heard_at)
            VALUES (:s, :r, :b, :m, :t, :w, :x, :p, :n) ON CONFLICT (shop_id, return_id, number, mark) DO NOTHING""",
            **_key(parcel), m=word.mark, t=to_epoch(word.at), w=word.milestone.value, x=word.text, p=word.place,
            n=to_epoch(now),
        )  # fmt: skip
        fresh += [word] if kept else []
    return fresh


def list_words(tx: Tx, shop_id: str, return_id: str) -> list[tuple[int, Word]]:
    """List what was said of a return's boxes, each with the box's number, the newest first."""
    rows = tx.all(
        """SELECT * FROM tracking_events WHERE shop_id = :s AND return_id = :r ORDER BY at DESC, heard_at DESC, mark LIMIT :n""",
        s=shop_id, r=return_id, n=MOST_EVENTS,
    )  # fmt: skip
    return [
        (row["number"], Word(row["mark"], from_epoch(row["at"]), Milestone(row["milestone"]), row["text"], row["place"]))
        for row in rows
    ]


def save_heard(tx: Tx, parcel: Parcel, now: datetime) -> None:
    """Remember that something new was told."""
    tx.run(f"UPDATE parcels SET heard_at = :n WHERE {_BOX}", **_key(parcel), n=to_epoch(now))


def save_milestone(tx: Tx, parcel: Parcel, word: Word) -> None:
    """Store how far a box is, unless something later was told of it; one that was delivered stays so."""
    tx.run(
        f"""UPDATE parcels SET milestone = :w, told_at = :t
        WHERE {_BOX} AND delivered_at IS NULL AND (told_at IS NULL OR told_at <= :t)""",
        **_key(parcel), w=word.milestone.value, t=to_epoch(word.at),
    )  # fmt: skip


def save_seen(tx: Tx, parcel: Parcel, at: datetime) -> bool:
    """Store since when a carrier has a box, once: False when it was known."""
    return bool(tx.run(f"UPDATE parcels SET seen_at = :t WHERE {_BOX} AND seen_at IS NULL", **_key(parcel), t=to_epoch(at)))


def save_delivered(tx: Tx, parcel: Parcel, at: datetime) -> bool:
    """Store when a box was handed over, once and not before it was seen; False when it was known."""
    return bool(
        tx.run(
            f"""UPDATE parcels SET delivered_at = CASE WHEN seen_at > :t THEN seen_at ELSE :t END, milestone = 'delivered',
            told_at = :t, ask_at = NULL WHERE {_BOX} AND delivered_at IS NULL""",
            **_key(parcel), t=to_epoch(at),
        )
    )  # fmt: skip


def save_expected(tx: Tx, parcel: Parcel, day: date, by: str) -> None:
    """Store on which day a box should arrive, and by whose word; what the carrier said before outweighs our reckoning."""
    tx.run(
        f"""UPDATE parcels SET expected_on = :d, expected_by = :y
        WHERE {_BOX} AND (:y = 'carrier' OR expected_by <> 'carrier')""",
        **_key(parcel), d=day.isoformat(), y=by,
    )  # fmt: skip


def _key(parcel: Parcel) -> dict[str, str | int]:
    return {"s": parcel.shop_id, "r": parcel.return_id, "b": parcel.number}
