"""What exactly an event changed: from the journal's facts, in the words of the desk. Nothing here names a person."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sendback.journal.model import Event
from sendback.orders.model import Order
from sendback.returns.model import Return, Status
from sendback.returns.naming import RESOLUTIONS, list_reasons
from sendback.returns.waiting import WHY
from sendback.shops.model import ShopSettings
from sendback.shops.receiving import Disposition, Outcome
from sendback.shops.resolutions import Resolution
from sendback.web.desk.journey import HOW_KNOWN
from sendback.web.desk.receiving.wording import DISPOSITIONS, OUTCOMES
from sendback.web.desk.states import STATES
from sendback.words.catalogue import words_for

_ENGLISH = words_for("en")
_CHANGED = {"quantity": "quantity", "reason": "reason", "sub_reason": "closer reason", "resolution": "they get"}
_HOW_KNOWN = {why.value: text for why, text in HOW_KNOWN.items()}
_FIELDS = {"name": "name", "email": "email", "phone": "phone", "address": "address"}


class Details:
    """Say what events changed, for one return and its orders."""

    def __init__(self, settings: ShopSettings, item: Return, orders: Mapping[str, Order]) -> None:
        self._reasons = list_reasons(settings)
        self._currency = orders[item.order_id].currency or "EUR"
        by_id = {(order.order_id, line.line_id): line.title for order in orders.values() for line in order.lines}
        by_number = {(order.number, line.line_id): line.title for order in orders.values() for line in order.lines}
        self._titles = {**by_id, **by_number}
        self._item = item
        self._grades = {grade.code: grade.label for grade in settings.receiving.grades}

    def tell(self, events: Sequence[Event]) -> dict[int, list[str]]:
        """Say what each event changed, by its place in the journal."""
        return {event.seq: found for event in events if (found := list(self._tell(event)))}

    def _tell(self, event: Event) -> Iterator[str]:
        tell = _TOLD.get(event.type)
        return tell(self, event.body) if tell else iter(())

    def _requested(self, body: Mapping[str, Any]) -> Iterator[str]:
        for line in body.get("lines", ()):
            place = (line.get("order_id") or self._item.order_id, line["line_id"])
            reason = self._reasons.get(line["reason"], line["reason"])
            yield f"{line['quantity']} × {self._title(place)}: {reason}"
            if rule := line.get("overridden"):
                yield f"Let in although the policy refuses it ({rule})."
        yield WHY.get(str(body.get("because", {}).get("rule")), "")

    def _edited(self, body: Mapping[str, Any]) -> Iterator[str]:
        for line in body.get("lines", ()):
            changes = [self._say_change(name, *line[name]) for name in (*_CHANGED, "fee_minor") if name in line]
            gone = line.get("quantity", [1, 1])[1] == 0
            title = self._title((line["order_number"], line["line_id"]))
            yield f"{title}: taken out" if gone else f"{title}: {', '.join(changes)}"

    def _overridden(self, body: Mapping[str, Any]) -> Iterator[str]:
        yield f"{body['quantity']} × {self._title((body['order_number'], body['line_id']))}, refused by {body['rule']}"

    def _due(self, body: Mapping[str, Any]) -> Iterator[str]:
        for line in body.get("lines", ()):
            if line["amount_minor"] is not None and line["currency"]:
                wish = RESOLUTIONS[Resolution(line["resolution"])]
                yield f"{wish}: {_ENGLISH.money(line['amount_minor'], line['currency'])}"

    def _corrected(self, body: Mapping[str, Any]) -> Iterator[str]:
        yield ", ".join(_FIELDS.get(field, field) for field in body["fields"]).capitalize()

    def _reopened(self, body: Mapping[str, Any]) -> Iterator[str]:
        yield f"{STATES[Status(body['from'])][0]} → {STATES[Status(body['to'])][0]}"

    def _inspected(self, body: Mapping[str, Any]) -> Iterator[str]:
        what = self._title((body["order_id"], body["line_id"])) if body["line_id"] else body["sku"] or "Something else"
        grade = self._grades.get(body["grade"], body["grade"])
        yield f"{body['quantity']} × {what}: {OUTCOMES[Outcome(body['outcome'])].lower()}{f', {grade}' if grade else ''}"

    def _disposed(self, body: Mapping[str, Any]) -> Iterator[str]:
        to = ", ".join(filter(None, (DISPOSITIONS[Disposition(body["disposition"])], body["place"])))
        yield to if body["suggested"] in ("", body["disposition"]) else f"{to}, against the rule {body['rule']}"

    def _bought(self, body: Mapping[str, Any]) -> Iterator[str]:
        yield " · ".join(str(body[name]) for name in ("service", "tracking_number") if body.get(name))

    def _delivered(self, body: Mapping[str, Any]) -> Iterator[str]:
        yield _HOW_KNOWN.get(str(body.get("because", "")), "")

    def _say_change(self, name: str, before: Any, after: Any) -> str:
        if name == "fee_minor":
            return f"fee {self._money(before)} → {self._money(after)}"
        names = {"reason": self._reasons, "resolution": {each.value: text for each, text in RESOLUTIONS.items()}}.get(name, {})
        return f"{_CHANGED[name]} {names.get(before, before) or 'none'} → {names.get(after, after) or 'none'}"

    def _money(self, minor: int) -> str:
        return _ENGLISH.money(minor, self._currency)

    def _title(self, place: tuple[str, str]) -> str:
        return self._titles.get(place, "A line")


_TOLD: Mapping[str, Callable[[Details, Mapping[str, Any]], Iterator[str]]] = {
    "return.requested": Details._requested,
    "return.edited": Details._edited,
    "return.overridden": Details._overridden,
    "return.corrected": Details._corrected,
    "return.reopened": Details._reopened,
    "refund.due": Details._due,
    "item.inspected": Details._inspected,
    "item.disposed": Details._disposed,
    "label.bought": Details._bought,
    "parcel.delivered": Details._delivered,
}
