"""Notes for the desk alone: never mailed, never on a shopper's page, gone again while their writer still can say so."""

from datetime import datetime, timedelta

from sendback.database.model import Tx
from sendback.errors import Code, Problem, refuse_field
from sendback.journal.store import record
from sendback.returns.message_store import add_message, list_messages, take_message_out
from sendback.returns.messages import MOST_CHARACTERS, Message, MessageKind
from sendback.returns.moving import hold
from sendback.shops.text import clean_text

REMOVE_WITHIN = timedelta(minutes=15)


def add_note(tx: Tx, shop_id: str, return_id: str, text: str, actor: str, now: datetime) -> Message:
    """Keep a note with a return, whatever its status; Problem invalid-fields (field `note`)."""
    said = clean_text(text)
    if not 1 <= len(said) <= MOST_CHARACTERS:
        wrong = "Write the note." if not said else f"This is too long: {MOST_CHARACTERS} characters at most."
        raise refuse_field("note", "too-long" if said else "required", wrong)
    item = hold(tx, shop_id, return_id, now)
    message = add_message(tx, shop_id, return_id, MessageKind.NOTE, said, actor, now)
    record(tx, shop_id, "return.noted", return_id, {"rma": item.rma, "message": message.number}, actor, now)
    return message


def remove_note(tx: Tx, shop_id: str, return_id: str, number: int, actor: str, now: datetime) -> None:
    """Take a note's words out, for whoever wrote it and not for long; that there was one stays in the journal."""
    item = hold(tx, shop_id, return_id, now)
    notes = {message.number: message for message in list_messages(tx, shop_id, return_id)}
    if number not in notes or not is_removable(notes[number], actor, now):
        minutes = int(REMOVE_WITHIN.total_seconds()) // 60
        raise Problem(Code.STATUS_CONFLICT, f"A note is removed by who wrote it, within {minutes} minutes.")
    take_message_out(tx, notes[number], shop_id, now)
    record(tx, shop_id, "return.unnoted", return_id, {"rma": item.rma, "message": number}, actor, now)


def is_removable(message: Message, actor: str, now: datetime) -> bool:
    """Say whether somebody may still take a message out."""
    own_note = message.kind is MessageKind.NOTE and message.made_by == actor and not message.is_removed
    return own_note and now <= message.made_at + REMOVE_WITHIN
