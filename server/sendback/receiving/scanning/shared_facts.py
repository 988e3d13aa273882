"""What the lines of a shop's returns have in common, told once: why a thing comes back, and what the rules suggest then."""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from sendback.database.model import Row
from sendback.receiving.expected_line import list_suggestions, write_suggestions
from sendback.receiving.suggesting import mark_alike
from sendback.returns.model import ReturnLine
from sendback.returns.naming import name_reason
from sendback.shops.model import Shop


@dataclass(frozen=True, slots=True)
class SharedFacts:
    """What was told so far, by its mark: a hash of it, so that it means the same in every shop and on every page."""

    shop: Shop
    told: dict[str, dict[str, Any]] = field(default_factory=dict)
    _marks: dict[tuple[Any, ...], str] = field(default_factory=dict)
    _wares: dict[tuple[str, int | None], tuple[bool, ...]] = field(default_factory=dict)

    def mark(self, line: Row) -> str:
        """Give the mark of what a line shares with others, told from now on."""
        ware = (line["sku"], line["unit_price_minor"])
        if ware not in self._wares:
            self._wares[ware] = mark_alike(self.shop.settings.receiving, *ware)
        facts = (line["reason"], line["sub_reason"], self._wares[ware])
        if facts not in self._marks:
            told = _tell(self.shop, line)
            self._marks[facts] = hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:12]
            self.told[self._marks[facts]] = told
        return self._marks[facts]


def _tell(shop: Shop, row: Row) -> dict[str, Any]:
    names = ("line_id", "sku", "title", "quantity", "unit_price_minor", "reason", "sub_reason")
    line = ReturnLine(**{name: row[name] for name in names}, note="", because={})
    suggestions = write_suggestions(list_suggestions(shop.settings.receiving, line))
    return {"reason": line.reason, "reason_said": name_reason(shop.settings, line), "suggestions": suggestions}
