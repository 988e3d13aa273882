"""Boxes in the database, and the carriers' labels as the carriers gave them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sendback.database.model import Row, Tx
from sendback.database.times import from_epoch, to_epoch
from sendback.errors import Code, Problem
from sendback.returns.parcels import NEXT, Parcel, ParcelState, key_tracking
from sendback.returns.search_store import add_words
from sendback.returns.search_terms import say_fact
from sendback.shops.options import OptionKind

_AS_IS = (
    "shop_id return_id number option_id carrier service reference tracking_number shipment_id bought_service carrier_name "
    "dropoff_code cost_minor currency saved_minor reserved_minor reserved_hour attempts last_reason"
).split()
_TIMES = "created_at bought_at void_until".split()
_HEARD = "milestone expected_by ask_failures".split()
_HEARD_TIMES = "seen_at delivered_at heard_at ask_at".split()
"""What `delivery/tracking` writes: saving the rest of a box must not undo it."""
_COLUMNS = [*_AS_IS, *_TIMES, "kind", "state", "tracking_key"]
_INSERT = f"INSERT INTO parcels ({', '.join(_COLUMNS)}) VALUES ({', '.join(f':{name}' for name in _COLUMNS)})"
_KEY = ("shop_id", "return_id", "number")
_SET = ", ".join(f"{name} = :{name}" for name in _COLUMNS if name not in _KEY)
_UPDATE = f"""UPDATE parcels SET {_SET}
WHERE shop_id = :shop_id AND return_id = :return_id AND number = :number AND state = :before AND attempts = :tries"""


def add_parcel(tx: Tx, parcel: Parcel) -> None:
    """Store a new box, and that its return is found by how it travels."""
    tx.run(_INSERT, **_facts(parcel))
    add_words(tx, parcel.shop_id, parcel.return_id, [say_fact("option", parcel.option_id)])


def save_parcel(tx: Tx, parcel: Parcel, before: Parcel) -> bool:
    """Store what became of a box, if nobody moved it on meanwhile; ValueError for a step that the table does not know."""
    if parcel.state is not before.state and parcel.state not in NEXT[before.state]:
        raise ValueError(f"a parcel that is {before.state} cannot become {parcel.state}")
    return bool(tx.run(_UPDATE, **_facts(parcel), before=before.state.value, tries=before.attempts))


def find_parcel(tx: Tx, shop_id: str, return_id: str, number: int) -> Parcel | None:
    """Find one box of a return."""
    row = tx.one("SELECT * FROM parcels WHERE shop_id = :s AND return_id = :r AND number = :n", s=shop_id, r=return_id, n=number)
    return _parcel(row) if row else None


def get_parcel(tx: Tx, shop_id: str, return_id: str, number: int) -> Parcel:
    """Return one box of a return, or refuse."""
    parcel = find_parcel(tx, shop_id, return_id, number)
    if parcel is None:
        raise Problem(Code.NOT_FOUND, "This return has no such box.")
    return parcel


def list_parcels(tx: Tx, shop_id: str, return_id: str) -> list[Parcel]:
    """List the boxes of a return, the first first."""
    rows = tx.all("SELECT * FROM parcels WHERE shop_id = :s AND return_id = :r ORDER BY number", s=shop_id, r=return_id)
    return [_parcel(row) for row in rows]


def list_ending(tx: Tx, shop_id: str, until: datetime, most: int) -> list[Parcel]:
    """List bought labels that the carrier takes back only until then, and that no parcel is known to travel with."""
    rows = tx.all(
        """SELECT * FROM parcels WHERE shop_id = :s AND void_until <= :u AND state = 'bought' AND seen_at IS NULL
        ORDER BY void_until LIMIT :n""",
        s=shop_id, u=to_epoch(until), n=most,
    )  # fmt: skip
    return [_parcel(row) for row in rows]


def save_own_number(tx: Tx, shop_id: str, return_id: str, number: int, tracking_number: str) -> bool:
    """Store the number that a box's sender was given; False where it has one, or a carrier of the shop's carries it."""
    return bool(
        tx.run(
            """UPDATE parcels SET tracking_number = :t, tracking_key = :k WHERE shop_id = :s AND return_id = :r AND number = :n
            AND state = 'own' AND tracking_number IS NULL""",
            t=tracking_number, k=key_tracking(tracking_number), s=shop_id, r=return_id, n=number,
        )
    )  # fmt: skip


def save_label(tx: Tx, parcel: Parcel, form: str, body: bytes) -> None:
    """Keep the label that a carrier gave for a box; a newer purchase's label takes its place."""
    tx.run(
        """INSERT INTO parcel_labels (shop_id, return_id, number, form, body) VALUES (:s, :r, :n, :f, :b)
        ON CONFLICT (shop_id, return_id, number) DO UPDATE SET form = excluded.form, body = excluded.body""",
        s=parcel.shop_id, r=parcel.return_id, n=parcel.number, f=form, b=body,
    )  # fmt: skip


def find_label(tx: Tx, parcel: Parcel) -> tuple[str, bytes] | None:
    """Find a bought label as (form, bytes); None while there is none, or once it is void."""
    if parcel.state is not ParcelState.BOUGHT:
        return None
    row = tx.one(
        "SELECT form, body FROM parcel_labels WHERE shop_id = :s AND return_id = :r AND number = :n",
        s=parcel.shop_id, r=parcel.return_id, n=parcel.number,
    )  # fmt: skip
    return (row["form"], bytes(row["body"])) if row else None


def sum_saved(tx: Tx, shop_id: str) -> Sequence[tuple[str, int]]:
    """Sum what voiding unused labels gave back, as (currency, minor units)."""
    rows = tx.all(
        "SELECT currency, SUM(saved_minor) AS saved FROM parcels WHERE shop_id = :s AND saved_minor > 0 GROUP BY currency",
        s=shop_id,
    )
    return [(row["currency"], int(row["saved"])) for row in rows]


def _parcel(row: Row) -> Parcel:
    facts: dict[str, Any] = {name: row[name] for name in (*_AS_IS, *_HEARD)}
    times: dict[str, Any] = {name: None if row[name] is None else from_epoch(row[name]) for name in (*_TIMES, *_HEARD_TIMES)}
    expected = date.fromisoformat(row["expected_on"]) if row["expected_on"] else None
    return Parcel(**facts, **times, kind=OptionKind(row["kind"]), state=ParcelState(row["state"]), expected_on=expected)


def _facts(parcel: Parcel) -> dict[str, Any]:
    times = {name: getattr(parcel, name) for name in _TIMES}
    return {
        **{name: getattr(parcel, name) for name in _AS_IS},
        **{name: None if moment is None else to_epoch(moment) for name, moment in times.items()},
        "kind": parcel.kind.value,
        "state": parcel.state.value,
        "tracking_key": key_tracking(parcel.tracking_number or ""),
    }
