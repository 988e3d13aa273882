"""From a job to the mail it stands for: addresses and names are read now, never kept in the outbox."""

from collections.abc import Callable, Mapping
from datetime import datetime
from email.message import EmailMessage
from types import MappingProxyType
from urllib.parse import urlsplit

from sendback.database.model import Tx
from sendback.delivery import letters
from sendback.delivery.addresses import one_address, sender
from sendback.delivery.alerts.letters import gather_alerts
from sendback.delivery.documents import draw_document
from sendback.delivery.draft import Draft, draft_to_shopper
from sendback.delivery.enclosing import Enclosing
from sendback.delivery.facts import read_paper
from sendback.delivery.head_letters import gather_head
from sendback.delivery.journey import gather_arrived, gather_in_transit, gather_refunded, gather_settled
from sendback.delivery.key_letters import gather_key_warning
from sendback.delivery.letter import Letter
from sendback.delivery.letters import About, write_label_letter
from sendback.delivery.links import Document
from sendback.delivery.mail import Attachment, Envelope, compose
from sendback.delivery.model import Job, Kind
from sendback.delivery.order_links import read_order_link
from sendback.delivery.outbox import open_access_secret
from sendback.delivery.parts import WorkerParts
from sendback.delivery.people_jobs import gather_link
from sendback.delivery.postage import say_postage
from sendback.delivery.postage_letters import say_dropoff, write_code_letter, write_postage_letter
from sendback.delivery.shipping import Enclosed
from sendback.delivery.talking import gather_approval, gather_changed, gather_message, gather_question
from sendback.delivery.trial import gather_test
from sendback.delivery.trouble import Needless
from sendback.delivery.webhooks.letters import gather_paused
from sendback.delivery.withdrawal_letters import link_withdrawal, write_withdrawal_letter
from sendback.delivery.withdrawal_receipts import draw_receipt
from sendback.orders import store as orders
from sendback.orders.access_store import LINK_LIFE
from sendback.returns import parcel_store
from sendback.returns.model import PRINTABLE, Status
from sendback.returns.parcels import Parcel, ParcelState
from sendback.returns.prepared_store import find_label
from sendback.returns.store import find_return
from sendback.shops import store as shops
from sendback.shops.model import ShipMail
from sendback.shops.options import ANY_POST
from sendback.withdrawals.store import get_withdrawal

_STATUSES: Mapping[Kind, frozenset[Status]] = MappingProxyType(
    {
        Kind.LABEL: PRINTABLE,
        Kind.POSTAGE: PRINTABLE,
        Kind.RECEIVED: frozenset({Status.REQUESTED}),
        Kind.DECLINED: frozenset({Status.DECLINED}),
        Kind.CANCELED: frozenset({Status.CANCELED}),
        Kind.CLOSED: frozenset({Status.CLOSED}),
        Kind.REOPENED: frozenset({Status.REQUESTED}),
    }
)
_PLAIN: Mapping[Kind, Callable[[About], Letter]] = MappingProxyType(
    {
        Kind.RECEIVED: letters.write_received_letter,
        Kind.DECLINED: letters.write_declined_letter,
        Kind.CANCELED: letters.write_canceled_letter,
        Kind.CLOSED: letters.write_closed_letter,
        Kind.REOPENED: letters.write_reopened_letter,
    }
)


def draft_mail(parts: WorkerParts, job: Job, now: datetime) -> EmailMessage:
    """Write the mail of a job; Needless when what it tells of has changed, Trouble or Problem when it cannot be written."""
    look = parts.database.write if job.kind is Kind.APPROVAL else parts.database.read
    draft = look(_GATHERED.get(job.kind, _gather_return), parts, job, now)
    host = urlsplit(parts.links.base_url).hostname
    envelope = Envelope(
        sender=sender(draft.shop.name, draft.shop.settings.delivery.from_email or parts.mail_from),
        recipient=one_address(draft.email),
        message_id=f"<{job.job_id}@{host}>",
        sent_at=now,
        thread_id=f"<return.{job.subject}@{host}>" if job.kind.is_about_return else "",
    )
    labels = [draw_document(paper, Document.LABEL) for paper in draft.papers]
    if draft.withdrawal:
        labels += draw_receipt(draft.shop, draft.withdrawal, parts.links.base_url)
    attachments = [Attachment(label.name, label.body, label.mimetype) for label in labels]
    return compose(draft.letter, envelope, draft.words, draft.shop.settings.look, draft.logo_png, attachments)


