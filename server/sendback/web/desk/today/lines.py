"""The lines of the desk's first page: what needs somebody, each with its count and the list it leads to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from sendback.delivery.alerts.counting import say_count
from sendback.delivery.alerts.letters import NAMES
from sendback.delivery.alerts.model import AlertKind
from sendback.web.desk.age import say_age
from sendback.web.desk.frame import may_open
from sendback.web.desk.today.counting import Today
from sendback.web.moments import write_day
from sendback.words.catalogue import words_for

_ENGLISH = words_for("en")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that needs somebody: how many of it, and what is worth knowing before one goes there."""

    count: str
    text: str
    about: str
    url: str
    is_late: bool = False


def list_lines(today: Today, now: datetime) -> list[Line]:
    """List what needs who is signed in: nothing that there is none of, and nothing that their role may not open."""
    return [line for endpoint, line in _all(today, now) if line.count != "0" and may_open(endpoint)]


def _all(today: Today, now: datetime) -> Iterator[tuple[str, Line]]:
    age = f"the oldest for {say_age(today.oldest_at, now)}" if today.oldest_at else ""
    text = _one_or_more(today.waiting, "return waits for a decision", "returns wait for a decision")
    yield _line("desk.show_waiting", str(today.waiting), text, age)
    due = today.money_due
    about = f"money back by {write_day(due.last_on)}" if due else ""
    text = _one_or_more(today.withdrawals, "withdrawal to handle", "withdrawals to handle")
    yield _line("desk.list_withdrawals", str(today.withdrawals), text, about, bool(due and due.is_overdue))
    for kind, count in today.alerts.items():
        if kind is not AlertKind.WITHDRAWAL:  # they are a line of their own already
            about = say_money(today.refunds) if kind is AlertKind.REFUND else ""
            url = url_for("desk.list_alerts", kind=kind.value)
            yield "desk.list_alerts", Line(say_count(count), NAMES[kind][count != 1], about, url)
    text = _one_or_more(today.unknown, "box that nobody knows", "boxes that nobody knows")
    yield _line("desk.receiving.list_unknown", str(today.unknown), text, "")
    text = _one_or_more(today.failed, "mail or errand failed", "mails or errands failed")
    yield _line("desk.list_mails", str(today.failed), text, "")
    text = _one_or_more(today.webhooks, "webhook stopped", "webhooks stopped")
    yield _line("desk.webhooks.list_endpoints", str(today.webhooks), text, "after failures")


def _line(endpoint: str, count: str, text: str, about: str, is_late: bool = False) -> tuple[str, Line]:
    return endpoint, Line(count, text, about, url_for(endpoint), is_late)


def _one_or_more(count: int, one: str, more: str) -> str:
    return one if count == 1 else more


def say_money(sums: Sequence[tuple[str, int]]) -> str:
    """Say sums of one or several currencies; what has none is left out."""
    return ", ".join(_ENGLISH.money(minor, currency) for currency, minor in sums if currency)
