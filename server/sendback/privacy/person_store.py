"""Finding one person: by e-mail address, order number or phone, and nobody who only shares an order with them."""

from collections.abc import Iterable
from dataclasses import dataclass

from sendback.database.model import Row, Tx
from sendback.orders.normalize import norm_email, norm_order
from sendback.shops.text import is_email

_PHONE = "replace(replace(replace(replace(phone, ' ', ''), '-', ''), '(', ''), ')', '')"
_SAME_DIGITS = 8
"""How many digits at the end make two phone numbers the same: the country's prefix is written or not."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What somebody names themselves by; what is empty is not looked for."""

    email: str = ""
    orders: tuple[str, ...] = ()
    phone: str = ""

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing to look for."""
        return not (norm_email(self.email) or self.orders or self.digits)

    @property
    def digits(self) -> str:
        """The end of the phone number, as it is compared."""
        digits = "".join(letter for letter in self.phone if letter in "0123456789")
        return digits[-_SAME_DIGITS:] if len(digits) >= _SAME_DIGITS else ""


@dataclass(frozen=True, slots=True)
class Found:
    """The ids of all that is somebody's."""

    orders: tuple[str, ...]
    returns: tuple[str, ...]
    withdrawals: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is known of them."""
        return not (self.orders or self.returns or self.withdrawals)


def find_person(tx: Tx, shop_id: str, sought: Sought) -> Found:
    """Find what a shop keeps of somebody.

    A return of their order is theirs unless it was made as a gift's, or under an address that is not theirs: then it is
    somebody else's, who asks for themselves.
    """
    orders, emails = _find_orders(tx, shop_id, sought)
    returns = _find_own_returns(tx, shop_id, sought, emails) | _find_returns_of(tx, shop_id, orders, emails)
    withdrawals = _find_withdrawals(tx, shop_id, sought, emails)
    return Found(tuple(sorted(orders)), tuple(sorted(returns)), tuple(sorted(withdrawals)))


def names_one(word: str) -> bool:
    """Say whether a text is a whole e-mail address or phone number: less than that stands in anybody's rows.

    >>> names_one("kanaria@lintu.example"), names_one("+358 40 999 8877"), names_one("1"), names_one("@")
    (True, True, False, False)
    """
    return is_email(word) or bool(Sought(phone=word).digits)


def list_addresses(tx: Tx, shop_id: str, found: Found) -> set[str]:
    """List the e-mail addresses and phone numbers that somebody's orders say, as far as they do."""
    rows = [row for order_id in found.orders for row in _all(tx, "orders", "order_id = :v", shop_id, order_id)]
    return {text for row in rows for text in (row["email_key"], row["phone"]) if text}


def _find_orders(tx: Tx, shop_id: str, sought: Sought) -> tuple[set[str], set[str]]:
    """Find their orders, and every address that these say is theirs."""
    emails = {norm_email(sought.email)} - {""}
    rows = [row for email in emails for row in _all(tx, "orders", "email_key = :v", shop_id, email)]
    rows += [row for number in sought.orders for row in _all(tx, "orders", "number_key = :v", shop_id, norm_order(number))]
    if sought.digits:
        rows += _all(tx, "orders", f"phone <> '' AND {_PHONE} LIKE :v", shop_id, f"%{sought.digits}")
    return {row["order_id"] for row in rows}, (emails or {row["email_key"] for row in rows}) - {""}


def _find_own_returns(tx: Tx, shop_id: str, sought: Sought, emails: Iterable[str]) -> set[str]:
    rows = [row for email in emails for row in _all(tx, "returns", "email_key = :v AND erased_at IS NULL", shop_id, email)]
    if sought.digits:
        where = f"phone <> '' AND erased_at IS NULL AND {_PHONE} LIKE :v"
        rows += _all(tx, "returns", where, shop_id, f"%{sought.digits}")
    return {row["return_id"] for row in rows}


def _find_returns_of(tx: Tx, shop_id: str, orders: Iterable[str], emails: Iterable[str]) -> set[str]:
    known = {"", *emails}
    rows = [row for order_id in orders for row in _all(
        tx, "returns",
        """is_gift = 0 AND erased_at IS NULL AND (order_id = :v OR return_id IN (
        SELECT l.return_id FROM return_lines l WHERE l.shop_id = :s AND l.order_id = :v))""",
        shop_id, order_id,
    )]  # fmt: skip
    return {row["return_id"] for row in rows if row["email_key"] in known}


def _find_withdrawals(tx: Tx, shop_id: str, sought: Sought, emails: Iterable[str]) -> set[str]:
    rows = [row for email in emails for row in _all(tx, "withdrawals", "lower(email) = :v", shop_id, email)]
    if not sought.email:
        tied = "number_key = :v AND tie = 'tied'"
        rows += [row for number in sought.orders for row in _all(tx, "withdrawals", tied, shop_id, norm_order(number))]
    return {row["withdrawal_id"] for row in rows}


def _all(tx: Tx, table: str, where: str, shop_id: str, value: str) -> list[Row]:
    return tx.all(f"SELECT * FROM {table} WHERE shop_id = :s AND {where}", s=shop_id, v=value)
