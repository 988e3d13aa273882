"""Rows of an export in batches: each begins after a key and ends with one, so that nothing is read twice or kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sendback.database.model import Row, Tx
from sendback.database.times import to_epoch
from sendback.reports.model import Table, Wanted

BATCH = 500
"""How many keys one batch spans."""


@dataclass(frozen=True, slots=True)
class _Source:
    """Where a table's rows come from: what its keys are of, and the rows between two of them."""

    spine: str
    key: str
    rows: str
    moment: str = "created_at"
    of_returns: str = ""
    """The column with the return's id; empty where rows belong to none."""
    has_states: bool = False


_RETURN = "FROM returns r JOIN orders o ON o.shop_id = r.shop_id AND o.order_id = r.order_id"
_OF = "r.shop_id = :s AND r.return_id > :after AND r.return_id <= :upto"
_SOURCES: Mapping[Table, _Source] = {
    Table.RETURNS: _Source(
        "returns", "return_id",
        f"""SELECT r.*, o.currency, l.units, l.value AS value_minor, l.value, l.fee AS fee_minor, l.fee {_RETURN} LEFT JOIN (
        SELECT return_id, SUM(quantity) AS units, SUM(quantity * unit_price_minor) AS value, SUM(fee_minor) AS fee
        FROM return_lines WHERE shop_id = :s AND return_id > :after AND return_id <= :upto GROUP BY return_id
        ) l ON l.return_id = r.return_id WHERE {_OF} AND {{0}} ORDER BY r.return_id""",
        of_returns="return_id", has_states=True,
    ),
    Table.LINES: _Source(
        "returns", "return_id",
        f"""SELECT l.*, r.rma, r.status, r.created_at, o.currency, l.unit_price_minor AS unit_price, l.fee_minor AS fee
        {_RETURN} JOIN return_lines l ON l.shop_id = r.shop_id AND l.return_id = r.return_id WHERE {_OF} AND {{0}}
        ORDER BY r.return_id, l.position""",
        of_returns="return_id", has_states=True,
    ),
    Table.PARCELS: _Source(
        "returns", "return_id",
        f"""SELECT p.*, p.cost_minor AS cost, r.rma, r.order_number FROM returns r
        JOIN parcels p ON p.shop_id = r.shop_id AND p.return_id = r.return_id WHERE {_OF} AND {{0}}
        ORDER BY r.return_id, p.number""",
        of_returns="return_id", has_states=True,
    ),
    Table.ORDERS: _Source(
        "orders", "order_id",
        """SELECT r.*, l.units, l.taken AS units_returned, l.value, l.value AS value_minor FROM orders r LEFT JOIN (
        SELECT order_id, SUM(quantity) AS units, SUM(taken) AS taken, SUM(quantity * unit_price_minor) AS value FROM order_lines
        WHERE shop_id = :s AND order_id > :after AND order_id <= :upto GROUP BY order_id) l ON l.order_id = r.order_id
        WHERE r.shop_id = :s AND r.order_id > :after AND r.order_id <= :upto AND {0} ORDER BY r.order_id""",
        moment="as_of",
    ),
    Table.WITHDRAWALS: _Source(
        "withdrawals", "withdrawal_id",
        """SELECT r.*, r.withdrawal_id AS receipt, t.rma FROM withdrawals r
        LEFT JOIN returns t ON t.shop_id = r.shop_id AND t.return_id = r.return_id
        WHERE r.shop_id = :s AND r.withdrawal_id > :after AND r.withdrawal_id <= :upto AND {0} ORDER BY r.withdrawal_id""",
        moment="received_at", of_returns="return_id",
    ),
    Table.EVENTS: _Source(
        "journal", "seq",
        """SELECT r.*, t.rma FROM journal r LEFT JOIN returns t ON t.shop_id = r.shop_id AND t.return_id = r.subject
        WHERE r.shop_id = :s AND r.seq > :after AND r.seq <= :upto AND {0} ORDER BY r.seq""",
        moment="at", of_returns="subject",
    ),
    Table.STOCK: _Source(
        "stock_levels", "sku",
        """SELECT r.* FROM stock_levels r WHERE r.shop_id = :s AND r.sku > :after AND r.sku <= :upto AND r.quantity != 0 AND {0}
        ORDER BY r.sku, r.place, r.condition""",
        moment="updated_at",
    ),
    Table.STOCK_MOVES: _Source(
        "stock_moves", "move_id",
        """SELECT r.*, t.rma FROM stock_moves r LEFT JOIN returns t ON t.shop_id = r.shop_id AND t.return_id = r.return_id
        WHERE r.shop_id = :s AND r.move_id > :after AND r.move_id <= :upto AND {0} ORDER BY r.move_id""",
        moment="made_at", of_returns="return_id",
    ),
}  # fmt: skip


def read_batch(tx: Tx, shop_id: str, table: Table, wanted: Wanted, after: str | int) -> tuple[list[Row], str | int | None]:
    """Read the rows after a key, and the key to go on from; None where there are no more."""
    source = _SOURCES[table]
    where, values = _narrow(source, wanted)
    bounds = {"s": shop_id, "after": after, **values}
    upto = tx.one(
        f"""SELECT MAX(k) AS k FROM (SELECT r.{source.key} AS k FROM {source.spine} r
        WHERE r.shop_id = :s AND r.{source.key} > :after AND {where} ORDER BY r.{source.key} LIMIT {BATCH}) batch""",
        **bounds,
    )
    if upto is None or upto["k"] is None:
        return [], None
    return tx.all(source.rows.format(where), upto=upto["k"], **bounds), upto["k"]


def first_key(table: Table) -> str | int:
    """Give what comes before every key of a table."""
    return 0 if table is Table.EVENTS else ""


def _narrow(source: _Source, wanted: Wanted) -> tuple[str, dict[str, Any]]:
    """Write what narrows an export as a condition on the spine `r`; what does not apply to a table narrows nothing."""
    conditions, values = ["1 = 1"], dict[str, Any]()
    if wanted.return_ids and source.of_returns:
        values |= {f"i{place}": return_id for place, return_id in enumerate(wanted.return_ids)}
        conditions.append(f"r.{source.of_returns} IN ({', '.join(f':{name}' for name in values)})")
    if wanted.states and source.has_states:
        states = {f"t{place}": state.value for place, state in enumerate(wanted.states)}
        conditions.append(f"r.status IN ({', '.join(f':{name}' for name in states)})")
        values |= states
    if wanted.since:
        conditions.append(f"r.{source.moment} >= :since")
        values["since"] = to_epoch(wanted.since)
    if wanted.until:
        conditions.append(f"r.{source.moment} < :until")
        values["until"] = to_epoch(wanted.until)
    return " AND ".join(conditions), values
