"""What happened to a return, in plain words, from the journal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from sendback.journal.model import Event
from sendback.returns.approval_links import mark_approver
from sendback.shops.model import Shop
from sendback.web.desk.papers import PAPERS
from sendback.web.desk.writing import write_moment

SENTENCES: Mapping[str, str] = {
    "return.requested": "Return requested",
    "return.authorized": "Approved",
    "return.declined": "Declined",
    "return.canceled": "Canceled",
    "return.closed": "Settled: the items are kept",
    "refund.due": "Money is due",
    "return.asked": "The shopper was asked",
    "return.answered": "The shopper answered",
    "return.edited": "Lines changed",
    "return.overridden": "Line added by hand",
    "return.escalated": "Waits long: reminded",
    "return.noted": "Note written",
    "label.created": "Label ready to print",
    "label.prepared": "Label printed for the outbound box",
    "label.used": "The label from the box is used",
    "label.voided": "Label no longer valid",
    "label.bought": "Carrier label bought",
    "label.failed": "Carrier label not bought",
    "label.wanted": "Carrier label asked for again",
    "label.unwanted": "Carrier label to be given back",
    "label.kept": "Carrier did not take the label back",
    "withdrawal.received": "Statement received",
    "withdrawal.tied": "Tied to an order",
    "withdrawal.returned": "Return made",
    "withdrawal.goods": "Goods, or proof that they were sent, arrived",
    "withdrawal.due": "Money is due",
    "withdrawal.refunded": "Marked as refunded",
    "withdrawal.handled": "Done",
    "code.created": "Code ready to show",
    "parcel.added": "Another box",
    "photos.added": "Photos sent",
    "mail.sent": "Mail sent",
    "mail.failed": "Mail failed",
    "mail.dropped": "Mail not needed any more",
    "mail.replayed": "Mail tried again",
    "document.saved": "Kept in the library",
    "errand.done": "Done",
    "errand.failed": "Failed",
    "errand.dropped": "Not needed any more",
    "errand.replayed": "Tried again",
}
_JOBS: Mapping[str, str] = {
    "mail.label": "label",
    "mail.received": "request received",
    "mail.declined": "return declined",
    "mail.canceled": "return canceled",
    "mail.closed": "items may be kept",
    "mail.key_in_browser": "key in a browser",
    "mail.postage": "carrier label",
    "carrier.buy": "buy a label",
    "carrier.void": "give a label back",
    "library.save": "keeping its papers",
    "mail.shipped": "order shipped",
    "mail.question": "question",
    "mail.changed": "return changed",
    "mail.approval": "to an approver",
    "mail.withdrawal": "acknowledgement",
    "mail.webhook_paused": "webhook paused",
    "mail.invitation": "invitation",
    "mail.recovery": "way back in",
}
_ACTORS: Mapping[str, str] = {
    "shopper": "the shopper",
    "consumer": "the consumer",
    "operator": "the operator",
    "worker": "Sendback",
}
_AT_ONCE = {
    "return.authorized": "your rules",
    "return.closed": "your rules",
    "refund.due": "your rules",
    "label.created": "Sendback",
}
"""Who really did what followed by itself from a shopper's request."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened: when, what, by whom."""

    at: str
    text: str
    actor: str


def tell(events: Sequence[Event], zone: tzinfo, names: Mapping[str, str] | None = None) -> list[Entry]:
    """Tell events oldest first; a kind without a sentence shows its own name, so that nothing is hidden.

    `names` says who stands behind actors that the journal knows by a mark only.
    """
    known = {**_ACTORS, **(names or {})}
    return [Entry(write_moment(event.at, zone), _say(event), _name_actor(event, known)) for event in events]


def name_approvers(shop: Shop) -> dict[str, str]:
    """Name the approvers of today by the actor that the journal keeps for them."""
    return {f"approver {mark_approver(shop.shop_id, email)}": f"{email}, by mail" for email in shop.settings.desk.approvers}


def _say(event: Event) -> str:
    sentence = SENTENCES.get(event.type, event.type)
    what = _JOBS.get(str(event.body.get("kind", ""))) or _name_paper(str(event.body.get("document", "")))
    box = event.body.get("parcel", 1)
    about = what or (f"box {box}" if box != 1 else "")
    return f"{sentence}: {about}" if about else sentence


def _name_paper(document: str) -> str:
    return next((name.lower() for paper, name in PAPERS.items() if paper.value == document), "")


def _name_actor(event: Event, known: Mapping[str, str]) -> str:
    by_itself = _AT_ONCE.get(event.type) if event.actor == "shopper" else None
    return by_itself or known.get(event.actor, event.actor)
