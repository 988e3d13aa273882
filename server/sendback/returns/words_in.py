"""What a shopper writes to the shop about a return, whenever they want to; unread until somebody answers or says it was read."""

from datetime import datetime, timedelta

from sendback.database.model import Tx
from sendback.errors import Code, Problem, refuse_field
from sendback.journal.store import record
from sendback.returns.message_store import add_message, close_words, list_messages
from sendback.returns.messages import MOST_CHARACTERS, Message, MessageKind
from sendback.returns.model import Return
from sendback.returns.moving import hold
from sendback.shops.text import clean_text

MOST_WORDS = 10
MOST_WITHIN = timedelta(days=1)
"""So often whoever holds a return's link may write in a day: enough for a conversation, too little for a flood."""


def write_to_shop(tx: Tx, shop_id: str, return_id: str, text: str, actor: str, now: datetime) -> Message:
    """Write to the shop, whatever the return's status; Problem invalid-fields (field `word`), too-many-tries."""
    said = clean_text(text)
    if not 1 <= len(said) <= MOST_CHARACTERS:
        wrong = f"This is too long: {MOST_CHARACTERS} characters at most." if said else "Write your message."
        raise refuse_field("word", "too-long" if said else "required", wrong)
    item = hold(tx, shop_id, return_id, now)
    refuse_erased(item)
    _refuse_flood(tx, shop_id, return_id, now)
    message = add_message(tx, shop_id, return_id, MessageKind.WORD, said, actor, now)
    record(tx, shop_id, "return.word_received", return_id, {"rma": item.rma, "message": message.number}, actor, now)
    return message


def refuse_erased(item: Return) -> None:
    """Refuse to add anything of a person to a return of which all that was forgotten: nobody would forget it a second time."""
    if item.erased_at is not None:
        raise Problem(Code.STATUS_CONFLICT, "What this return knew of you was erased. Write to the shop.")


def mark_read(tx: Tx, shop_id: str, return_id: str, actor: str, now: datetime) -> None:
    """Say that what the shopper wrote was read; saying it again says nothing."""
    item = hold(tx, shop_id, return_id, now)
    if close_words(tx, shop_id, return_id, now):
        record(tx, shop_id, "return.words_read", return_id, {"rma": item.rma}, actor, now)


def _refuse_flood(tx: Tx, shop_id: str, return_id: str, now: datetime) -> None:
    made = [each.made_at for each in list_messages(tx, shop_id, return_id) if each.kind is MessageKind.WORD]
    lately = [moment for moment in made if moment > now - MOST_WITHIN]
    if len(lately) >= MOST_WORDS:
        wait = int((lately[0] + MOST_WITHIN - now).total_seconds())
        raise Problem(Code.TOO_MANY_TRIES, "You wrote often today. Try again tomorrow.", retry_after_seconds=wait)
