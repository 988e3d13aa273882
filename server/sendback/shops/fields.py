"""What a shop asks a shopper for, and the reasons it offers."""

import math
import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Literal, Self

import regex
from pydantic import Field, model_validator

from sendback.shops.frozen import Frozen
from sendback.words.catalogue import LANGUAGES, words_for

PATTERN_SECONDS = 0.05
"""How long a shop's own pattern may think about one answer before it counts as not matching."""


MOST_REPEATS = 100_000
"""Counted repeats, one within the other: `(a{1000}){1000}` takes hundreds of megabytes before it matches anything."""

_COUNTS = re.compile(r"\{0*([1-9][0-9]*)")


class FieldKind(StrEnum):
    """What a field asks for; `OWN_KINDS` a shop may have many of, each other kind once."""

    ORDER_NUMBER = "order_number"
    NAME = "name"
    EMAIL = "email"
    POSTCODE = "postcode"
    ADDRESS = "address"
    PHONE = "phone"
    TEXT = "text"
    SELECT = "select"


OWN_KINDS = (FieldKind.TEXT, FieldKind.SELECT)
Label = Annotated[str, Field(max_length=120)]
Labels = dict[str, Label]


class Option(Frozen):
    """One choice of a select field."""

    code: str = Field(pattern=r"^[a-z0-9_]{1,40}$")
    label: Labels


class FieldSetting(Frozen):
    """One field: what it asks for, in the shop's own words per language, and what counts as an answer."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")
    kind: FieldKind
    label: Labels = Field(default_factory=dict)
    hint: Labels = Field(default_factory=dict)
    required: bool = True
    pattern: str | None = Field(default=None, max_length=200)
    options: tuple[Option, ...] = Field(default=(), max_length=60)

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.kind in OWN_KINDS:
            if not self.id.startswith("own_"):
                raise ValueError("an own field's id begins with own_")
        elif self.id != self.kind:
            raise ValueError("a standard field's id is its kind")
        if self.kind is FieldKind.SELECT and not self.options:
            raise ValueError("a choice needs at least one option")
        if self.kind is FieldKind.ORDER_NUMBER and not self.required:
            raise ValueError("the order number is always required")
        if self.pattern:
            if math.prod(int(count) for count in _COUNTS.findall(self.pattern)) > MOST_REPEATS:
                raise ValueError("the pattern repeats too much")
            try:
                regex.compile(self.pattern)
            except regex.error as error:
                raise ValueError(f"the pattern cannot be read: {error}") from None
        return self

    def accepts(self, answer: str) -> bool:
        """Say whether an answer fits the whole pattern; a pattern that takes too long fits nothing."""
        if not self.pattern:
            return True
        try:
            return regex.fullmatch(self.pattern, answer, timeout=PATTERN_SECONDS) is not None
        except TimeoutError:
            return False


Asked = Literal["off", "optional", "required"]
"""Whether a shopper is asked for something."""

Code = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,40}$")]


class SubReasonSetting(Frozen):
    """A closer word for a reason: what exactly is damaged, where it is too small."""

    code: Code
    label: Labels = Field(default_factory=dict)


class ReasonSetting(Frozen):
    """One reason to send something back, for the product classes it is offered for (none: all); reports count its code."""

    code: Code
    label: Labels = Field(default_factory=dict)
    categories: tuple[Annotated[str, Field(min_length=1, max_length=64)], ...] = Field(default=(), max_length=100)
    subs: tuple[SubReasonSetting, ...] = Field(default=(), max_length=20)
    photos: Asked = "off"
    note: Asked = "optional"


class ConditionSetting(Frozen):
    """A state in which goods may come back, as the shopper says; asked only where a shop has any."""

    code: Code
    label: Labels = Field(default_factory=dict)


def in_language(labels: Labels, language: str, default_language: str) -> str:
    """Pick a label: the shopper's language, else the shop's, else English, else any."""
    for tag in (language, default_language, "en"):
        if text := labels.get(tag):
            return text
    return next((text for text in labels.values() if text), "")


def reasons_for(reasons: Sequence[ReasonSetting], category: str) -> tuple[ReasonSetting, ...]:
    """List the reasons offered for a product class, all of them where none is; a class is compared without its case.

    >>> boots = ReasonSetting(code="leaks", categories=("Boots",))
    >>> [reason.code for reason in reasons_for((boots, ReasonSetting(code="other")), "boots")]
    ['leaks', 'other']
    """
    own = category.casefold()
    fitting = tuple(r for r in reasons if not r.categories or own in (name.casefold() for name in r.categories))
    return fitting or tuple(reasons)


def standard_fields() -> tuple[FieldSetting, ...]:
    """Return what a new shop asks for: order number, e-mail, postcode, name and address."""
    kinds = (FieldKind.ORDER_NUMBER, FieldKind.EMAIL, FieldKind.POSTCODE, FieldKind.NAME, FieldKind.ADDRESS)
    return tuple(FieldSetting(id=kind.value, kind=kind) for kind in kinds)


_REASONS = ("too_small", "too_large", "not_as_described", "damaged", "wrong_item", "too_late", "changed_mind", "other")


def standard_reasons() -> tuple[ReasonSetting, ...]:
    """Return the reasons a new shop offers, in every language of the catalogues."""
    return tuple(
        ReasonSetting(code=code, label={tag: str(words_for(tag).text(f"policy.reason.{code}")) for tag in LANGUAGES})
        for code in _REASONS
    )
