"""The list of a shop's orders, newest first."""

from dataclasses import dataclass

from sendback.database.model import Tx
from sendback.orders.normalize import norm_email, norm_order


@dataclass(frozen=True, slots=True)
class Listed:
    """An order as a list shows it."""

    order_id: str
    number: str
    name: str
    email: str
    ordered_on: str
    units: int
    taken: int


_SELECT = """SELECT o.order_id, o.number, o.name, o.email, o.ordered_on, COALESCE(SUM(l.quantity), 0) AS units,
COALESCE(SUM(l.taken), 0) AS taken
FROM (SELECT * FROM orders WHERE shop_id = :s AND order_id < :b {found} ORDER BY order_id DESC LIMIT :n) o
LEFT JOIN order_lines l ON l.shop_id = :s AND l.order_id = o.order_id
GROUP BY o.order_id, o.number, o.name, o.email, o.ordered_on ORDER BY o.order_id DESC"""
_BY_NUMBER = "AND number_key LIKE :k ESCAPE '!'"
_BY_ANY = "AND (number_key LIKE :k ESCAPE '!' OR LOWER(email) = :e OR LOWER(name) LIKE :p ESCAPE '!')"


def list_orders(tx: Tx, shop_id: str, sought: str, before: str, most: int, sees_people: bool) -> list[Listed]:
    """List orders from the one before the id `before` on (an id is less than Z), found by what their number begins with.

    For who may see people, also by e-mail address and by a part of the name.
    """
    found = "" if not sought else _BY_ANY if sees_people else _BY_NUMBER
    key, part = _escape(norm_order(sought) or sought), _escape(sought.lower())
    values = {"k": f"{key}%"} | ({"e": norm_email(sought), "p": f"%{part}%"} if found == _BY_ANY else {})
    rows = tx.all(_SELECT.format(found=found), s=shop_id, b=before or "Z", n=most, **(values if found else {}))
    return [
        Listed(
            row["order_id"], row["number"], row["name"] or "", row["email"] or "", row["ordered_on"] or "",
            int(row["units"]), int(row["taken"]),
        )
        for row in rows
    ]  # fmt: skip


def _escape(text: str) -> str:
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")
