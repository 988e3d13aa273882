"""Gathering the mails of a return on its way and at the shop, from what is known when each is written."""

from datetime import date, datetime, timedelta

from sendback.database.model import Tx
from sendback.delivery.draft import Draft, draft_to_shopper
from sendback.delivery.journey_letters import (
    write_arrived_letter,
    write_in_transit_letter,
    write_refunded_letter,
    write_settled_letter,
)
from sendback.delivery.letters import About
from sendback.delivery.model import Job
from sendback.delivery.outbox import lets_in_what_is_here
from sendback.delivery.parts import WorkerParts
from sendback.delivery.trouble import Needless
from sendback.journal.store import list_events
from sendback.returns.found_store import count_boxes_here, list_found
from sendback.returns.model import Status
from sendback.returns.parcel_store import list_parcels
from sendback.returns.store import find_return
from sendback.shops import store as shops


def gather_in_transit(tx: Tx, parts: WorkerParts, job: Job, _now: datetime) -> Draft:
    """Tell that the carrier has a box; Needless once it arrived."""
    about = _find_about(tx, parts, job, Status.AUTHORIZED)
    boxes = list_parcels(tx, job.shop_id, job.subject)
    box = next((each for each in boxes if each.number == job.body.get("parcel", 1)), None)
    return draft_to_shopper(tx, write_in_transit_letter(about, (box.tracking_number or "") if box else ""), about)


def gather_arrived(tx: Tx, parts: WorkerParts, job: Job, now: datetime) -> Draft:
    """Tell that something arrived; Needless once all is settled, which has a mail of its own."""
    about = _find_about(tx, parts, job, Status.RECEIVED)
    here, boxes = count_boxes_here(tx, job.shop_id, job.subject), len(list_parcels(tx, job.shop_id, job.subject))
    is_news = any(map(lets_in_what_is_here, list_events(tx, job.shop_id, job.subject)))
    letter = write_arrived_letter(about, here, boxes, _promise(about, about.item.received_at or now), is_news)
    return draft_to_shopper(tx, letter, about)


def gather_settled(tx: Tx, parts: WorkerParts, job: Job, _now: datetime) -> Draft:
    """Tell what was found; Needless when that was taken back."""
    about = _find_about(tx, parts, job, Status.CLOSED)
    return draft_to_shopper(tx, write_settled_letter(about, list_found(tx, job.shop_id, job.subject)), about)


def gather_refunded(tx: Tx, parts: WorkerParts, job: Job, _now: datetime) -> Draft:
    """Tell that what was owed is given back."""
    item = find_return(tx, job.shop_id, job.subject)
    if item is None or item.refunded_at is None:
        raise Needless("nothing was given back")
    about = About(shops.get_shop(tx, job.shop_id), item, parts.links)
    return draft_to_shopper(tx, write_refunded_letter(about), about)


def _promise(about: About, arrived_at: datetime) -> date | None:
    days = about.shop.settings.mails.settle_days
    return (arrived_at + timedelta(days=days)).astimezone(about.shop.settings.zone).date() if days else None


def _find_about(tx: Tx, parts: WorkerParts, job: Job, status: Status) -> About:
    item = find_return(tx, job.shop_id, job.subject)
    if item is None or item.status is not status:
        raise Needless("the return has moved on")
    return About(shops.get_shop(tx, job.shop_id), item, parts.links)
