"""A withdrawal: what a consumer stated, when it arrived, and what the shop made of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Tie(StrEnum):
    """How sure it is which order a statement is about."""

    TIED = "tied"
    TO_CHECK = "to-check"
    UNMATCHED = "unmatched"


@dataclass(frozen=True, slots=True)
class Statement:
    """What the law lets a form ask for (2011/83/EU, Article 11a(2)), cleaned; empty `items` mean the whole contract."""

    name: str
    order_number: str
    email: str
    items: str
    language: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """The signed text of a receipt, its key's id and its signature in base64."""

    text: str
    key_id: str
    signature: str


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A statement as stored; `withdrawal_id` is its receipt's number.

    `order_id` is the order it is tied to, or may be about while `tie` says to check. `goods_at` is when the goods, or proof
    that they were sent, arrived (Article 13(3)).
    """

    shop_id: str
    withdrawal_id: str
    statement: Statement
    text: str
    receipt: Receipt
    received_at: datetime
    tie: Tie
    order_id: str | None = None
    return_id: str | None = None
    goods_at: datetime | None = None
    refunded_at: datetime | None = None
    handled_at: datetime | None = None
    handled_by: str = ""
    note: str = ""
