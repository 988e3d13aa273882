"""A shop whose returns wait, for tests of the queue and of the links that decide from a mail."""

from sendback.database.model import Database
from sendback.returns.model import LineRequest, Return
from sendback.returns.requesting import request_return
from sendback.shops.model import Shop
from tests.factories import NOW, make_consignor, make_line, make_return_request, push_order


def make_waiting(
    database: Database, shop: Shop, name: str = "Aino Järvenpää", note: str = "", language: str = "en", reason: str = "too_small"
) -> Return:
    """Let one more return wait: one unit of two lines, the first with a note."""
    order = database.write(push_order, shop.shop_id, lines=(make_line("1"), make_line("2", title="Felt slippers")))
    asked = make_return_request(
        order, lines=(LineRequest("1", 1, reason, note),), consignor=make_consignor(name=name), language=language
    )
    return database.write(request_return, shop, order, asked, "shopper", NOW)
