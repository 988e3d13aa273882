"""The columns of each export, in their order; docs/exports.md is checked against them."""

import functools
import json
from collections.abc import Callable, Mapping
from typing import Any

from sendback.reports.model import Column, ColumnKind, Table
from sendback.returns.rma import show_rma

Row = Mapping[str, Any]


@functools.lru_cache(maxsize=8)
def _read_address(text: str) -> Row:
    """Read an address once for all the columns of its row."""
    return dict(json.loads(text or "{}"))


def _part(name: str) -> Callable[[Row], Any]:
    return lambda row: _read_address(row["address"] or "").get(name, "")


def _rma(row: Row) -> str:
    return show_rma(row["rma"]) if row["rma"] else ""


def _lines(row: Row) -> str:
    return ", ".join(str(line) for line in _read_address(row["address"] or "").get("lines") or () if line)


_WHO = (
    Column("name", "Who sends it", is_personal=True),
    Column("email", "E-mail address", is_personal=True),
    Column("phone", "Phone number", is_personal=True),
    Column("address", "Street lines of the address", is_personal=True, read=_lines),
    Column("postcode", "Postcode", is_personal=True, read=_part("postcode")),
    Column("city", "City", is_personal=True, read=_part("city")),
)
_COUNTRY = Column("country", "Country, ISO 3166-1", read=_part("country"))
_RMA = Column("rma", "RMA number, as on the label", read=_rma)
_ORDER = Column("order_number", "The order's number")
_STATUS = Column("status", "Where the return stands: requested, authorized, received, declined, canceled, closed")
_ASKED = Column("created_at", "When the return was asked for", ColumnKind.MOMENT)
_CURRENCY = Column("currency", "Currency of the amounts, ISO 4217")
_SPOT = (
    Column("sku", "SKU"),
    Column("place", "Where it lies"),
    Column("condition", "How it may be used: sellable, second, repair, blocked"),
)

