"""A photo answers a question as well as a word does."""

import io

import pytest
from flask.testing import FlaskClient
from PIL import Image
from werkzeug.test import TestResponse

from sendback.database.model import Database
from sendback.returns.asking import ask_shopper
from sendback.returns.message_store import find_question
from sendback.returns.model import Return
from sendback.returns.photo_store import list_photos
from sendback.shops.model import Shop
from sendback.web.context import Context
from tests.conftest import Clock, MakeShop
from tests.pictures import make_picture, save
from tests.web.pages import Page
from tests.web.waiting import make_waiting


@pytest.fixture
def item(database: Database, make_shop: MakeShop) -> Return:
    shop: Shop = make_shop(policy={"approval": "none"}).shop
    return make_waiting(database, shop)


@pytest.fixture
def page(client: FlaskClient, context: Context, database: Database, item: Return, clock: Clock) -> TestResponse:
    database.write(ask_shopper, item.shop_id, item.return_id, "Which seam?", True, "Kaisa", clock())
    return client.get(f"/r/{context.links.status_secret(item.shop_id, item.return_id)}")


def upload(client: FlaskClient, page: TestResponse, *photos: bytes, **changes: str) -> TestResponse:
    form = next(form for form in Page(page.text).forms if "/answer" in form.action)
    files = [(io.BytesIO(photo), "a.jpg") for photo in photos]
    return client.post(form.action, data={**form.values, **changes, "photo": files}, content_type="multipart/form-data")


def test_a_photo_alone_is_an_answer_and_counts_once(
    client: FlaskClient, database: Database, item: Return, page: TestResponse
) -> None:
    assert [upload(client, page, make_picture()).status_code for _ in range(2)] == [303, 303]
    assert len(database.read(list_photos, item.shop_id, item.return_id)) == 1
    assert database.read(find_question, item.shop_id, item.return_id) is None


def test_a_photo_full_of_line_ends_arrives(client: FlaskClient, page: TestResponse) -> None:
    """A form's parser holds back what may be a boundary's beginning, and counts that too."""
    photo = save(Image.effect_noise((400, 400), 60), comment=b"\r\n" * 32_700)
    assert upload(client, page, photo).status_code == 303


def test_what_is_no_photo_is_refused_and_the_words_are_kept(
    client: FlaskClient, database: Database, item: Return, page: TestResponse
) -> None:
    refused = upload(client, page, b"<script>", answer="The left one.")
    assert refused.status_code == 422
    assert "This is not a photo we can read." in refused.text
    assert "The left one." in refused.text
    assert database.read(find_question, item.shop_id, item.return_id) is not None


def test_while_a_photo_is_asked_for_there_is_one_place_for_it(page: TestResponse) -> None:
    assert page.text.count('type="file"') == 1
    assert "we remind the shop" not in page.text
