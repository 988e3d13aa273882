"""Orders, their lines, and the ledger of what is in returns already."""

import json
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sendback.database.model import Row, Tx
from sendback.database.times import from_epoch, to_epoch
from sendback.orders.model import Buyer, Order, OrderLine, Source, Variant
from sendback.orders.normalize import norm_email, norm_postcode
from sendback.orders.word_store import keep_name
from sendback.shops.address import address_from

_COLUMNS = [
    "order_id",
    "number",
    "number_key",
    "source",
    "as_of",
    "ordered_on",
    "shipped_on",
    "delivered_on",
    "returnable_until",
    "currency",
    "language",
    "email",
    "name",
    "phone",
    "address",
    "postcode_key",
    "is_business",
    "email_key",
]
_NEWER = ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS if name not in ("order_id", "number_key"))
_INSERT = f"""INSERT INTO orders (shop_id, {", ".join(_COLUMNS)}) VALUES (:shop_id, {", ".join(f":{c}" for c in _COLUMNS)})
ON CONFLICT (shop_id, number_key) DO UPDATE SET {_NEWER} WHERE orders.as_of <= excluded.as_of RETURNING order_id"""
_LINE = """INSERT INTO order_lines (shop_id, order_id, line_id, position, sku, title, quantity, taken, unit_price_minor,
weight_g, returnable_until, not_returnable, category, tags, variants, picture)
VALUES (:shop_id, :order_id, :line_id, :position, :sku, :title, :quantity, 0, :unit_price_minor, :weight_g, :returnable_until,
:not_returnable, :category, :tags, :variants, :picture)
ON CONFLICT (shop_id, order_id, line_id) DO UPDATE SET position = excluded.position, sku = excluded.sku,
title = excluded.title, unit_price_minor = excluded.unit_price_minor, weight_g = excluded.weight_g,
quantity = CASE WHEN excluded.quantity < order_lines.taken THEN order_lines.taken ELSE excluded.quantity END,
returnable_until = excluded.returnable_until, not_returnable = excluded.not_returnable, category = excluded.category,
tags = excluded.tags, variants = excluded.variants, picture = excluded.picture"""


def save_order(tx: Tx, shop_id: str, order: Order, number_key: str) -> str:
    """Store an order, or the newer news of one, and return its id; lines in returns are never forgotten."""
    facts = _order_facts(order)
    row = tx.one(_INSERT, shop_id=shop_id, number_key=number_key, **facts)
    if row is None:  # what we have is newer than this
        known = tx.one("SELECT order_id FROM orders WHERE shop_id = :s AND number_key = :k", s=shop_id, k=number_key)
        assert known is not None
        return str(known["order_id"])
    order_id = str(row["order_id"])
    keep_name(tx, shop_id, order_id, order.buyer.name)
    kept = [line.line_id for line in order.lines]
    tx.run_many(_LINE, [_line_facts(shop_id, order_id, place, line) for place, line in enumerate(order.lines)])
    _forget_lines(tx, shop_id, order_id, kept)
    return order_id


def save_shipped_on(tx: Tx, shop_id: str, order_id: str, shipped_on: date) -> None:
    """Store the day on which a known order left."""
    tx.run(
        "UPDATE orders SET shipped_on = :d WHERE shop_id = :s AND order_id = :o",
        d=shipped_on.isoformat(), s=shop_id, o=order_id,
    )  # fmt: skip


def find_order(tx: Tx, shop_id: str, number_key: str) -> Order | None:
    """Find an order by its number as compared (`norm_order`)."""
    row = tx.one("SELECT * FROM orders WHERE shop_id = :s AND number_key = :k", s=shop_id, k=number_key)
    return _order(tx, shop_id, row) if row else None


def lock_order(tx: Tx, shop_id: str, number_key: str) -> None:
    """Keep out until the end of the transaction whoever else would change an order, where it is known."""
    tx.run("UPDATE orders SET as_of = as_of WHERE shop_id = :s AND number_key = :k", s=shop_id, k=number_key)


def get_order(tx: Tx, shop_id: str, order_id: str) -> Order:
    """Return an order by its id; KeyError when it is not this shop's."""
    row = tx.one("SELECT * FROM orders WHERE shop_id = :s AND order_id = :o", s=shop_id, o=order_id)
    if row is None:
        raise KeyError(order_id)
    return _order(tx, shop_id, row)


def take_units(tx: Tx, shop_id: str, order_id: str, line_id: str, quantity: int) -> bool:
    """Take units of a line into a return; False, and nothing taken, when fewer are left.

    One conditional UPDATE: fifty at once can never take more than there is, on either engine.
    """
    return bool(
        tx.run(
            """UPDATE order_lines SET taken = taken + :q WHERE shop_id = :s AND order_id = :o AND line_id = :l
            AND taken + :q <= quantity""",
            q=quantity, s=shop_id, o=order_id, l=line_id,
        )
    )  # fmt: skip


