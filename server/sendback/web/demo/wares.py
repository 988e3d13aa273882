"""What Nordlys sells."""

from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import get_currency_precision

from sendback.words.catalogue import Words

LETTERS = ("S", "M", "L", "XL")
SHOES = ("37", "39", "41", "42", "44")
COLOURS = ("spruce", "night", "dusk", "snow")


@dataclass(frozen=True, slots=True)
class Ware:
    """One thing on the shelf; the price is in euro cents."""

    code: str
    price_minor: int
    weight_g: int
    sizes: tuple[str, ...] = ()
    colours: tuple[str, ...] = ()
    is_returnable: bool = True
    category: str = ""

    def sku(self, colour: str, size: str) -> str:
        """Write the SKU of one variant."""
        return "-".join(part for part in (self.code.upper().replace("_", ""), colour.upper(), size) if part)

    def variants(self, words: Words, colour: str, size: str) -> list[dict[str, str]]:
        """List the other sizes or, of what has none, the other colours, to exchange for."""
        others = [(colour, other) for other in self.sizes if other != size]
        others = others or [(other, size) for other in self.colours if other != colour]
        return [{"sku": self.sku(*other), "title": self.title(words, *other)} for other in others]

    def title(self, words: Words, colour: str, size: str) -> str:
        """Name one variant as the order shows it."""
        parts = (words(f"demo.ware.{self.code}"), words(f"demo.colour.{colour}") if colour else "", size)
        return " · ".join(part for part in parts if part)


WARES = (
    Ware("jumper", 12900, 640, LETTERS, COLOURS, category="clothing"),
    Ware("lantern", 5400, 900, (), ("spruce", "night"), category="camping"),
    Ware("boots", 18900, 1850, SHOES, category="shoes"),
    Ware("tent", 34900, 3200, category="camping"),
    Ware("kettle", 4900, 610, category="kitchen"),
    Ware("blanket", 11900, 1400, (), ("dusk", "snow", "night"), category="home"),
    Ware("backpack", 14900, 1150, (), ("spruce", "night"), category="camping"),
    Ware("mug", 1600, 180, (), ("snow", "night"), category="kitchen"),
    Ware("hat", 3900, 110, (), COLOURS, category="clothing"),
    Ware("jacket", 24900, 720, LETTERS, ("night", "dusk"), category="clothing"),
    Ware("flask", 3400, 420, category="kitchen"),
    Ware("candle", 1200, 300, category="home"),
    Ware("named_mug", 2400, 180, is_returnable=False, category="kitchen"),
    Ware("gift_card", 5000, 5),
)
ON_SALE = "dusk"
"""The colour of last season, which comes back for a fee."""
ON_SHELF = WARES[:8]
"""What the front page shows."""


def find_ware(sku: str) -> Ware | None:
    """Find the ware of a SKU, to draw its picture."""
    code = sku.partition("-")[0].lower()
    return next((ware for ware in WARES if ware.code.replace("_", "") == code), None)


def price_in(minor_eur: int, rate: float, currency: str) -> int:
    """Price something in another currency, in its minor units, rounded the way shelves are labelled."""
    amount = Decimal(minor_eur) / 100 * Decimal(str(rate))
    step = next(step for most, step in ((60, 1), (600, 5), (6000, 10), (Decimal("Infinity"), 100)) if amount <= most)
    return int(round(amount / step) * step * 10 ** get_currency_precision(currency))
