"""What a device said that somebody did, told at the desk: what, when, by whom, with which device, and what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sendback.database.model import Tx
from sendback.receiving.devices.device_store import find_device
from sendback.receiving.devices.shift_store import find_shift
from sendback.receiving.scanning.event import Kept
from sendback.returns.number_store import list_rmas
from sendback.returns.rma import show_rma
from sendback.shops.model import Shop
from sendback.web.moments import write_moment


@dataclass(frozen=True, slots=True)
class Told:
    """One event as the page shows it; `return_id` is empty where it is about no return."""

    event_id: str
    what: str
    rma: str
    return_id: str
    who: str
    device: str
    at: str
    sentence: str


def tell_events(tx: Tx, shop: Shop, events: Sequence[Kept]) -> list[Told]:
    """Tell each of some events of a shop."""
    rmas = list_rmas(tx, shop.shop_id, [_name_return(event) for event in events])
    return [_tell(tx, shop, event, rmas) for event in events]


def _tell(tx: Tx, shop: Shop, event: Kept, rmas: Mapping[str, str]) -> Told:
    device = find_device(tx, event.home, event.device_id)
    shift = find_shift(tx, device, event.shift_id) if device else None
    return_id = _name_return(event)
    return Told(
        event_id=event.event_id,
        what=say_what(event),
        rma=show_rma(rmas[return_id]) if return_id in rmas else "",
        return_id=return_id if return_id in rmas else "",
        who=shift.worker_name if shift else "Somebody",
        device=device.name if device else "",
        at=write_moment(event.seen_at, shop.settings.zone),
        sentence=event.said.sentence,
    )


def say_what(event: Kept) -> str:
    """Say what somebody did, in a few words."""
    body = event.body
    if event.kind == "receive":
        return f"Box {body['parcel']} taken in" if body.get("parcel") else "A box taken in"
    if event.kind == "inspect":
        rest = [f"grade {body['grade']}" if body.get("grade") else "", str(body.get("disposition") or "")]
        return ", ".join(filter(None, [f"{body.get('quantity', '?')} × {body.get('outcome', '?')}", *rest]))
    if event.kind == "mystery":
        return "A box that nobody knows taken in"
    return "The last word taken back" if event.kind == "undo" else f"Something that is not understood here ({event.kind})"


def _name_return(event: Kept) -> str:
    named = event.said.return_id or event.body.get("return_id", "")
    return named if isinstance(named, str) else ""
