"""What one page is filled with, said in its language; what nobody told stays blank."""

from dataclasses import dataclass, field
from datetime import date

from sendback.paper.bidi import isolate
from sendback.paper.model import ItemFact, LabelFacts
from sendback.words.catalogue import Words

_NO_ITEM = ItemFact("")


@dataclass(frozen=True, slots=True)
class Filling:
    """The facts of a paper, the words of its language, the page's place, which items it lists, and the one being set.

    `builtin` sets everything in the viewer's own Helvetica.
    """

    facts: LabelFacts
    words: Words
    page: int = 1
    pages: int = 1
    start: int = 0
    stop: int = 0
    item: ItemFact = field(default=_NO_ITEM)
    builtin: bool = False

    def say_day(self, day: date | None) -> str:
        """Write a day with its month in words."""
        return self.words.day(day) if day else ""

    def name_country(self, code: str) -> str:
        """Name a country."""
        return self.words.country(code) if code else ""

    def say_money(self, minor: int | None) -> str:
        """Write an amount; nothing while either amount or currency is unknown, for a bare number could be any money."""
        currency = self.facts.currency
        return self.words.money(minor, currency) if minor is not None and currency else ""

    def say_weight(self, grams: int | None) -> str:
        """Write a weight in kilograms, as customs forms have it."""
        return "" if grams is None else f"{grams / 1000:.3f} kg"

    def say_item(self) -> str:
        """Say how many of which article."""
        return self.words("label.item", quantity=self.item.quantity, title=isolate(self.item.title))

    def count_pieces(self) -> int:
        """Count the pieces in the parcel."""
        return sum(item.quantity for item in self.facts.items)

    def say_total_value(self) -> str:
        """Add up what everything is worth; nothing when one price is unknown."""
        return self.say_money(self.facts.value_minor)

    def say_total_weight(self) -> str:
        """Add up what everything weighs; nothing when one weight is unknown."""
        return self.say_weight(self.facts.net_weight_g)
