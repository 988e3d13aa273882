"""The put-away label at the dock: of what lies here, in the shops that the device receives for, while somebody works."""

from flask.testing import FlaskClient

from sendback.database.ids import new_id
from sendback.database.model import Database
from sendback.receiving.inspection_store import add_inspection
from sendback.receiving.model import Inspection
from sendback.returns.requesting import request_return
from sendback.shops.model import Shop
from sendback.shops.receiving import Outcome
from tests.conftest import Clock, MakeShop
from tests.docking import as_device, begin, hire, pair
from tests.factories import make_inspection, make_return_request, push_order


def find_in(database: Database, shop: Shop, clock: Clock, **changes: object) -> Inspection:
    order = database.write(push_order, shop.shop_id)
    item = database.write(request_return, shop, order, make_return_request(order), "shopper", clock())
    found = make_inspection(shop.shop_id, return_id=item.return_id, order_id=order.order_id, **changes)
    database.write(add_inspection, found)
    return found


def test_a_worker_prints_the_label_of_what_was_found(
    client: FlaskClient, database: Database, shop: Shop, make_shop: MakeShop, clock: Clock
) -> None:
    found, elsewhere = find_in(database, shop, clock), find_in(database, make_shop().shop, clock)
    missing = find_in(database, shop, clock, outcome=Outcome.MISSING, disposition=None, condition=None)
    device, secret = pair(database, shop, clock())
    as_device(client, device, secret)
    path = "/dock/api/labels/{}.pdf"
    assert client.get(path.format(found.inspection_id)).status_code == 401
    begin(database, device, hire(database, shop, clock()), clock())
    label = client.get(path.format(found.inspection_id), query_string={"size": "a6"})
    assert (label.mimetype, label.data[:5]) == ("application/pdf", b"%PDF-")
    for other in (elsewhere.inspection_id, missing.inspection_id, new_id()):
        assert client.get(path.format(other)).status_code == 404
    assert client.get(path.format(found.inspection_id), query_string={"size": "a0"}).status_code == 404
