"""Writing to the shopper about a return without asking anything: mailed, and shown on the return's page."""

from datetime import datetime

from sendback.database.model import Tx
from sendback.errors import refuse_field
from sendback.journal.store import record
from sendback.returns.message_store import add_message, close_words
from sendback.returns.messages import MOST_CHARACTERS, Message, MessageKind
from sendback.returns.moving import hold
from sendback.shops.text import clean_text


def write_to_shopper(tx: Tx, shop_id: str, return_id: str, text: str, actor: str, now: datetime) -> Message:
    """Write to the shopper, whatever the return's status; Problem invalid-fields (field `message`)."""
    said = clean_text(text)
    if not 1 <= len(said) <= MOST_CHARACTERS:
        wrong = "Write the message." if not said else f"This is too long: {MOST_CHARACTERS} characters at most."
        raise refuse_field("message", "too-long" if said else "required", wrong)
    item = hold(tx, shop_id, return_id, now)
    close_words(tx, shop_id, return_id, now)  # an answer says that it was read
    message = add_message(tx, shop_id, return_id, MessageKind.MESSAGE, said, actor, now)
    record(tx, shop_id, "return.written", return_id, {"rma": item.rma, "message": message.number}, actor, now)
    return message
