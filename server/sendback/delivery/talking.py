"""Mails of a conversation: a question to the shopper, a change of what they get, a decision asked of an approver."""

from datetime import datetime

from sendback.database.model import Tx
from sendback.delivery.approval_letters import write_approval_letter
from sendback.delivery.draft import Draft, draft_to_shopper
from sendback.delivery.letters import About
from sendback.delivery.message_letters import write_changed_letter, write_message_letter, write_question_letter
from sendback.delivery.model import Job
from sendback.delivery.parts import WorkerParts
from sendback.delivery.trouble import Needless
from sendback.returns.approval_links import find_approver
from sendback.returns.approval_store import make_approval_link
from sendback.returns.message_store import list_messages
from sendback.returns.messages import Message
from sendback.returns.model import Status
from sendback.returns.store import find_return
from sendback.shops import store as shops
from sendback.words.catalogue import words_for


def gather_question(tx: Tx, parts: WorkerParts, job: Job, _now: datetime) -> Draft:
    """Ask what the shop would like to know; Needless once it was answered or is asked anew."""
    about, message = _find_about(tx, parts, job), _find_message(tx, job)
    if message is None or not message.is_open:
        raise Needless("the question is no longer open")
    return draft_to_shopper(tx, write_question_letter(about, message), about)


def gather_message(tx: Tx, parts: WorkerParts, job: Job, _now: datetime) -> Draft:
    """Bring the shop's words, wherever the return stands."""
    item, message = find_return(tx, job.shop_id, job.subject), _find_message(tx, job)
    if item is None or message is None:
        raise Needless("there is nothing to bring any more")
    about = About(shops.get_shop(tx, job.shop_id), item, parts.links)
    return draft_to_shopper(tx, write_message_letter(about, message), about)


def gather_changed(tx: Tx, parts: WorkerParts, job: Job, _now: datetime) -> Draft:
    """Tell what goes back from now on, and why it was changed where the shop said so."""
    about, message = _find_about(tx, parts, job), _find_message(tx, job)
    return draft_to_shopper(tx, write_changed_letter(about, message), about)


def gather_approval(tx: Tx, parts: WorkerParts, job: Job, now: datetime) -> Draft:
    """Ask an approver, with a link made for this very mail: its secret is kept nowhere, so each try makes another."""
    about = _find_about(tx, parts, job)
    mark, shop = str(job.body["approver"]), about.shop
    email = find_approver(shop.shop_id, shop.settings.desk.approvers, mark)
    if not email:
        raise Needless("this approver is no longer asked")
    link = make_approval_link(tx, job.shop_id, job.subject, mark, now)
    letter = write_approval_letter(about, link, bool(job.body.get("again")))
    return Draft(letter, email, shop, words_for("en"), shops.find_logo(tx, shop.shop_id, shop.settings))


def _find_about(tx: Tx, parts: WorkerParts, job: Job) -> About:
    item = find_return(tx, job.shop_id, job.subject)
    if item is None or item.status is not Status.REQUESTED:
        raise Needless("the return has moved on")
    return About(shops.get_shop(tx, job.shop_id), item, parts.links)


def _find_message(tx: Tx, job: Job) -> Message | None:
    messages = list_messages(tx, job.shop_id, job.subject)
    return next((message for message in messages if message.number == job.body.get("message")), None)
