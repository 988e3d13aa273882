"""What most likely happens next with a return: one thing, said first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo

from sendback.delivery.model import Job
from sendback.receiving.progress import count_left, list_found
from sendback.receiving.settling import count_missing
from sendback.returns.model import Return, Status
from sendback.returns.parcels import Parcel, ParcelState
from sendback.returns.waiting import say_why
from sendback.web.desk.job_words import JOBS
from sendback.web.desk.journey import say_where
from sendback.web.desk.receiving.arrived import Arrived
from sendback.web.moments import write_day


@dataclass(frozen=True, slots=True)
class NextStep:
    """What is next: a title, why, and the act that the page puts first: decide, mail, buy, print, inspect, wait or nothing."""

    title: str
    text: str
    act: str = ""
    tone: str = ""
    job_id: str = ""
    box: int = 0


def find_next_step(
    item: Return, parcels: Sequence[Parcel], dead: Sequence[Job], is_asked: bool, arrived: Arrived, zone: tzinfo
) -> NextStep:
    """Find what is next; what failed comes before what waits."""
    failed = next((job for job in dead if job.kind.is_mail), None)
    if failed:
        about = JOBS[failed.kind]
        return NextStep("A mail did not get through", f"About: {about}. {failed.last_error}", "mail", "bad", failed.job_id)
    if item.status is Status.REQUESTED:
        if is_asked:
            return NextStep(
                "The shopper’s answer", "You asked; nothing happens until they answer or you decide.", "decide", "warn"
            )
        return NextStep("Your decision", say_why(item), "decide", "warn")
    if item.status is Status.AUTHORIZED:
        return _on_its_way(item, parcels, zone)
    if item.status is Status.RECEIVED:
        return _look_through(item, parcels, arrived, zone)
    if item.status is Status.CLOSED and not item.is_kept:
        return NextStep("Settled", _say_settled(item, arrived, zone))
    if item.status is Status.CLOSED:
        return NextStep("Nothing has to be sent", _say_money(item, zone) or "The items are kept, and nothing is due.")
    return NextStep("Nothing more", "The items can be returned again while the policy lets them.")


def _look_through(item: Return, parcels: Sequence[Parcel], arrived: Arrived, zone: tzinfo) -> NextStep:
    """Say what is left of a return that came: units nobody accounted for, things that lie there undecided, boxes on their way."""
    found = [each for line in item.sent_lines for each in list_found(line, arrived.inspections)]
    left = sum(count_left(line, arrived.inspections) for line in item.sent_lines)
    pending = sum(each.quantity for each in found if each.is_here and each.disposition is None)
    here = {receipt.parcel for receipt in arrived.receipts if receipt.undone_at is None}
    away = [str(parcel.number) for parcel in parcels if parcel.number not in here]
    said = (
        f"{_count(left)} left to account for: found, or missing." if left else "",
        f"{_count(pending)} left to decide on." if pending else "",
        f"Not here yet: {'boxes' if len(away) > 1 else 'box'} {', '.join(away)}." if away else "",
        _say_money(item, zone),
    )
    return NextStep("Look it through" if left else "Say what becomes of it", " ".join(filter(None, said)), "inspect", "warn")


def _say_settled(item: Return, arrived: Arrived, zone: tzinfo) -> str:
    """Say what of a settled return did not come, and whether money is due."""
    missing = sum(count_missing([each for each in arrived.inspections if each.undone_at is None]).values())
    absent = f"{_count(missing)} did not come. " if missing else ""
    return absent + (_say_money(item, zone) or "Everything is accounted for, and nothing is due.")


def _count(units: int) -> str:
    return f"{units} item" if units == 1 else f"{units} items"


def _on_its_way(item: Return, parcels: Sequence[Parcel], zone: tzinfo) -> NextStep:
    stuck = next((parcel for parcel in parcels if parcel.state is ParcelState.FAILED), None)
    if stuck:
        return NextStep("No carrier label yet", stuck.last_reason or "The carrier sold none.", "buy", "bad", box=stuck.number)
    if any(parcel.is_awaited for parcel in parcels):
        return NextStep("The carrier’s label", "It is being bought. The shopper is mailed when it is there.", "wait", "warn")
    money = _say_money(item, zone)
    if travelling := _find_travelling(parcels):
        title = "The parcel is at the door" if travelling.delivered_at else "The parcel is on the way"
        where = say_where(travelling, zone)
        return NextStep(title, " ".join(filter(None, (f"{where}.", money))), "wait", "warn" if travelling.delivered_at else "")
    if parcels and not parcels[0].has_paper:
        return NextStep("The shopper brings it", money or "They show a code at your counter.", "wait")
    return NextStep("The shopper sends it", money or "They have the label.", "print")


def _find_travelling(parcels: Sequence[Parcel]) -> Parcel | None:
    """Find the box that is furthest behind of those that a carrier has or had."""
    seen = [parcel for parcel in parcels if parcel.seen_at is not None]
    return next((parcel for parcel in seen if parcel.delivered_at is None), seen[0] if seen else None)


def _say_money(item: Return, zone: tzinfo) -> str:
    """Say since when money is due, if it is: who pays is the shop."""
    if item.refunded_at is not None:
        return f"Given back on {write_day(item.refunded_at.astimezone(zone).date())}."
    if item.refund_due_at is None:
        return ""
    return f"Money is due since {write_day(item.refund_due_at.astimezone(zone).date())}."
