"""A line as the dock sees it: what should be there, what the rules would make of it, what was found."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from sendback.receiving.model import Inspection
from sendback.receiving.suggesting import Suggestion, gather_facts, suggest
from sendback.returns.model import ReturnLine
from sendback.shops.receiving import Disposition, Outcome, ReceivingSetting


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of some units; `by` is a name to show."""

    inspection_id: str
    outcome: Outcome
    quantity: int
    grade: str
    disposition: Disposition | None
    place: str
    sku: str
    title: str
    by: str
    at: datetime

    @classmethod
    def of(cls, found: Inspection, names: Mapping[str, str]) -> Self:
        """Show what was found, with the name of whoever found it."""
        return cls(
            inspection_id=found.inspection_id,
            outcome=found.outcome,
            quantity=found.quantity,
            grade=found.grade,
            disposition=found.disposition,
            place=found.place,
            sku=found.sku,
            title=found.title,
            by=names[found.made_by],
            at=found.seen_at,
        )

    def as_json(self) -> dict[str, Any]:
        """Write it as devices keep it."""
        return {
            "id": self.inspection_id,
            "outcome": self.outcome.value,
            "quantity": self.quantity,
            "grade": self.grade,
            "disposition": self.disposition.value if self.disposition else None,
            "place": self.place,
            "sku": self.sku,
            "title": self.title,
            "by": self.by,
            "at": self.at.isoformat(),
        }


@dataclass(frozen=True, slots=True)
class ExpectedLine:
    """A line that is to be sent; suggestions by outcome and grade, such as `arrived:a`."""

    line: ReturnLine
    picture: str
    reason_said: str
    currency: str
    weight_g: int | None
    photos: int
    suggestions: Mapping[str, Suggestion]
    found: tuple[Found, ...]

    def as_json(self) -> dict[str, Any]:
        """Write it as devices keep it."""
        line = self.line
        plain = ("order_id", "line_id", "order_number", "sku", "title", "quantity", "reason", "condition", "unit_price_minor")
        return {
            **{name: getattr(line, name) for name in plain},
            "picture": self.picture,
            "reason_said": self.reason_said,
            "resolution": line.resolution.value,
            "exchange": line.exchange_title or line.exchange_sku,
            "currency": self.currency,
            "weight_g": self.weight_g,
            "photos": self.photos,
            "suggestions": write_suggestions(self.suggestions),
            "found": [found.as_json() for found in self.found],
        }


def list_suggestions(setting: ReceivingSetting, line: ReturnLine) -> dict[str, Suggestion]:
    """List what the rules suggest of a line, for each outcome and grade for which they suggest anything."""
    grades = ("", *(grade.code for grade in setting.grades))
    asked = [(outcome, grade) for outcome in (Outcome.ARRIVED, Outcome.DAMAGED, Outcome.WRONG) for grade in grades]
    made = {f"{outcome}:{grade}": suggest(setting, gather_facts(line, outcome, grade)) for outcome, grade in asked}
    return {key: each for key, each in made.items() if each.disposition}


def write_suggestions(suggestions: Mapping[str, Suggestion]) -> dict[str, dict[str, str]]:
    """Write suggestions as devices keep them."""
    return {
        key: {"disposition": each.disposition.value if each.disposition else "", "rule": each.rule, "place": each.place}
        for key, each in suggestions.items()
    }
