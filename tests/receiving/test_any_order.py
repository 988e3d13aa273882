"""Whatever is said at the dock, in whatever order, with every slip taken back: the return, its stock and its money agree."""

import random
from collections import Counter
from contextlib import suppress

import pytest

from sendback.database.ids import new_id
from sendback.database.model import Database
from sendback.errors import Problem
from sendback.journal.store import list_events
from sendback.receiving import inspection_store, receipt_store
from sendback.receiving.finding import note_finding
from sendback.receiving.model import By
from sendback.receiving.mystery import join_unknown, take_unknown
from sendback.receiving.progress import count_left, derive_status
from sendback.receiving.stock.listing_store import Wanted, list_levels
from sendback.receiving.stock.posting import name_sku
from sendback.receiving.stock.recount_store import list_differences
from sendback.receiving.taking_in import receive_box
from sendback.receiving.undoing import take_back
from sendback.receiving.wishes import FindWish, MysteryWish, ReceiveWish
from sendback.returns.deciding import cancel
from sendback.returns.model import Return
from sendback.returns.refunding import note_refund
from sendback.returns.store import get_return
from sendback.returns.undoing import undo
from sendback.shops.receiving import Condition, Disposition, Outcome
from tests.conftest import Clock, MakeShop
from tests.receiving.conftest import MakeSent


def draw_finding(draw: random.Random, item: Return) -> FindWish:
    outcome = draw.choice(list(Outcome))
    is_extra, is_missing = outcome is Outcome.EXTRA, outcome is Outcome.MISSING
    return FindWish(
        return_id=item.return_id,
        line_id="" if is_extra else draw.choice("12"),
        sku=draw.choice(["", "BRICK-1"]),
        title="A brick" * is_extra,
        outcome=outcome,
        quantity=draw.randint(1, 3),
        grade="" if is_missing else draw.choice(["", "a", "b", "c"]),
        disposition=None if is_missing else draw.choice([None, *Disposition]),
        reason="It says so on the box.",
        place="" if is_missing else draw.choice(["", "A-1", "B-2"]),
    )


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("moment", ["receipt", "inspection"])
def test_return_stock_and_money_agree_after_every_word(
    database: Database, make_shop: MakeShop, make_sent: MakeSent, clock: Clock, seed: int, moment: str
) -> None:
    shop, draw = make_shop(policy={"refund_due": moment}).shop, random.Random(seed)
    item, by, said = make_sent(shop), By("worker:shop:kim", clock(), "shop:device"), [new_id()]
    ids = (item.shop_id, item.return_id)
    for _ in range(40):
        now, wish_id = clock.advance(seconds=1), draw.choice([new_id(), new_id(), draw.choice(said)])
        deed = draw.choice(["receive", "find", "find", "find", "find", "undo", "undo", "mystery", "join", "desk"])
        with suppress(Problem):
            if deed == "receive":
                database.write(receive_box, shop, ReceiveWish(return_id=item.return_id), wish_id, "main", by, now)
            elif deed == "find":
                database.write(note_finding, shop, draw_finding(draw, item), wish_id, "main", by, now)
            elif deed == "undo":
                database.write(take_back, shop, draw.choice(said), by, now)
            elif deed == "mystery":
                database.write(take_unknown, shop, MysteryWish(code="NOBODY-KNOWS-1"), wish_id, "main", by, now)
            elif deed == "join":
                database.write(join_unknown, shop, draw.choice(said), item.return_id, by, now)
            else:
                database.write(draw.choice([cancel, undo, note_refund]), *ids, "tests", now)
        said.append(wish_id)
        check(database, database.read(get_return, *ids))


def check(database: Database, item: Return) -> None:
    ids = (item.shop_id, item.return_id)
    receipts = [each for each in database.read(receipt_store.list_receipts, *ids) if not each.undone_at]
    found = [each for each in database.read(inspection_store.list_inspections, *ids) if not each.undone_at]
    assert item.status is derive_status(item, receipts, found)
    assert bool(item.received_at) is bool(receipts)
    assert receipts or not found, "nothing is found in what is not here"
    assert all(count_left(line, found) >= 0 for line in item.lines)
    on_stock = Counter[tuple[str, str, Condition]]()
    for each in found:
        if each.condition:
            on_stock[name_sku(each), each.place, each.condition] += each.quantity
    levels = database.read(list_levels, item.shop_id, Wanted(), most=1000)
    assert {(each.spot.sku, each.spot.place, each.spot.condition): each.quantity for each in levels} == dict(on_stock)
    assert database.read(list_differences, item.shop_id) == []
    types = Counter(event.type for event in database.read(list_events, *ids))
    assert types["refund.due"] <= 1
    assert types["return.received"] - types["return.receipt_undone"] == len(receipts)
    assert types["item.inspected"] - types["item.finding_undone"] == len(found)
