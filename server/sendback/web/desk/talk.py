"""What was said about a return, as the desk shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from sendback.database.model import Tx
from sendback.orders.model import Order, OrderLine
from sendback.policy.model import Decision
from sendback.returns.message_store import list_messages
from sendback.returns.messages import Message, MessageKind
from sendback.returns.model import Return, Status
from sendback.returns.overriding import list_addable
from sendback.shops.model import Shop
from sendback.web.desk.writing import write_moment
from sendback.web.names import name_mark

_SAID: Mapping[MessageKind, str] = {
    MessageKind.QUESTION: "{who} asked",
    MessageKind.ANSWER: "The shopper answered",
    MessageKind.CHANGE: "{who} wrote to the shopper",
    MessageKind.NOTE: "{who} noted",
}
Addable = tuple[Order, OrderLine, Decision]


@dataclass(frozen=True, slots=True)
class ShownMessage:
    """One message: who said it when, what, and what it still waits for."""

    head: str
    body: str
    state: str


def read_talk(tx: Tx, shop: Shop, item: Return, now: datetime) -> tuple[list[Message], list[Addable]]:
    """Read what was said, and what could be added while the return waits."""
    addable = list_addable(tx, shop, item, now) if item.status is Status.REQUESTED else []
    return list_messages(tx, shop.shop_id, item.return_id), addable


def show_messages(messages: Sequence[Message], zone: tzinfo) -> list[ShownMessage]:
    """Write messages oldest first."""
    return [
        ShownMessage(
            head=f"{_SAID[message.kind].format(who=name_mark(message.made_by))}, {write_moment(message.made_at, zone)}",
            body=message.body or "With photos.",
            state="Waits for the shopper" if message.is_open else "",
        )
        for message in messages
    ]
