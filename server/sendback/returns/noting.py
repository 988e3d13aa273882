"""Notes for the desk alone: never mailed, never on a shopper's page."""

from datetime import datetime

from sendback.database.model import Tx
from sendback.errors import Code, Problem, refuse_field
from sendback.journal.store import record
from sendback.returns import store
from sendback.returns.asking import MOST_CHARACTERS
from sendback.returns.message_store import add_message
from sendback.returns.messages import Message, MessageKind
from sendback.shops.text import clean_text


def add_note(tx: Tx, shop_id: str, return_id: str, text: str, actor: str, now: datetime) -> Message:
    """Keep a note with a return, whatever its status; Problem invalid-fields (field `note`)."""
    said = clean_text(text)
    if not 1 <= len(said) <= MOST_CHARACTERS:
        wrong = "Write the note." if not said else f"This is too long: {MOST_CHARACTERS} characters at most."
        raise refuse_field("note", "too-long" if said else "required", wrong)
    item = store.get_return(tx, shop_id, return_id)
    if not store.touch_return(tx, shop_id, return_id, item.status, now):
        raise Problem(Code.STATUS_CONFLICT, "This return has moved on. Look at it again.")
    message = add_message(tx, shop_id, return_id, MessageKind.NOTE, said, actor, now)
    record(tx, shop_id, "return.noted", return_id, {"rma": item.rma, "message": message.number}, actor, now)
    return message
