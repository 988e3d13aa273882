"""What the page says first: where the return stands, what happens next, and by when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sendback.returns.found_store import Found
from sendback.returns.model import Return, Status
from sendback.returns.parcels import Parcel
from sendback.returns.stages import Stage, find_stage
from sendback.shops.model import Shop
from sendback.web.reminding import say_reminder
from sendback.words.catalogue import Words


@dataclass(frozen=True, slots=True)
class Outlook:
    """The heading, a sentence below it, what comes next, and by which day; `by` is empty where nobody said one."""

    title: str
    lead: str
    next: str
    by: str


def say_outlook(shop: Shop, item: Return, parcels: Sequence[Parcel], words: Words, is_asked: bool, now: datetime) -> Outlook:
    """Say where a return stands; what the shop asks comes before everything else."""
    name, key = f"⁨{shop.name}⁩", _choose_key(item, parcels)
    title = "asked" if is_asked else key
    lead = "lead.asked" if is_asked else _choose_lead(item, parcels, key)
    by = "" if is_asked else _say_by(shop, item, parcels, words, now)
    return Outlook(words(f"status.{title}"), words(f"status.{lead}", shop=name), words(f"status.next.{key}", shop=name), by)


def say_found(found: Sequence[Found], words: Words) -> list[str]:
    """Say what the shop found in the boxes, line by line, in the words of the mail about it."""
    return [words(f"mail.settled.{each.outcome}", item=f"{each.quantity} × ⁨{each.title}⁩") for each in found]


def _choose_key(item: Return, parcels: Sequence[Parcel]) -> str:
    stage = find_stage(item, parcels)
    return "moving" if stage is Stage.MOVING else item.status.value


def _choose_lead(item: Return, parcels: Sequence[Parcel], key: str) -> str:
    if item.is_kept and item.status in (Status.CLOSED, Status.REQUESTED):
        return "lead.kept" if item.status is Status.CLOSED else "lead.waits"
    if key == "authorized" and parcels and not parcels[0].has_paper:
        return "lead.bring"
    return "lead.checked" if key == "closed" else f"lead.{key}"


def _say_by(shop: Shop, item: Return, parcels: Sequence[Parcel], words: Words, now: datetime) -> str:
    """Say by when: from what the shop set, from the carrier's own limit, from the reminder; never a day that passed."""
    name, days = f"⁨{shop.name}⁩", shop.settings.mails.settle_days
    if item.refunded_at:
        return words("status.refunded_on", shop=name, day=_day(shop, item.refunded_at, words))
    until = item.received_at + timedelta(days=days) if item.received_at and days else None
    is_due = item.status is Status.CLOSED and item.refund_due_at is not None
    if until and now <= until and (is_due or item.status is Status.RECEIVED):
        day = _day(shop, until, words)
        return words("status.by.money", shop=name, day=day) if is_due else words("mail.arrived.by", day=day)
    ends = [parcel.void_until for parcel in parcels if parcel.void_until and not parcel.seen_at]
    if item.status is Status.AUTHORIZED and ends:
        return words("status.by.label", day=_day(shop, min(ends), words))
    return say_reminder(shop, item, words)


def _day(shop: Shop, at: datetime, words: Words) -> str:
    return words.day(at.astimezone(shop.settings.zone).date())
