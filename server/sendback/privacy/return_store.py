"""Returns as they are forgotten: what tells of a person goes, what came back and why stays."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from sendback.database.model import Row, Tx
from sendback.database.times import to_epoch
from sendback.privacy.file_store import forget_files_of
from sendback.privacy.row_store import forget_addresses
from sendback.returns.searching import forget_words
from sendback.shops.address import Address

ERASED = "erased"
"""What stands where a name, an address or a text stood."""

AT_REST = """(r.status IN ('declined', 'canceled', 'closed') AND r.updated_at < :before
OR r.status IN ('requested', 'authorized', 'received') AND r.updated_at < :stale)"""
_TO_ERASE = f"""SELECT r.return_id FROM returns r WHERE r.shop_id = :s AND r.erased_at IS NULL AND {AT_REST}
ORDER BY r.updated_at LIMIT :n"""
_PHOTOS = f"""SELECT p.photo_id, p.name FROM return_photos p JOIN returns r ON r.shop_id = p.shop_id AND r.return_id = p.return_id
WHERE p.shop_id = :s AND {AT_REST} ORDER BY p.photo_id LIMIT :n"""
_ERASE = """UPDATE returns SET name = :e, email = '', phone = '', address = :a, fields = '{}', mismatches = '[]', email_key = '',
address_key = '', decline_reason = CASE WHEN decline_reason = '' THEN '' ELSE :e END, because = :b, erased_at = :n
WHERE shop_id = :s AND return_id = :r AND erased_at IS NULL"""


def list_to_erase(tx: Tx, shop_id: str, before: datetime, stale: datetime, most: int) -> list[str]:
    """List returns that were closed before one moment, or that nothing happened to since another."""
    rows = tx.all(_TO_ERASE, s=shop_id, before=to_epoch(before), stale=to_epoch(stale), n=most)
    return [row["return_id"] for row in rows]


def erase_return(tx: Tx, shop_id: str, return_id: str, now: datetime) -> bool:
    """Take out of a return whatever tells of a person, its files too; False when that was done before."""
    forget_words(tx, shop_id, return_id)
    row = tx.one("SELECT address, because FROM returns WHERE shop_id = :s AND return_id = :r", s=shop_id, r=return_id)
    if row is None or not tx.run(
        _ERASE, e=ERASED, a=_bare(row["address"]), b=_without_words(row["because"]), n=to_epoch(now), s=shop_id, r=return_id
    ):
        return False
    key = {"s": shop_id, "r": return_id}
    lines = tx.all("SELECT order_id, line_id, because FROM return_lines WHERE shop_id = :s AND return_id = :r", **key)
    tx.run_many(
        """UPDATE return_lines SET note = '', because = :b
        WHERE shop_id = :s AND return_id = :r AND order_id = :o AND line_id = :l""",
        [{**key, "o": line["order_id"], "l": line["line_id"], "b": _without_words(line["because"])} for line in lines],
    )
    tx.run("UPDATE return_messages SET body = :e WHERE shop_id = :s AND return_id = :r", e=ERASED, **key)
    tx.run(
        """UPDATE parcels SET tracking_number = NULL, tracking_key = '', dropoff_code = NULL, last_reason = ''
        WHERE shop_id = :s AND return_id = :r""",
        **key,
    )
    _erase_what_the_dock_wrote(tx, key)
    tx.run("DELETE FROM parcel_labels WHERE shop_id = :s AND return_id = :r", **key)
    tx.run("DELETE FROM tracking_events WHERE shop_id = :s AND return_id = :r", **key)
    tx.run("DELETE FROM outbox WHERE shop_id = :s AND subject = :r", **key)
    forget_addresses(tx, shop_id, return_id)
    documents = tx.all("DELETE FROM documents WHERE shop_id = :s AND return_id = :r RETURNING name", **key)
    photos = tx.all("DELETE FROM return_photos WHERE shop_id = :s AND return_id = :r RETURNING name", **key)
    at_dock = tx.all("DELETE FROM dock_photos WHERE shop_id = :s AND return_id = :r RETURNING name", **key)
    forget_files_of(tx, shop_id, [*documents, *photos, *(photo for photo in at_dock if photo["name"])], now)
    return True


def _erase_what_the_dock_wrote(tx: Tx, key: Mapping[str, str]) -> None:
    tx.run("UPDATE receipts SET note = '', code = '' WHERE shop_id = :s AND return_id = :r", **key)
    tx.run(
        """UPDATE inspections SET note = '', reason = CASE WHEN reason = '' THEN '' ELSE :e END
        WHERE shop_id = :s AND return_id = :r""",
        e=ERASED, **key,
    )  # fmt: skip
    tx.run("UPDATE dock_events SET body = '{}' WHERE shop_id = :s AND return_id = :r AND state IN ('refused', 'held')", **key)


def forget_photos_at_rest(tx: Tx, shop_id: str, before: datetime, stale: datetime, most: int, now: datetime) -> int:
    """Forget photos of returns that are at rest as `list_to_erase` means it; return how many."""
    photos = tx.all(_PHOTOS, s=shop_id, before=to_epoch(before), stale=to_epoch(stale), n=most)
    _drop_photos(tx, shop_id, photos)
    forget_files_of(tx, shop_id, photos, now)
    return len(photos)


def _drop_photos(tx: Tx, shop_id: str, photos: Sequence[Row]) -> None:
    tx.run_many(
        "DELETE FROM return_photos WHERE shop_id = :s AND photo_id = :p",
        [{"s": shop_id, "p": photo["photo_id"]} for photo in photos],
    )


def _bare(address: str) -> str:
    """Keep the country of an address, which reports count by, and nothing else."""
    country = json.loads(address).get("country", "")
    return json.dumps(Address(name=ERASED, lines=(ERASED,), country=country).as_json(), ensure_ascii=False)


def _without_words(because: str) -> str:
    """Keep the rule of a decision and drop what a person wrote beside it."""
    known = json.loads(because)
    if "override" not in known:
        return because
    return json.dumps({**known, "override": {**known["override"], "reason": ERASED}}, ensure_ascii=False, separators=(",", ":"))
