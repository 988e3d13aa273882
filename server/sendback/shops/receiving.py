"""What a shop decides about boxes that come back: grades, where things go, which rule says so."""

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from sendback.shops.frozen import Frozen
from sendback.shops.options import Minor

Code = Annotated[str, Field(pattern=r"^[a-z0-9_-]{1,32}$")]
Glob = Annotated[str, Field(min_length=1, max_length=64)]


class Outcome(StrEnum):
    """What was found of some units of a line."""

    ARRIVED = "arrived"
    MISSING = "missing"
    EXTRA = "extra"
    """On no line of the return."""
    WRONG = "wrong"
    """Another thing than the line says."""
    DAMAGED = "damaged"


class Disposition(StrEnum):
    """What becomes of what arrived (VDMA and GS1 call the decision the disposition)."""

    RESTOCK = "restock"
    RESELL = "resell"
    REFURBISH = "refurbish"
    VENDOR = "vendor"
    DONATE = "donate"
    RECYCLE = "recycle"
    SCRAP = "scrap"


class Condition(StrEnum):
    """How stock may be used: only what is sellable counts as what the shop can sell."""

    SELLABLE = "sellable"
    SECOND = "second"
    """To be sold elsewhere, for less."""
    REPAIR = "repair"
    BLOCKED = "blocked"


CONDITION_AFTER = {
    Disposition.RESTOCK: Condition.SELLABLE,
    Disposition.RESELL: Condition.SECOND,
    Disposition.REFURBISH: Condition.REPAIR,
    Disposition.VENDOR: Condition.BLOCKED,
    Disposition.DONATE: Condition.BLOCKED,
    Disposition.RECYCLE: Condition.BLOCKED,
    Disposition.SCRAP: Condition.BLOCKED,
}
"""What stock a disposition makes of a thing; damaged things are never restocked."""


class GradeSetting(Frozen):
    """One grade that a worker may give: its code, what it is called, whether such a thing may be sold as new."""

    code: Code
    label: Annotated[str, Field(min_length=1, max_length=40)]
    is_sellable: bool = False


class PlaceSetting(Frozen):
    """Where things of a disposition are put; empty where nobody named a shelf."""

    disposition: Disposition
    place: Annotated[str, Field(max_length=40)] = ""


class DispositionRule(Frozen):
    """One rule: when all that is named fits, the disposition it suggests. The first that fits counts."""

    name: Code
    outcomes: tuple[Literal["arrived", "damaged", "wrong", "extra"], ...] = ()
    grades: tuple[Code, ...] = ()
    skus: tuple[Glob, ...] = ()
    reasons: tuple[Code, ...] = ()
    price_from_minor: Minor | None = None
    price_below_minor: Minor | None = None
    disposition: Disposition


def standard_grades() -> tuple[GradeSetting, ...]:
    """Make the grades that a shop begins with."""
    return (
        GradeSetting(code="a", label="As new", is_sellable=True),
        GradeSetting(code="b", label="Opened, complete"),
        GradeSetting(code="c", label="Used"),
        GradeSetting(code="d", label="Broken"),
    )


def standard_rules() -> tuple[DispositionRule, ...]:
    """Make the rules that a shop begins with: as new goes back on the shelf, the rest is looked at."""
    return (
        DispositionRule(name="damaged", outcomes=("damaged",), disposition=Disposition.SCRAP),
        DispositionRule(name="as-new", grades=("a",), disposition=Disposition.RESTOCK),
        DispositionRule(name="opened", grades=("b",), disposition=Disposition.RESELL),
        DispositionRule(name="used", grades=("c",), disposition=Disposition.REFURBISH),
        DispositionRule(name="broken", grades=("d",), disposition=Disposition.SCRAP),
    )


class ReceivingSetting(Frozen):
    """How boxes are received: what workers choose from, and what is suggested to them."""

    grades: tuple[GradeSetting, ...] = Field(default_factory=standard_grades, min_length=1, max_length=10)
    rules: tuple[DispositionRule, ...] = Field(default_factory=standard_rules, max_length=100)
    places: tuple[PlaceSetting, ...] = Field(default=(), max_length=7)
    undo_seconds: Annotated[int, Field(ge=3, le=60)] = 8
    """For how long the dock offers to take the last word back."""

    @model_validator(mode="after")
    def _hold_together(self) -> Self:
        codes = [grade.code for grade in self.grades]
        names = [rule.name for rule in self.rules]
        if len(set(codes)) != len(codes) or len(set(names)) != len(names):
            raise ValueError("two grades or two rules have the same code")
        if unknown := {code for rule in self.rules for code in rule.grades} - set(codes):
            raise ValueError(f"there is no grade {', '.join(sorted(unknown))}")
        return self

    def find_place(self, disposition: Disposition) -> str:
        """Say where things of a disposition are put; empty where nobody named a shelf."""
        return next((each.place for each in self.places if each.disposition is disposition), "")
