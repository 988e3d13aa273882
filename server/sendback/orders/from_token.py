"""The order that a verified token speaks of."""

from sendback.database.times import from_epoch
from sendback.orders.model import Buyer, Order, OrderLine, Source
from sendback.orders.token.claims import SealedBuyer, TokenItem
from sendback.orders.token.verifying import VerifiedToken
from sendback.shops.address import Address


def order_from_token(verified: VerifiedToken, order_id: str, *, sealed: bool) -> Order:
    """Read the order out of a token; with `sealed`, also what only a typed proof may open."""
    claims = verified.all_claims if sealed else verified.claims
    return Order(
        order_id=order_id,
        number=claims.order,
        source=Source.TOKEN,
        as_of=from_epoch(verified.signed_at),
        lines=tuple(_line(item) for item in claims.items),
        ordered_on=claims.ordered_on,
        shipped_on=claims.shipped_on,
        returnable_until=claims.returnable_until_on,
        currency=claims.currency,
        language=claims.language,
        buyer=_buyer(verified.buyer) if sealed and verified.buyer else Buyer(),
        is_business=claims.is_business,
    )


def _line(item: TokenItem) -> OrderLine:
    return OrderLine(
        line_id=item.line_id,
        title=item.title or item.sku or item.line_id,
        quantity=item.quantity,
        sku=item.sku or "",
        unit_price_minor=item.unit_price_minor,
        weight_g=item.weight_g,
        returnable_until=item.returnable_until_on,
        not_returnable=not item.is_returnable,
        category=item.category or "",
        tags=item.tags,
    )


def _buyer(sealed: SealedBuyer) -> Buyer:
    name, where = sealed.name or "", sealed.address
    if where is None:
        return Buyer(name=name, email=sealed.email or "")
    address = Address(
        name=name,
        lines=where.lines,
        postcode=where.postcode or "",
        city=where.city or "",
        region=where.region or "",
        country=where.country or "",
    )
    return Buyer(name=name, email=sealed.email or "", address=address)
