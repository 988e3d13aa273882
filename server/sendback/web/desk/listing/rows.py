"""Rows of the list, in words; what names a person only for those who may see people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from sendback.returns.listed import Listed
from sendback.returns.model import Status
from sendback.returns.rma import show_rma
from sendback.web.desk.age import say_age
from sendback.web.desk.states import STATES
from sendback.web.moments import write_moment
from sendback.words.catalogue import words_for

_ENGLISH = words_for("en")


@dataclass(frozen=True, slots=True)
class ListRow:
    """One return as a row; `flags` are texts with the tone of their badge."""

    return_id: str
    rma: str
    order: str
    name: str
    items: str
    more: int
    """How many further lines there are."""
    state: str
    tone: str
    flags: Sequence[tuple[str, str]]
    value: str
    age: str
    made_at: datetime
    moment: str


def show_rows(listed: Sequence[Listed], sees_people: bool, zone: tzinfo, now: datetime) -> list[ListRow]:
    """Write the rows of a page."""
    return [_show(one, sees_people, zone, now) for one in listed]


def say_items(one: Listed) -> str:
    """Say in short what comes back: 2 × Linen shirt."""
    return f"{one.lines[0].quantity} × {one.lines[0].title}" if one.lines else "Nothing"


def _show(one: Listed, sees_people: bool, zone: tzinfo, now: datetime) -> ListRow:
    state, tone = STATES[one.status]
    numbers = dict.fromkeys((one.order_number, *(line.order_number for line in one.lines)))
    value = one.value_minor
    return ListRow(
        return_id=one.return_id,
        rma=show_rma(one.rma),
        order=one.order_number + (f" +{len(numbers) - 1}" if len(numbers) > 1 else ""),
        name=(one.name or one.email) if sees_people else "",
        items=say_items(one),
        more=max(len(one.lines) - 1, 0),
        state=state,
        tone=tone,
        flags=_flag(one, now),
        value=_ENGLISH.money(value, one.currency) if value is not None and one.currency else "",
        age=say_age(one.created_at, now),
        made_at=one.created_at,
        moment=write_moment(one.created_at, zone),
    )


def _flag(one: Listed, now: datetime) -> list[tuple[str, str]]:
    flags = []
    if one.asked_at and one.status is Status.REQUESTED:
        flags.append((f"Shopper asked {say_age(one.asked_at, now)} ago", "off"))
    if one.is_mismatched:
        flags.append(("Differs", "warn"))
    if one.due_since:
        flags.append(("Refund due", "warn"))
    if one.is_withdrawal:
        flags.append(("Withdrawal", "off"))
    if one.is_gift:
        flags.append(("Gift", "off"))
    return flags
