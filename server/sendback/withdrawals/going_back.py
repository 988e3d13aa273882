"""From a withdrawal to a label: a return without policy, approval or fee, because none of them may stand in the way."""

from collections.abc import Mapping
from datetime import datetime

from sendback.database.ids import new_id
from sendback.database.model import Tx
from sendback.errors import Code, Problem, refuse_field
from sendback.journal.model import Happening
from sendback.journal.store import record, record_all
from sendback.orders import store as orders
from sendback.orders.model import Order, OrderLine
from sendback.returns import parcel_store
from sendback.returns import store as returns
from sendback.returns.boxes import choose_option
from sendback.returns.model import BY_RIGHT, Consignor, Delivery, Return, ReturnLine, Status
from sendback.returns.parcels import plan_parcel
from sendback.returns.prepared_store import use_label
from sendback.returns.rma import make_rma
from sendback.returns.telling import tell_authorized
from sendback.shops.model import Shop
from sendback.shops.options import ANY_POST
from sendback.withdrawals import store
from sendback.withdrawals.model import Tie, Withdrawal


def make_return(tx: Tx, shop: Shop, withdrawal_id: str, units: Mapping[str, int], actor: str, now: datetime) -> Return:
    """Make an authorized return of a tied withdrawal; `units` of each line, as far as they are left. The label is mailed.

    Problem status-conflict where it is not tied or has its return, quantity-gone where nothing of it is left.
    """
    item = store.get_withdrawal(tx, shop.shop_id, withdrawal_id)
    if item.tie is not Tie.TIED or item.order_id is None:
        raise Problem(Code.STATUS_CONFLICT, "Tie it to its order first.")
    if not shop.settings.delivery.has_return_address:
        missing = "Set the address that parcels go to, in step 3 of the builder. Then make the return."
        raise refuse_field("return_address", "required", missing)
    order = orders.get_order(tx, shop.shop_id, item.order_id)
    lines = _take(tx, shop, order, units)
    return_id = new_id()
    prepared = use_label(tx, shop.shop_id, order.order_id, return_id)
    rma = prepared or make_rma(returns.next_rma_count(tx, shop.shop_id))
    made = _make(shop, order, item, lines, return_id, rma, now)
    returns.save_return(tx, made)
    if not store.save_return(tx, item, return_id):
        raise Problem(Code.STATUS_CONFLICT, "Somebody made a return of it a moment ago. Look at it again.")
    option = choose_option(shop.settings.options, "", made.consignor.address.country, ()) or ANY_POST
    parcel = plan_parcel(shop.shop_id, return_id, rma, 1, option, now)
    parcel_store.add_parcel(tx, parcel)
    used = [Happening("label.used", return_id, {"rma": rma})] if prepared else []
    record_all(tx, shop.shop_id, [*tell_authorized(made, parcel), *used], actor, now)
    record(tx, shop.shop_id, "withdrawal.returned", withdrawal_id, {"return_id": return_id}, actor, now)
    return made


def _take(tx: Tx, shop: Shop, order: Order, units: Mapping[str, int]) -> list[tuple[OrderLine, int]]:
    """Take what is asked for and still there; what is in another return already is on its way by itself."""
    taken = []
    for line in sorted(order.lines, key=lambda line: line.line_id):  # one order of locks for everybody
        wanted = min(units.get(line.line_id, 0), line.left)
        if wanted > 0 and orders.take_units(tx, shop.shop_id, order.order_id, line.line_id, wanted):
            taken.append((line, wanted))
    if not taken:
        raise Problem(Code.QUANTITY_GONE, "Nothing was chosen that is not in another return already.")
    return taken


def _make(
    shop: Shop, order: Order, item: Withdrawal, lines: list[tuple[OrderLine, int]], return_id: str, rma: str, now: datetime
) -> Return:
    """Write the return; mail goes to the address on record where there is one, whoever stated the withdrawal."""
    buyer = order.buyer
    return Return(
        shop_id=shop.shop_id,
        return_id=return_id,
        rma=rma,
        order_id=order.order_id,
        order_number=order.number,
        status=Status.AUTHORIZED,
        consignor=Consignor(buyer.name or item.statement.name, buyer.email or item.statement.email, buyer.phone, buyer.address),
        own_fields={},
        mismatches=(),
        language=item.statement.language,
        delivery=Delivery.EMAIL,
        settings_version=shop.settings_version,
        because={"rule": BY_RIGHT, "policy_version": shop.settings_version, "withdrawal": item.withdrawal_id},
        decline_reason="",
        created_at=now,
        updated_at=now,
        lines=tuple(_line(shop, order, line, quantity) for line, quantity in lines),
    )


def _line(shop: Shop, order: Order, line: OrderLine, quantity: int) -> ReturnLine:
    version = shop.settings_version
    because = {"outcome": "allow", "rule": BY_RIGHT, "sentence": "open", "inputs": {}, "policy_version": version, "day": None}
    return ReturnLine(
        line_id=line.line_id,
        sku=line.sku,
        title=line.title,
        quantity=quantity,
        unit_price_minor=line.unit_price_minor,
        reason=BY_RIGHT,
        note="",
        because=because,
        order_id=order.order_id,
        order_number=order.number,
    )
