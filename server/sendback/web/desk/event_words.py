"""What each event of the journal is called at the desk."""

from collections.abc import Mapping

from sendback.journal.model import Event
from sendback.web.desk.job_words import JOBS
from sendback.web.desk.papers import PAPERS

SENTENCES: Mapping[str, str] = {
    "return.requested": "Return requested",
    "return.authorized": "Approved",
    "return.declined": "Declined",
    "return.canceled": "Canceled",
    "return.closed": "Settled",
    "return.received": "Box taken in",
    "return.receipt_undone": "Box not taken in after all",
    "parcel.joined": "A box that nobody knew belongs here",
    "item.inspected": "Looked through",
    "item.disposed": "Decided what becomes of it",
    "item.finding_undone": "Finding taken back",
    "refund.waived": "Nothing is due after all",
    "refund.due": "Money is due",
    "return.refunded": "Marked as refunded",
    "alert.snoozed": "Alert put off",
    "alert.dismissed": "Alert put away",
    "return.asked": "The shopper was asked",
    "return.answered": "The shopper answered",
    "return.edited": "Lines changed",
    "return.overridden": "Line added by hand",
    "return.written": "Written to the shopper",
    "return.noted": "Note written",
    "return.unnoted": "Note removed",
    "return.corrected": "Sender corrected",
    "return.reopened": "Decision taken back",
    "return.escalated": "Waits long: reminded",
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
    "parcel.in_transit": "The carrier has it",
    "parcel.delivered": "Delivered to the warehouse",
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


def say_event(event: Event) -> str:
    """Say what happened; a kind without a sentence shows its own name, so that nothing is hidden."""
    sentence = _say_plainly(event)
    what = JOBS.get(str(event.body.get("kind", ""))) or _name_paper(str(event.body.get("document", "")))
    box = event.body.get("parcel") or 1
    about = what or (f"box {box}" if box != 1 else "")
    return f"{sentence}: {about}" if about else sentence


def _say_plainly(event: Event) -> str:
    if event.body.get("redrawn"):
        return "Label drawn anew"
    if event.type == "return.closed" and event.body.get("kept"):
        return "Settled: the items are kept"
    return SENTENCES.get(event.type, event.type)


def _name_paper(document: str) -> str:
    return next((name.lower() for paper, name in PAPERS.items() if paper.value == document), "")
