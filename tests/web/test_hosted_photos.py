"""Photos on the hosted page: asked for where the reason wants them, kept as they come, and carried on to the return."""

import io

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from sendback.database.model import Database
from sendback.orders.model import Order
from sendback.returns.photo_store import list_photos
from sendback.returns.store import list_returns
from sendback.shops.model import Shop
from tests.conftest import MakeShop
from tests.factories import make_line, push_order
from tests.pictures import make_picture
from tests.web.hosted_shopper import find
from tests.web.pages import Page, send

REASONS = [
    {"code": "damaged", "label": {"en": "Damaged"}, "photos": "required"},
    {"code": "other", "label": {"en": "Other"}, "photos": "optional"},
    {"code": "changed_mind", "label": {"en": "Changed my mind"}},
]
PHOTOS = [make_picture(color=(shade, 0, 0)) for shade in (0, 80, 160, 240)]


@pytest.fixture
def shop(make_shop: MakeShop) -> Shop:
    return make_shop(reasons=REASONS).shop


@pytest.fixture
def order(database: Database, shop: Shop) -> Order:
    return database.write(push_order, shop.shop_id, lines=(make_line("1"), make_line("2", title="Felt slippers")))


def reach_photos(client: FlaskClient, shop: Shop, order: Order, reason: str = "damaged") -> TestResponse:
    return send(client, find(client, shop, order.number), {"pick.1": "1", "reason.1": reason}, "/lines")


def upload(client: FlaskClient, page: TestResponse, *photos: bytes, **changes: str) -> TestResponse:
    form = next(form for form in Page(page.text).forms if form.action.endswith("/photos"))
    files = [(io.BytesIO(photo), f"{place}.jpg") for place, photo in enumerate(photos)] or [(io.BytesIO(b""), "")]
    return client.post(form.action, data={**form.values, **changes, "file.photos.1": files}, content_type="multipart/form-data")


def test_photos_are_kept_and_tied_to_their_line(client: FlaskClient, database: Database, shop: Shop, order: Order) -> None:
    asked = reach_photos(client, shop, order)
    assert "Add photos" in asked.text
    details = upload(client, asked, *PHOTOS[:2])
    assert send(client, details, {"do": "send"}, "/details").status_code == 303
    [item] = database.read(list_returns, shop.shop_id)
    photos = database.read(list_photos, shop.shop_id, item.return_id)
    assert [(photo.line_order_id, photo.line_id) for photo in photos] == [(order.order_id, "1")] * 2


def test_a_reason_that_asks_for_none_has_no_such_page(client: FlaskClient, shop: Shop, order: Order) -> None:
    assert 'type="file"' not in reach_photos(client, shop, order, "changed_mind").text


def test_what_is_required_is_asked_for_and_what_is_optional_is_not(client: FlaskClient, shop: Shop, order: Order) -> None:
    missing = upload(client, reach_photos(client, shop, order))
    read = Page(missing.text)
    assert missing.status_code == 422
    assert "Add a photo of Wool jumper." in missing.text
    assert read.targets == ["photos.1"]
    assert set(read.targets) <= set(read.ids)
    assert "Your details" in upload(client, reach_photos(client, shop, order, "other")).text


def test_three_are_enough_and_some_may_be_taken_away(client: FlaskClient, shop: Shop, order: Order) -> None:
    asked = reach_photos(client, shop, order)
    assert upload(client, asked, *PHOTOS).status_code == 422
    back = send(client, upload(client, asked, *PHOTOS[:3]), {"do": "back"}, "/details")
    again = send(client, back, {}, "/lines")
    assert "3 photos added." in again.text
    assert 'type="file"' not in again.text
    dropped = upload(client, again, drop="photos.1")
    assert 'type="file"' in dropped.text
    assert upload(client, dropped).status_code == 422


def test_what_is_no_photo_is_said_beside_its_control(client: FlaskClient, shop: Shop, order: Order) -> None:
    page = upload(client, reach_photos(client, shop, order), b"<script>alert(1)</script>")
    assert page.status_code == 422
    assert "This is not a photo we can read." in page.text
    assert Page(page.text).forms[0].values["pick.1"] == "1"


def test_whoever_comes_back_to_the_page_may_choose_another_photo(client: FlaskClient, shop: Shop, order: Order) -> None:
    asked = reach_photos(client, shop, order)
    first, second = (upload(client, asked, photo) for photo in PHOTOS[:2])
    assert first.status_code == second.status_code == 200


def test_the_same_photos_sent_twice_are_kept_once(client: FlaskClient, database: Database, shop: Shop, order: Order) -> None:
    asked = reach_photos(client, shop, order)
    first, second = (Page(upload(client, asked, PHOTOS[0]).text).forms[0].values["photos.1"] for _ in range(2))
    assert first == second
