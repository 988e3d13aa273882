"""Lines of a stored return, changed one by one."""

import json

from sendback.database.model import Tx
from sendback.returns.model import Return, ReturnLine
from sendback.returns.store import INSERT_LINE, line_facts

_WHERE = "shop_id = :s AND return_id = :r AND order_id = :o AND line_id = :l"


def save_line(tx: Tx, item: Return, line: ReturnLine) -> None:
    """Store what an agent may change of a line."""
    tx.run(
        f"""UPDATE return_lines SET quantity = :quantity, reason = :reason, sub_reason = :sub_reason, resolution = :resolution,
        fee_minor = :fee, because = :because WHERE {_WHERE}""",
        quantity=line.quantity, reason=line.reason, sub_reason=line.sub_reason, resolution=line.resolution.value,
        fee=line.fee_minor, because=json.dumps(line.because, ensure_ascii=False, separators=(",", ":")),
        s=item.shop_id, r=item.return_id, o=line.order_id, l=line.line_id,
    )  # fmt: skip


def add_line(tx: Tx, item: Return, line: ReturnLine) -> None:
    """Store one more line, behind those there are."""
    tx.run(INSERT_LINE, **line_facts(item, len(item.lines), line))


def delete_line(tx: Tx, item: Return, line: ReturnLine) -> None:
    """Take a line out."""
    tx.run(f"DELETE FROM return_lines WHERE {_WHERE}", s=item.shop_id, r=item.return_id, o=line.order_id, l=line.line_id)
