"""The numbers that people call returns by."""

from collections.abc import Iterable

from sendback.database.model import Tx


def list_rmas(tx: Tx, shop_id: str, return_ids: Iterable[str]) -> dict[str, str]:
    """Give the RMA number of each id that is a return's; of what is something else, nothing."""
    asked = {f"r{place}": return_id for place, return_id in enumerate(dict.fromkeys(return_ids))}
    if not asked:
        return {}
    names = ", ".join(f":{name}" for name in asked)
    rows = tx.all(f"SELECT return_id, rma FROM returns WHERE shop_id = :s AND return_id IN ({names})", s=shop_id, **asked)
    return {row["return_id"]: row["rma"] for row in rows}
