"""Photos through the widget's door: taken in, refused, limited, and named by a return's lines."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sendback.app import create_app
from sendback.database.model import Database
from sendback.delivery.trouble import Remedy, Trouble
from sendback.journal.store import list_events
from sendback.returns.photo_store import list_photos
from sendback.returns.photos import MOST_A_DAY
from sendback.returns.rma import read_rma
from sendback.returns.store import find_return_by_rma, list_returns
from sendback.shops.founding import Founded
from sendback.web.context import Context
from tests.conftest import Clock, MakeShop
from tests.factories import push_order
from tests.pictures import CAMERA, HEIC, NO_PICTURES, PLACE, SCRIPT, make_bomb, make_picture, make_tagged, open_picture
from tests.web.photographing import REASONS, ask_line, send_photo, take_id
from tests.web.shopping import ORIGIN, ask_return, open_order

PHOTO = make_picture(size=(60, 40), color="red")


@pytest.fixture
def founded(make_shop: MakeShop) -> Founded:
    return make_shop(origins=[ORIGIN], reasons=REASONS)


@pytest.fixture
def session(client: FlaskClient, founded: Founded, database: Database) -> str:
    return open_order(client, founded, database.write(push_order, founded.shop.shop_id))


def read_files(context: Context) -> list[bytes]:
    folder = context.settings.folder / "documents" / "photos"
    return [file.read_bytes() for file in sorted(folder.rglob("*.jpg"))]


def test_a_photo_is_kept_outside_any_web_root_as_pixels_alone(
    client: FlaskClient, founded: Founded, session: str, context: Context
) -> None:
    answer = send_photo(client, founded, session, make_tagged(size=(2400, 1200)) + SCRIPT)
    assert (answer.status_code, set(answer.get_json())) == (201, {"id"})
    (kept,) = read_files(context)
    assert open_picture(kept).size == (1600, 800)
    assert [said for said in (CAMERA.encode(), PLACE.encode(), b"Exif", b"script") if said in kept] == []


def test_a_page_of_the_shop_may_send_one_with_its_session_in_a_header(
    client: FlaskClient, founded: Founded, session: str
) -> None:
    address = f"/api/v1/widget/{founded.publishable_key}/photos"
    wanted = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "sendback-session,idempotency-key"}
    asked = client.options(address, headers={"Origin": "https://shop.example", **wanted})
    assert "sendback-session" in asked.headers["Access-Control-Allow-Headers"]
    answer = send_photo(client, founded, session, PHOTO)
    assert answer.headers["Access-Control-Allow-Origin"] == "https://shop.example"


def test_the_same_key_takes_the_same_photo_once(
    client: FlaskClient, founded: Founded, session: str, context: Context, database: Database
) -> None:
    first = send_photo(client, founded, session, PHOTO, "one")
    again = send_photo(client, founded, session, PHOTO, "one")
    assert again.get_json() == first.get_json()
    assert len(read_files(context)) == 1
    other = send_photo(client, founded, session, make_picture(), "one")
    assert (other.status_code, other.get_json()["code"]) == (422, "idempotency-key-reused")
    unnamed = send_photo(client, founded, session, PHOTO, "", **{"Idempotency-Key": ""})
    assert unnamed.get_json()["code"] == "idempotency-key-missing"


@pytest.mark.parametrize("session", ["", "made up", "x" * 5000])
def test_without_a_proof_nothing_is_taken(client: FlaskClient, founded: Founded, session: str, context: Context) -> None:
    answer = send_photo(client, founded, session, PHOTO)
    assert (answer.status_code, answer.get_json()["code"]) == (401, "session-expired")
    assert read_files(context) == []


def test_a_session_of_another_shop_and_one_that_ended_take_nothing(
    client: FlaskClient, founded: Founded, session: str, make_shop: MakeShop
) -> None:
    assert send_photo(client, make_shop("Other", origins=[ORIGIN]), session, PHOTO).status_code == 401


@pytest.mark.parametrize("name", NO_PICTURES)
def test_what_is_no_photo_is_refused_whatever_it_calls_itself(
    client: FlaskClient, founded: Founded, session: str, name: str, context: Context
) -> None:
    answer = send_photo(client, founded, session, NO_PICTURES[name])
    assert (answer.status_code, answer.get_json()["code"]) == (422, "photo-refused")
    assert "JPEG, PNG or WebP" in answer.get_json()["detail"]
    assert read_files(context) == []


@pytest.mark.parametrize(
    ("photo", "said"),
    [
        (HEIC, "HEIC-Foto"),
        (make_bomb(20_000), "Höchstens 24 Millionen"),
        (make_bomb(9_000, "JPEG"), "Höchstens 40 Millionen"),
        (make_picture(size=(300, 300), color="blue")[:400], "beschädigt"),
    ],
)
def test_each_refusal_says_why_in_the_shoppers_language(
    client: FlaskClient, founded: Founded, session: str, photo: bytes, said: str
) -> None:
    answer = send_photo(client, founded, session, photo, **{"Accept-Language": "de"})
    assert answer.get_json()["code"] == "photo-refused"
    assert said in answer.get_json()["detail"]


def test_a_photo_of_more_than_eight_megabytes_is_refused_unread(client: FlaskClient, founded: Founded, session: str) -> None:
    answer = send_photo(client, founded, session, b"x" * (8 * 1024 * 1024 + 1))
    answer.request.environ["wsgi.input"].close()  # the test client keeps a large body in a file
    assert (answer.status_code, answer.get_json()["code"]) == (413, "too-large")
    assert "8 MB" in answer.get_json()["detail"]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300))
def test_random_bytes_are_refused_and_nothing_breaks(client: FlaskClient, founded: Founded, session: str, noise: bytes) -> None:
    assert send_photo(client, founded, session, noise).status_code in (422, 429)


def test_an_order_has_twenty_photos_a_day(
    client: FlaskClient, founded: Founded, session: str, clock: Clock, context: Context, database: Database
) -> None:
    for _ in range(MOST_A_DAY):
        take_id(client, founded, session, PHOTO)
    full = send_photo(client, founded, session, PHOTO)
    assert (full.status_code, full.get_json()["code"]) == (429, "too-many-photos")
    assert int(full.headers["Retry-After"]) == 24 * 3600
    other = open_order(client, founded, database.write(push_order, founded.shop.shop_id))
    assert send_photo(client, founded, other, PHOTO).status_code == 201


def test_refused_pictures_do_not_use_up_an_orders_day_but_a_callers_hour(
    client: FlaskClient, founded: Founded, session: str
) -> None:
    codes = [send_photo(client, founded, session, b"no picture").get_json()["code"] for _ in range(121)]
    assert codes[:120] == ["photo-refused"] * 120
    assert codes[120] == "too-many-photos"


def test_a_return_takes_the_photos_of_its_lines(client: FlaskClient, founded: Founded, session: str, database: Database) -> None:
    ids = [take_id(client, founded, session, PHOTO) for _ in range(3)]
    answer = ask_return(client, founded, session, lines=[ask_line(ids[:2]), ask_line(ids[2:], "wrong_item", "2")])
    assert answer.status_code == 201, answer.text
    shop_id = founded.shop.shop_id
    (item,) = database.read(list_returns, shop_id)
    assert [(photo.photo_id, photo.line_id) for photo in database.read(list_photos, shop_id, item.return_id)] == [
        (ids[0], "1"), (ids[1], "1"), (ids[2], "2"),
    ]  # fmt: skip
    told = [event for event in database.read(list_events, shop_id, item.return_id) if event.type == "photos.added"]
    assert [dict(event.body) for event in told] == [{"photos": ids, "count": 3}]


def test_a_reason_that_requires_a_photo_is_not_accepted_without(client: FlaskClient, founded: Founded, session: str) -> None:
    answer = ask_return(client, founded, session, lines=[ask_line([])])
    assert [(fault["field"], fault["code"]) for fault in answer.get_json()["errors"]] == [("lines.1.photos", "required")]
    ids = [take_id(client, founded, session, PHOTO) for _ in range(4)]
    many = ask_return(client, founded, session, lines=[ask_line(ids)])
    assert [(fault["field"], fault["code"]) for fault in many.get_json()["errors"]] == [("lines.1.photos", "range")]
    for odd in ("text", 7, None, [7], {"a": 1}):
        assert ask_return(client, founded, session, lines=[ask_line(odd)]).status_code == 422


def test_a_reason_that_asks_for_none_leaves_what_was_sent_unused(
    client: FlaskClient, founded: Founded, session: str, database: Database
) -> None:
    photo = take_id(client, founded, session, PHOTO)
    answer = ask_return(client, founded, session, lines=[ask_line([photo], "too_small")])
    assert answer.status_code == 201
    item = database.read(find_return_by_rma, founded.shop.shop_id, str(read_rma(answer.get_json()["return"]["rma"])))
    assert item is not None
    assert database.read(list_photos, founded.shop.shop_id, item.return_id) == []


def test_a_photo_is_used_once_and_by_its_own_order_only(
    client: FlaskClient, founded: Founded, session: str, database: Database, make_shop: MakeShop
) -> None:
    shop_id = founded.shop.shop_id
    photo = take_id(client, founded, session, PHOTO)
    other = open_order(client, founded, database.write(push_order, shop_id))
    elsewhere = make_shop("Other", origins=[ORIGIN], reasons=REASONS)
    foreign = open_order(client, elsewhere, database.write(push_order, elsewhere.shop.shop_id))
    for shop, stranger in ((founded, other), (elsewhere, foreign)):
        refused = ask_return(client, shop, stranger, lines=[ask_line([photo])])
        assert refused.status_code == 422
        assert [(fault["field"], fault["code"]) for fault in refused.get_json()["errors"]] == [("lines.1.photos", "unknown")]
        assert "no longer there" in refused.get_json()["errors"][0]["detail"]
    assert ask_return(client, founded, session, lines=[ask_line([photo])]).status_code == 201
    again = ask_return(client, founded, session, lines=[ask_line([photo])])
    assert again.get_json()["errors"][0]["field"] == "lines.1.photos"
    twice = take_id(client, founded, session, PHOTO)
    both = ask_return(client, founded, session, lines=[ask_line([twice]), ask_line([twice], line_id="2")])
    assert [fault["field"] for fault in both.get_json()["errors"]] == ["lines.2.photos"]
    assert len(database.read(list_returns, shop_id)) == 1


def test_the_journal_names_photos_by_id_and_tells_nothing_else(
    client: FlaskClient, founded: Founded, session: str, database: Database
) -> None:
    ask_return(client, founded, session, lines=[ask_line([take_id(client, founded, session, PHOTO)])])
    (item,) = database.read(list_returns, founded.shop.shop_id)
    (told,) = [event for event in database.read(list_events, founded.shop.shop_id, item.return_id) if "photo" in event.type]
    assert set(told.body) == {"photos", "count"}


def test_of_many_photos_at_once_an_order_takes_twenty(client: FlaskClient, founded: Founded, session: str) -> None:
    app = client.application
    with ThreadPoolExecutor(6) as pool:
        codes = list(
            pool.map(lambda _: send_photo(app.test_client(), founded, session, PHOTO).status_code, range(MOST_A_DAY + 6))
        )
    assert sorted(codes) == [201] * MOST_A_DAY + [429] * 6


def test_one_key_sent_twice_at_once_brings_one_photo(client: FlaskClient, founded: Founded, session: str) -> None:
    app = client.application
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: send_photo(app.test_client(), founded, session, PHOTO, "same"), range(4)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.get_json()["id"] for answer in answers}) == 1


class AwayStore:
    """A document store that cannot be reached."""

    def put(self, name: str, body: bytes) -> None:
        raise Trouble("away", Remedy.LATER)


def test_a_store_that_is_away_acknowledges_nothing_and_the_same_key_works_later(
    client: FlaskClient, founded: Founded, session: str, context: Context
) -> None:
    away = create_app(replace(context, store=AwayStore())).test_client()
    answer = send_photo(away, founded, session, PHOTO, "once more")
    assert (answer.status_code, answer.get_json()["code"]) == (503, "busy")
    assert send_photo(client, founded, session, PHOTO, "once more").status_code == 201