COLUMNS: Mapping[Table, tuple[Column, ...]] = {
    Table.RETURNS: (
        _RMA,
        _STATUS,
        _ORDER,
        _ASKED,
        Column("updated_at", "When anything last happened to it", ColumnKind.MOMENT),
        Column("units", "Units in it", ColumnKind.NUMBER),
        Column("value", "What they cost", ColumnKind.MONEY),
        Column("value_minor", "The same in minor units", ColumnKind.NUMBER),
        Column("fee", "What the shop keeps", ColumnKind.MONEY),
        Column("fee_minor", "The same in minor units", ColumnKind.NUMBER),
        _CURRENCY,
        Column("refund_due_at", "Since when money is due", ColumnKind.MOMENT),
        Column("is_gift", "Whether it is a gift's", ColumnKind.TRUTH),
        Column("language", "The shopper's language"),
        _COUNTRY,
        Column("erased_at", "Since when it tells of nobody", ColumnKind.MOMENT),
        *_WHO,
        Column("own_fields", "Answers to your own fields", ColumnKind.JSON, is_personal=True, read=lambda row: row["fields"]),
        Column("decline_reason", "What you wrote when you declined it", is_personal=True),
    ),
    Table.LINES: (
        _RMA,
        _STATUS,
        _ORDER,
        _ASKED,
        Column("line_id", "The line's id in its order"),
        Column("sku", "SKU"),
        Column("title", "Title"),
        Column("quantity", "Units that come back", ColumnKind.NUMBER),
        Column("unit_price", "Price of one", ColumnKind.MONEY),
        Column("unit_price_minor", "The same in minor units", ColumnKind.NUMBER),
        Column("fee", "What the shop keeps, for all of them", ColumnKind.MONEY),
        Column("fee_minor", "The same in minor units", ColumnKind.NUMBER),
        _CURRENCY,
        Column("reason", "Reason, by its code"),
        Column("sub_reason", "Closer reason, by its code"),
        Column("condition", "Condition, by its code"),
        Column("resolution", "What was asked for: refund, exchange, credit, repair, keep"),
        Column("exchange_sku", "SKU wanted instead"),
        Column("note", "What the shopper wrote", is_personal=True),
    ),
    Table.PARCELS: (
        _RMA,
        _ORDER,
        Column("number", "Which box of the return, 1 for the first", ColumnKind.NUMBER),
        Column("state", "What became of its label"),
        Column("carrier", "Carrier"),
        Column("service", "Service", read=lambda row: row["bought_service"] or row["service"]),
        Column("kind", "Who pays"),
        Column("cost", "What the label cost", ColumnKind.MONEY),
        Column("cost_minor", "The same in minor units", ColumnKind.NUMBER),
        _CURRENCY,
        Column("created_at", "When the box was added", ColumnKind.MOMENT),
        Column("bought_at", "When its label was bought", ColumnKind.MOMENT),
        Column("seen_at", "Since when the carrier has it", ColumnKind.MOMENT),
        Column("tracking_number", "Tracking number", is_personal=True),
    ),
    Table.ORDERS: (
        Column("number", "The order's number"),
        Column("source", "How it came: token or pushed"),
        Column("as_of", "When it was last told of", ColumnKind.MOMENT),
        Column("ordered_on", "Day of the order", ColumnKind.DAY),
        Column("shipped_on", "Day it left", ColumnKind.DAY),
        Column("delivered_on", "Day it arrived", ColumnKind.DAY),
        Column("returnable_until", "Last day for returns, where the order says one", ColumnKind.DAY),
        Column("units", "Units bought", ColumnKind.NUMBER),
        Column("units_returned", "Units in returns", ColumnKind.NUMBER),
        Column("value", "What they cost", ColumnKind.MONEY),
        Column("value_minor", "The same in minor units", ColumnKind.NUMBER),
        _CURRENCY,
        Column("is_business", "Whether a business bought it", ColumnKind.TRUTH),
        _COUNTRY,
        *_WHO,
    ),
    Table.WITHDRAWALS: (
        Column("receipt", "The receipt's number"),
        Column("received_at", "When it arrived", ColumnKind.MOMENT),
        Column("tie", "How sure its order is: tied, to-check, unmatched"),
        Column("rma", "The return made of it", read=_rma),
        Column("goods_at", "When the goods, or proof of sending, arrived", ColumnKind.MOMENT),
        Column("refunded_at", "When it was marked as refunded", ColumnKind.MOMENT),
        Column("handled_at", "When somebody was done with it", ColumnKind.MOMENT),
        Column("language", "Its language"),
        Column("order_number", "The order's number as it was typed", is_personal=True),
        Column("name", "Who withdraws", is_personal=True),
        Column("email", "E-mail address", is_personal=True),
        Column("items", "What of; empty for the whole contract", is_personal=True),
    ),
    Table.EVENTS: (
        Column("seq", "Place in the shop's journal", ColumnKind.NUMBER),
        Column("at", "When", ColumnKind.MOMENT),
        Column("type", "What happened"),
        Column("subject", "The id of what it happened to"),
        Column("subject_seq", "Its place among the events of that", ColumnKind.NUMBER),
        Column("rma", "RMA number, where it is a return", read=_rma),
        Column("actor", "By whom, as the journal marks them"),
        Column("body", "Details", ColumnKind.JSON),
        Column("hash", "The hash that chains it"),
    ),
    Table.STOCK: (
        *_SPOT,
        Column("quantity", "Units that lie there", ColumnKind.NUMBER),
        Column("updated_at", "When anything last moved", ColumnKind.MOMENT),
    ),
    Table.STOCK_MOVES: (
        Column("move_id", "The move's id"),
        Column("made_at", "When", ColumnKind.MOMENT),
        *_SPOT,
        Column("quantity", "Units that came, or with a minus went", ColumnKind.NUMBER),
        Column("because", "Why: inspection, undo, count, import, move, taken, added"),
        Column("reason", "What whoever did it said: counted, found, lost, broken, sold, given, scrapped"),
        Column("rma", "RMA number, where it came with a return", read=_rma),
        Column("actor", "By whom, as the journal marks them", read=lambda row: row["made_by"]),
    ),
}


def list_columns(table: Table, with_people: bool) -> tuple[Column, ...]:
    """List an export's columns, those that tell of people only where they are asked for."""
    return tuple(column for column in COLUMNS[table] if with_people or not column.is_personal)