def _gather_return(tx: Tx, parts: WorkerParts, job: Job, now: datetime) -> Draft:
    item = find_return(tx, job.shop_id, job.subject)
    if item is None or item.status not in _STATUSES[job.kind]:
        raise Needless("the return has moved on")
    shop = shops.get_shop(tx, job.shop_id)
    about = About(shop, item, parts.links)
    if job.kind in (Kind.LABEL, Kind.POSTAGE):
        letter, boxes = _write_about_boxes(tx, job, about, now)
        papers = tuple(read_paper(tx, parts.links.base_url, job.shop_id, job.subject, box.number) for box in boxes)
        return draft_to_shopper(tx, letter, about, papers)
    return draft_to_shopper(tx, _PLAIN[job.kind](about), about)


def _write_about_boxes(tx: Tx, job: Job, about: About, now: datetime) -> tuple[Letter, list[Parcel]]:
    """Write what brings the labels, and name the boxes they are for."""
    boxes = parcel_store.list_parcels(tx, job.shop_id, job.subject)
    if job.kind is Kind.POSTAGE:
        bought = [box for box in boxes if box.number == job.body["parcel"] and box.state is ParcelState.BOUGHT]
        if not bought:
            raise Needless("the label was given back")
        return write_postage_letter(about, bought[0], now), bought
    if not boxes[0].has_paper:
        return write_code_letter(about), []
    chose = about.shop.settings.options != (ANY_POST,)
    postage = (say_postage(boxes[0], about.words, has_email=True),) if chose else ()
    return write_label_letter(about, now, (*postage, *say_dropoff(about, boxes[0]))), boxes


def _gather_access(tx: Tx, parts: WorkerParts, job: Job, now: datetime) -> Draft:
    if now >= job.created_at + LINK_LIFE:
        raise Needless("the link has ended")
    shop, order = shops.get_shop(tx, job.shop_id), orders.get_order(tx, job.shop_id, job.subject)
    words = shop.settings.words(str(job.body["language"]))
    url = f"{parts.links.base_url}/s/{shop.slug}/open/{open_access_secret(parts.vault, job)}"
    letter = letters.write_access_letter(shop, order.number, url, words)
    return Draft(letter, order.buyer.email, shop, words, shops.find_logo(tx, shop.shop_id, shop.settings))


def _gather_shipped(tx: Tx, parts: WorkerParts, job: Job, _now: datetime) -> Draft:
    """Write from the order as it is now; a label that was used meanwhile is that return's, and stays away."""
    prepared = find_label(tx, job.shop_id, job.subject)
    if prepared is None:
        raise Needless("there is no label for the box of this order")
    shop, order = shops.get_shop(tx, job.shop_id), orders.get_order(tx, job.shop_id, job.subject)
    words = shop.settings.words(order.language or shop.settings.default_language)
    has_label = job.body.get("mail") == ShipMail.LABEL and prepared.return_id is None
    enclosing = Enclosing(parts.vault, parts.links.base_url, shop)
    paper = enclosing.gather(tx, prepared, order, Enclosed.LABEL).paper if has_label else None
    url = read_order_link(tx, parts.vault, parts.links.base_url, shop, order.number, prepared)
    letter = letters.write_shipped_letter(shop, order.number, url, words, has_label, link_withdrawal(shop, words, parts.links))
    return Draft(
        letter, order.buyer.email, shop, words, shops.find_logo(tx, shop.shop_id, shop.settings), (paper,) if paper else ()
    )


def _gather_withdrawal(tx: Tx, parts: WorkerParts, job: Job, _now: datetime) -> Draft:
    shop, item = shops.get_shop(tx, job.shop_id), get_withdrawal(tx, job.shop_id, job.subject)
    letter = write_withdrawal_letter(shop, item, parts.links)
    words, logo = shop.settings.withdrawal.words(item.statement.language), shops.find_logo(tx, shop.shop_id, shop.settings)
    return Draft(letter, item.statement.email, shop, words, logo, withdrawal=item)


_GATHERED: Mapping[Kind, Callable[[Tx, WorkerParts, Job, datetime], Draft]] = MappingProxyType(
    {
        Kind.ACCESS: _gather_access,
        Kind.SHIPPED: _gather_shipped,
        Kind.QUESTION: gather_question,
        Kind.CHANGED: gather_changed,
        Kind.MESSAGE: gather_message,
        Kind.IN_TRANSIT: gather_in_transit,
        Kind.ARRIVED: gather_arrived,
        Kind.SETTLED: gather_settled,
        Kind.REFUNDED: gather_refunded,
        Kind.TEST: gather_test,
        Kind.APPROVAL: gather_approval,
        Kind.WITHDRAWAL: _gather_withdrawal,
        Kind.WEBHOOK_PAUSED: gather_paused,
        Kind.INVITATION: gather_link,
        Kind.RECOVERY: gather_link,
        Kind.KEY_IN_BROWSER: gather_key_warning,
        Kind.ALERTS: gather_alerts,
        Kind.JOURNAL_HEAD: gather_head,
    }
)
"""What is not simply about where a return stands."""
