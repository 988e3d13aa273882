"""The values of a policy's text, as an owner writes them."""

import unicodedata
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from sendback.policy.rules import Fee
from sendback.policy.text.amounts import read_fee, read_money
from sendback.words.catalogue import LANGUAGES


class Written(BaseModel):
    """Take every value as the kind it is written as, and no key that is not known."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


def as_many(value: Any) -> Any:
    """Let one text stand for a list of one; pydantic says what is wrong with anything else."""
    return (value,) if isinstance(value, str) else tuple(value) if isinstance(value, list) else value


def _as_fee(value: Any) -> Any:
    many = as_many(value)
    return read_fee(many) if isinstance(many, tuple) and many and all(isinstance(text, str) for text in many) else value


def _as_money(value: Any) -> Any:
    return read_money(value) if isinstance(value, str) else value


def _as_moneys(value: Any) -> Any:
    many = as_many(value)
    return tuple(_as_money(text) for text in many) if isinstance(many, tuple) else value


def _known_language(tag: str) -> str:
    if tag not in LANGUAGES:
        raise ValueError(f"Write the language as one of {', '.join(LANGUAGES)}.")
    return tag


def _printable(text: str) -> str:
    if any(unicodedata.category(sign) == "Cc" and sign != "\n" for sign in text):
        raise ValueError("This has a character in it that cannot be shown.")
    return text


Text = Annotated[str, Field(min_length=1, max_length=64), AfterValidator(_printable)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(as_many), Field(min_length=1, max_length=1000)]
Sentence = Annotated[str, Field(max_length=500), AfterValidator(_printable)]
Language = Annotated[str, AfterValidator(_known_language)]
CountryCode = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
ReasonCode = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,40}(/[a-z0-9_]{1,40})?$")]
Code = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,40}$")]
Customer = Literal["consumer", "b2c", "business", "b2b"]
Countries = Annotated[tuple[CountryCode, ...], BeforeValidator(as_many), Field(min_length=1, max_length=300)]
ReasonCodes = Annotated[tuple[ReasonCode, ...], BeforeValidator(as_many), Field(min_length=1, max_length=1000)]
Codes = Annotated[tuple[Code, ...], BeforeValidator(as_many), Field(min_length=1, max_length=1000)]
Customers = Annotated[tuple[Customer, ...], BeforeValidator(as_many), Field(min_length=1, max_length=4)]
Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,59}$")]
Money = Annotated[tuple[str, int], BeforeValidator(_as_money)]
Moneys = Annotated[tuple[tuple[str, int], ...], BeforeValidator(_as_moneys), Field(min_length=1, max_length=20)]
FeeText = Annotated[Fee, BeforeValidator(_as_fee)]
Days = Annotated[int, Field(ge=0, le=3650)]
Grace = Annotated[int, Field(ge=0, le=365)]
Count = Annotated[int, Field(ge=1, le=1_000_000)]
DayName = Literal["ordered", "shipped", "delivered"]
