"""Asking the shopper for a photo or a word before deciding, and taking the answer."""

from datetime import datetime

from sendback.database.model import Tx
from sendback.errors import Code, Problem, refuse_field
from sendback.journal.store import record
from sendback.returns.message_store import add_message, close_question
from sendback.returns.messages import MOST_CHARACTERS, Message, MessageKind
from sendback.returns.moving import hold_waiting
from sendback.shops.text import clean_text


def ask_shopper(tx: Tx, shop_id: str, return_id: str, text: str, wants_photos: bool, actor: str, now: datetime) -> Message:
    """Ask the shopper of a return that waits; the question is mailed, and an earlier one that is open gives way to it."""
    item = hold_waiting(tx, shop_id, return_id, now)
    if not item.consignor.email:
        raise refuse_field("question", "unknown", "There is no email address to ask at.")
    said = _check(text, "Write what you would like to know.")
    close_question(tx, shop_id, return_id, now)
    message = add_message(tx, shop_id, return_id, MessageKind.QUESTION, said, actor, now, wants_photos)
    record(tx, shop_id, "return.asked", return_id, {"rma": item.rma, "message": message.number}, actor, now)
    return message


def answer_question(tx: Tx, shop_id: str, return_id: str, text: str, now: datetime, has_photos: bool = False) -> Message:
    """Take the shopper's answer, in words or by photos that were attached; the return waits for the shop again.

    Problem status-conflict when nothing is asked any more, invalid-fields (field `answer`) when nothing was said.
    """
    item = hold_waiting(tx, shop_id, return_id, now)
    said = "" if has_photos and not text.strip() else _check(text, "Write your answer.", "answer")
    if not close_question(tx, shop_id, return_id, now):
        raise Problem(Code.STATUS_CONFLICT, "This question was answered already.")
    message = add_message(tx, shop_id, return_id, MessageKind.ANSWER, said, "shopper", now)
    record(tx, shop_id, "return.answered", return_id, {"rma": item.rma, "message": message.number}, "shopper", now)
    return message


def _check(text: str, missing: str, field: str = "question") -> str:
    said = clean_text(text)
    if not said:
        raise refuse_field(field, "required", missing)
    if len(said) > MOST_CHARACTERS:
        raise refuse_field(field, "too-long", f"This is too long: {MOST_CHARACTERS} characters at most.")
    return said
