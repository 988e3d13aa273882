"""What the shop and the shopper say to each other about one return."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

MOST_CHARACTERS = 1000


class MessageKind(StrEnum):
    """What a message is: a question to the shopper, the answer, why the lines were changed, plain words to the shopper,
    the shopper's own word, or a note for the desk alone.
    """

    QUESTION = "question"
    ANSWER = "answer"
    CHANGE = "change"
    MESSAGE = "message"
    WORD = "word"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Message:
    """One message; `number` counts from 1 within its return, `closed_at` ends what is open.

    A question closes when it is answered or asked anew, a shopper's word when it was read, a note when its words are taken out.
    """

    return_id: str
    number: int
    kind: MessageKind
    body: str
    wants_photos: bool
    made_by: str
    made_at: datetime
    closed_at: datetime | None = None

    @property
    def is_removed(self) -> bool:
        """Say whether a note's words were taken out."""
        return self.kind is MessageKind.NOTE and self.closed_at is not None

    @property
    def is_unread(self) -> bool:
        """Say whether it is a shopper's word that nobody at the shop has read."""
        return self.kind is MessageKind.WORD and self.closed_at is None

    @property
    def is_open(self) -> bool:
        """Say whether the shop waits for an answer to it."""
        return self.kind is MessageKind.QUESTION and self.closed_at is None
