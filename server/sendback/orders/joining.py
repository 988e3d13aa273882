"""What a token says of an order, joined with what is known of it."""

from dataclasses import replace

from sendback.database.ids import new_id
from sendback.database.model import Tx
from sendback.orders import store
from sendback.orders.from_token import order_from_token
from sendback.orders.model import Buyer, Order, OrderLine
from sendback.orders.normalize import norm_order
from sendback.orders.token.claims import Profile
from sendback.orders.token.verifying import VerifiedToken


def see_order(verified: VerifiedToken, known: Order | None) -> Order:
    """Give the order as a link's holder may see it before any proof; nothing is stored."""
    order = order_from_token(verified, new_id(), sealed=False)
    if known is None:
        return order
    if verified.claims.profile is Profile.REFERENCE:
        return known
    taken = {line.line_id: line.taken for line in known.lines}
    lines = tuple(replace(line, taken=min(taken.get(line.line_id, 0), line.quantity)) for line in _complete_lines(order, known))
    return replace(order, order_id=known.order_id, lines=lines)


def keep_order(tx: Tx, shop_id: str, verified: VerifiedToken, known: Order | None) -> Order:
    """Store what the token says, so that the desk and the ledger have it; a reference token has nothing to add."""
    if known is not None and verified.claims.profile is Profile.REFERENCE:
        return known
    order = order_from_token(verified, new_id(), sealed=True)
    if known is not None:
        order = replace(
            order,
            buyer=_merge(order.buyer, known.buyer),
            lines=_complete_lines(order, known),
            is_business=order.is_business or known.is_business,
        )
    order_id = store.save_order(tx, shop_id, order, norm_order(order.number))
    return store.get_order(tx, shop_id, order_id)


def _complete_lines(order: Order, known: Order) -> tuple[OrderLine, ...]:
    """Take class, tags, variants and picture from what was pushed where the token, which has little room, leaves them out."""
    before = {line.line_id: line for line in known.lines}
    return tuple(
        replace(
            line,
            category=line.category or before[line.line_id].category,
            tags=line.tags or before[line.line_id].tags,
            variants=line.variants or before[line.line_id].variants,
            picture=line.picture or before[line.line_id].picture,
        )
        if line.line_id in before
        else line
        for line in order.lines
    )


def _merge(token: Buyer, known: Buyer) -> Buyer:
    return Buyer(
        name=token.name or known.name,
        email=token.email or known.email,
        phone=token.phone or known.phone,
        address=token.address if token.address.lines else known.address,
    )
