"""One return of the queue, with all that deciding it needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sendback.returns.messages import Message, MessageKind
from sendback.returns.model import Return, ReturnLine
from sendback.returns.naming import RESOLUTIONS, name_reason
from sendback.returns.queue_store import Waiting
from sendback.returns.rma import show_rma
from sendback.returns.waiting import say_why
from sendback.shops.model import Shop, ShopSettings
from sendback.web.desk.age import say_age
from sendback.web.desk.one_return.differences import Difference
from sendback.web.desk.one_return.facts import ShownFact, show_facts
from sendback.web.desk.one_return.lines import names_own_rule
from sendback.words.catalogue import words_for

_ENGLISH = words_for("en")


@dataclass(frozen=True, slots=True)
class RowLine:
    """One line of a return in the queue."""

    text: str
    facts: str
    note: str
    rule_note: str
    rule: str
    """The rule of the policy that asks, empty where none does."""


@dataclass(frozen=True, slots=True)
class Row:
    """A return of the queue; `next_id` is the one to go on with."""

    item: Return
    rma: str
    age: str
    why: str
    marks: Sequence[tuple[str, str]]
    lines: Sequence[RowLine]
    facts: Sequence[ShownFact]
    differences: Sequence[Difference]
    said: Sequence[Message]
    next_id: str


def show_rows(
    shop: Shop, waiting: Sequence[Waiting], differences: Mapping[str, Sequence[Difference]], now: datetime
) -> list[Row]:
    """Write the returns of a page of the queue."""
    ids = [one.item.return_id for one in waiting]
    following = [*ids[1:], ids[-2] if len(ids) > 1 else ""]
    return [
        _show(shop, one, differences.get(one.item.return_id, ()), next_id, now)
        for one, next_id in zip(waiting, following, strict=bool(ids))
    ]


def _show(shop: Shop, one: Waiting, differences: Sequence[Difference], next_id: str, now: datetime) -> Row:
    item = one.item
    return Row(
        item=item,
        rma=show_rma(item.rma),
        age=say_age(item.created_at, now),
        why=say_why(item),
        marks=_mark(one, now),
        lines=[_line(shop.settings, line, one.currency) for line in item.lines],
        facts=show_facts(item),
        differences=differences,
        said=[message for message in one.messages if message.kind in (MessageKind.QUESTION, MessageKind.ANSWER)],
        next_id=next_id,
    )


def _mark(one: Waiting, now: datetime) -> list[tuple[str, str]]:
    """Name what an agent should see at a glance, with the tone of its badge."""
    marks = []
    if question := one.question:
        marks.append((f"No answer for {say_age(question.made_at, now)}", "warn"))
    elif one.messages and one.messages[-1].kind is MessageKind.ANSWER:
        marks.append(("Answered", ""))
    if one.item.escalated_at:
        marks.append(("Reminded", "bad"))
    if one.item.is_gift:
        marks.append(("Gift", "off"))
    return marks


def _line(settings: ShopSettings, line: ReturnLine, currency: str) -> RowLine:
    price = _ENGLISH.money(line.unit_price_minor, currency) if line.unit_price_minor is not None and currency else ""
    fee = f"fee {_ENGLISH.money(line.fee_minor, currency)}" if line.fee_minor and currency else ""
    instead = f"{RESOLUTIONS[line.resolution]}{f': {line.exchange_title}' if line.exchange_title else ''}"
    facts = [price, name_reason(settings, line), instead, fee]
    return RowLine(
        text=f"{line.quantity} × {line.title}",
        facts=" · ".join(fact for fact in facts if fact),
        note=line.note,
        rule_note=str(line.because.get("note") or ""),
        rule=line.because["rule"] if line.because.get("outcome") == "ask" and names_own_rule(line.because) else "",
    )
