"""Photos that workers take are kept under the device's own id, in whichever order they and what they show arrive."""

from datetime import datetime

from werkzeug.test import TestResponse

from sendback.database.ids import new_id
from sendback.database.model import Database
from sendback.receiving.photo_store import list_photos
from sendback.receiving.scanning.applying import take_in_held
from sendback.shops.model import Shop
from sendback.web.context import Context
from tests.conftest import MakeShop
from tests.docking import HEADERS, as_device, serve
from tests.pictures import make_picture, open_picture
from tests.receiving.conftest import MakeSent, make_sent
from tests.receiving.scanning.conftest import Dock, dock, make_dock

__all__ = ["dock", "make_dock", "make_sent"]


def send(dock: Dock, photo_id: str, body: bytes) -> TestResponse:
    client = as_device(dock.client, dock.device, dock.secret)
    return client.post(f"/dock/api/photos?id={photo_id}", data=body, headers={**HEADERS, "Content-Type": "image/jpeg"})


def test_a_photo_may_come_before_or_after_what_it_shows(
    dock: Dock, database: Database, context: Context, make_sent: MakeSent
) -> None:
    item, before, after = make_sent(), new_id(), new_id()
    assert [send(dock, before, make_picture()).status_code for _ in range(2)] == [201, 201]
    event = dock.say("receive", return_id=item.return_id, photos=[before, after])
    assert dock.send(event)[0]["state"] == "applied"
    assert [photo.photo_id for photo in database.read(list_photos, item.shop_id, item.return_id)] == [before]
    assert send(dock, after, make_picture()).get_json() == {"photo": after}
    shown = database.read(list_photos, item.shop_id, item.return_id)
    assert [(photo.photo_id, photo.subject) for photo in shown] == [(before, event["id"]), (after, event["id"])]
    assert all(open_picture(context.store.get(photo.name) or b"").format == "JPEG" for photo in shown)


def test_a_photo_of_another_shops_box_goes_to_that_shop(
    dock: Dock, database: Database, shop: Shop, make_shop: MakeShop, make_sent: MakeSent, now: datetime
) -> None:
    other = make_shop().shop
    serve(database, dock.device, other, now)
    item, before, after = make_sent(other), new_id(), new_id()
    send(dock, before, make_picture())
    dock.send(dock.say("receive", other.slug, return_id=item.return_id, photos=[before, after]))
    send(dock, after, make_picture())
    assert [photo.photo_id for photo in database.read(list_photos, other.shop_id, item.return_id)] == [before, after]


def test_a_picture_that_was_lost_on_the_way_is_taken_again(dock: Dock, context: Context) -> None:
    photo_id = new_id()
    send(dock, photo_id, make_picture())
    context.store.delete(f"photos/{dock.shop.shop_id}/dock/{photo_id}.jpg")
    assert send(dock, photo_id, make_picture()).status_code == 201
    assert context.store.get(f"photos/{dock.shop.shop_id}/dock/{photo_id}.jpg")


def test_what_is_no_photo_is_refused(dock: Dock) -> None:
    assert send(dock, new_id(), b"not a picture").get_json()["code"] == "photo-refused"
    assert send(dock, "1", make_picture()).get_json()["code"] == "invalid-fields"
    assert send(dock, new_id(), b"\xff" * (8 * 1024 * 1024 + 1)).get_json()["code"] == "too-large"


def test_a_photo_of_what_the_desk_had_to_look_at_goes_with_it(
    dock: Dock, database: Database, make_shop: MakeShop, make_sent: MakeSent, now: datetime
) -> None:
    other = make_shop().shop
    serve(database, dock.device, other, now)
    item, photo_id = make_sent(other), new_id()
    send(dock, photo_id, make_picture())
    event = {**dock.say("receive", other.slug, return_id=item.return_id, photos=[photo_id]), "shift": "nobody's"}
    assert dock.send(event)[0]["state"] == "held"
    database.write(take_in_held, other, event["id"], "main", "person:kim", now)
    assert [photo.photo_id for photo in database.read(list_photos, other.shop_id, item.return_id)] == [photo_id]