def give_back_units(tx: Tx, shop_id: str, order_id: str, line_id: str, quantity: int) -> None:
    """Give units back when a return is declined or canceled."""
    tx.run(
        "UPDATE order_lines SET taken = taken - :q WHERE shop_id = :s AND order_id = :o AND line_id = :l",
        q=quantity, s=shop_id, o=order_id, l=line_id,
    )  # fmt: skip


def find_revocation(tx: Tx, shop_id: str, kind: str, subject: str) -> int | None:
    """Find the second before which tokens of this id (`jti`) or order number (`order`) are refused."""
    row = tx.one(
        "SELECT before FROM token_revocations WHERE shop_id = :s AND kind = :k AND subject = :u",
        s=shop_id,
        k=kind,
        u=subject,
    )
    return int(row["before"]) if row else None


def revoke_tokens(tx: Tx, shop_id: str, kind: str, subject: str, before: datetime) -> None:
    """Refuse tokens of one id or one order that were signed before a moment."""
    tx.run(
        """INSERT INTO token_revocations (shop_id, kind, subject, before) VALUES (:s, :k, :u, :b)
        ON CONFLICT (shop_id, kind, subject) DO UPDATE SET before = excluded.before""",
        s=shop_id, k=kind, u=subject, b=to_epoch(before),
    )  # fmt: skip


def _forget_lines(tx: Tx, shop_id: str, order_id: str, kept: list[str]) -> None:
    rows = tx.all("SELECT line_id, taken FROM order_lines WHERE shop_id = :s AND order_id = :o", s=shop_id, o=order_id)
    for row in rows:
        if row["line_id"] not in kept and not row["taken"]:
            tx.run(
                "DELETE FROM order_lines WHERE shop_id = :s AND order_id = :o AND line_id = :l",
                s=shop_id, o=order_id, l=row["line_id"],
            )  # fmt: skip


def _order_facts(order: Order) -> dict[str, Any]:
    facts = {name: getattr(order, name) for name in ("order_id", "number", "currency", "language")}
    days = ("ordered_on", "shipped_on", "delivered_on", "returnable_until")
    facts |= {name: day.isoformat() if (day := getattr(order, name)) else None for name in days}
    buyer = {"email": order.buyer.email, "name": order.buyer.name, "phone": order.buyer.phone}
    address = _json(order.buyer.address.as_json())
    postcode = norm_postcode(order.buyer.address.postcode) or None
    return {
        **facts,
        **buyer,
        "address": address,
        "postcode_key": postcode,
        "source": order.source.value,
        "as_of": to_epoch(order.as_of),
        "is_business": int(order.is_business),
        "email_key": norm_email(order.buyer.email),
    }


def _line_facts(shop_id: str, order_id: str, place: int, line: OrderLine) -> dict[str, Any]:
    names = ("line_id", "sku", "title", "quantity", "unit_price_minor", "weight_g", "category", "picture")
    facts = {name: getattr(line, name) for name in names}
    until = line.returnable_until.isoformat() if line.returnable_until else None
    place_in = {"shop_id": shop_id, "order_id": order_id, "position": place}
    variants = [[variant.sku, variant.title] for variant in line.variants]
    lists = {"tags": _json(list(line.tags)), "variants": _json(variants)}
    return {**facts, **place_in, **lists, "returnable_until": until, "not_returnable": int(line.not_returnable)}


def _order(tx: Tx, shop_id: str, row: Row) -> Order:
    rows = tx.all(
        "SELECT * FROM order_lines WHERE shop_id = :s AND order_id = :o ORDER BY position, line_id",
        s=shop_id,
        o=row["order_id"],
    )
    address = address_from(json.loads(row["address"] or "{}"))
    buyer = Buyer(row["name"] or "", row["email"] or "", row["phone"] or "", replace(address, name=row["name"] or ""))
    return Order(
        order_id=row["order_id"],
        number=row["number"],
        source=Source(row["source"]),
        as_of=from_epoch(row["as_of"]),
        lines=tuple(_line(line) for line in rows),
        ordered_on=_day(row["ordered_on"]),
        shipped_on=_day(row["shipped_on"]),
        delivered_on=_day(row["delivered_on"]),
        returnable_until=_day(row["returnable_until"]),
        currency=row["currency"],
        language=row["language"],
        buyer=buyer,
        is_business=bool(row["is_business"]),
    )


def _line(row: Row) -> OrderLine:
    names = ("line_id", "title", "quantity", "sku", "taken", "unit_price_minor", "weight_g", "category", "picture")
    return OrderLine(
        **{name: row[name] for name in names},
        returnable_until=_day(row["returnable_until"]),
        not_returnable=bool(row["not_returnable"]),
        tags=tuple(json.loads(row["tags"])),
        variants=tuple(Variant(sku, title) for sku, title in json.loads(row["variants"])),
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
