"""What somebody at the demo's dock said of the boxes that came."""

from datetime import datetime

from sendback.database.ids import new_id
from sendback.database.model import Tx
from sendback.receiving.finding import note_finding
from sendback.receiving.model import By
from sendback.receiving.taking_in import receive_box
from sendback.receiving.wishes import FindWish, ReceiveWish
from sendback.returns.store import get_return
from sendback.shops.model import Shop
from sendback.shops.receiving import Outcome

_GRADES = {"damaged": "d", "not_as_described": "b"}


def take_box_in(tx: Tx, shop: Shop, return_id: str, agent: str, moment: datetime) -> None:
    """Take the first box of a return in."""
    item, by = get_return(tx, shop.shop_id, return_id), By(agent, moment)
    receive_box(tx, shop, ReceiveWish(return_id=return_id), new_id(), item.warehouse, by, moment)


def unpack(tx: Tx, shop: Shop, return_id: str, agent: str, moment: datetime) -> None:
    """Take the box of a return in and say that all of it came, some of it used."""
    take_box_in(tx, shop, return_id, agent, moment)
    item, by = get_return(tx, shop.shop_id, return_id), By(agent, moment)
    for line in item.sent_lines:
        wish = FindWish(
            return_id=return_id,
            order_id=line.order_id,
            line_id=line.line_id,
            outcome=Outcome.ARRIVED,
            quantity=line.quantity,
            grade=_GRADES.get(line.reason, "a"),
        )
        note_finding(tx, shop, wish, new_id(), item.warehouse, by, moment)
