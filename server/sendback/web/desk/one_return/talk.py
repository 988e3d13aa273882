"""What was said about a return, as the desk shows it: between shop and shopper on one side, among colleagues on the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from sendback.database.model import Tx
from sendback.orders.model import Order, OrderLine
from sendback.policy.model import Decision
from sendback.returns.message_store import list_messages
from sendback.returns.messages import Message, MessageKind
from sendback.returns.model import Return, Status
from sendback.returns.noting import is_removable
from sendback.returns.overriding import list_addable
from sendback.shops.model import Shop
from sendback.web.desk.age import say_age
from sendback.web.moments import write_moment

_SAID: Mapping[MessageKind, str] = {
    MessageKind.QUESTION: "{who} asked",
    MessageKind.ANSWER: "The shopper answered",
    MessageKind.CHANGE: "{who} wrote to the shopper, with a change",
    MessageKind.MESSAGE: "{who} wrote to the shopper",
    MessageKind.WORD: "The shopper wrote",
    MessageKind.NOTE: "{who} noted",
}
Addable = tuple[Order, OrderLine, Decision]


@dataclass(frozen=True, slots=True)
class ShownMessage:
    """One message: who said it when, what, and what it still waits for; `is_ours` where the shop said it."""

    number: int
    head: str
    at: str
    iso: str
    ago: str
    body: str
    state: str
    is_ours: bool
    is_removable: bool
    is_removed: bool


@dataclass(frozen=True, slots=True)
class Talk:
    """What was said, in its two halves that never mix."""

    messages: Sequence[ShownMessage]
    notes: Sequence[ShownMessage]
    has_unread: bool = False
    """Whether the shopper wrote something that nobody has answered or marked as read."""


def read_talk(tx: Tx, shop: Shop, item: Return, now: datetime) -> tuple[list[Message], list[Addable]]:
    """Read what was said, and what could be added while the return waits."""
    addable = list_addable(tx, shop, item, now) if item.status is Status.REQUESTED else []
    return list_messages(tx, shop.shop_id, item.return_id), addable


def show_talk(messages: Sequence[Message], names: Mapping[str, str], actor: str, zone: tzinfo, now: datetime) -> Talk:
    """Write what was said, oldest first; `actor` is who looks, and may remove what they noted a moment ago."""
    shown = [(message.kind, _show(message, names, actor, zone, now)) for message in messages]
    return Talk(
        messages=[each for kind, each in shown if kind is not MessageKind.NOTE],
        notes=[each for kind, each in shown if kind is MessageKind.NOTE],
        has_unread=any(message.is_unread for message in messages),
    )


def _show(message: Message, names: Mapping[str, str], actor: str, zone: tzinfo, now: datetime) -> ShownMessage:
    return ShownMessage(
        number=message.number,
        head=_SAID[message.kind].format(who=names.get(message.made_by, message.made_by)),
        at=write_moment(message.made_at, zone),
        iso=message.made_at.isoformat(),
        ago=f"{say_age(message.made_at, now)} ago",
        body=message.body or ("" if message.is_removed else "With photos."),
        state="Waits for the shopper" if message.is_open else "Unread" if message.is_unread else "",
        is_ours=message.kind not in (MessageKind.ANSWER, MessageKind.WORD),
        is_removable=is_removable(message, actor, now),
        is_removed=message.is_removed,
    )
