"""Photos at the desk and on the shopper's page: who sees them, how they come, and what is added while the return waits."""

import re
from dataclasses import dataclass

import pytest
from flask.testing import FlaskClient

from sendback.database.model import Database
from sendback.returns import deciding
from sendback.returns.photo_store import list_photos
from sendback.returns.store import list_returns
from sendback.shops.founding import Founded
from sendback.shops.sign_in import Role
from sendback.web.context import Context
from tests.conftest import Clock, MakeShop
from tests.factories import push_order
from tests.pictures import CAMERA, HEIC, PLACE, make_picture, make_tagged, open_picture
from tests.spoiling import spoil
from tests.web.photographing import REASONS, ask_line, post_photos, take_id
from tests.web.shopping import ORIGIN, ask_return, open_order
from tests.web.victim import as_person, sign_in

PHOTO = make_picture(size=(60, 40), color="red")
ADDRESS = re.compile(r'(?:href|src)="http://localhost(/desk/photos/[^"]+\.jpg)"')


@dataclass(frozen=True, slots=True)
class Asked:
    """A return that waits, with one photo, and the secret of its page."""

    founded: Founded
    return_id: str
    secret: str


@pytest.fixture
def asked(client: FlaskClient, make_shop: MakeShop, database: Database) -> Asked:
    founded = make_shop(origins=[ORIGIN], reasons=REASONS, policy={"approval": "none"})
    session = open_order(client, founded, database.write(push_order, founded.shop.shop_id))
    line = ask_line([take_id(client, founded, session, make_tagged(size=(2000, 1000)))])
    answer = ask_return(client, founded, session, lines=[line])
    assert answer.status_code == 202, answer.text
    (item,) = database.read(list_returns, founded.shop.shop_id)
    return Asked(founded, item.return_id, answer.get_json()["status_url"].rsplit("/", 1)[1])


@pytest.fixture
def agent(client: FlaskClient, context: Context, asked: Asked) -> FlaskClient:
    return as_person(client.application.test_client(), sign_in(context, asked.founded, Role.AGENT))


def list_addresses(agent: FlaskClient, asked: Asked) -> list[str]:
    return ADDRESS.findall(agent.get(f"/desk/returns/{asked.return_id}").text)


def test_an_agent_sees_a_photo_small_beside_its_line_and_large_in_a_tab_of_its_own(agent: FlaskClient, asked: Asked) -> None:
    page = agent.get(f"/desk/returns/{asked.return_id}").text
    assert 'alt="Photo 1 of Wool jumper"' in page
    large, small = list_addresses(agent, asked)
    for address, side in ((large, 1600), (small, 320)):
        shown = agent.get(address)
        assert max(open_picture(shown.data).size) == side
        assert [said for said in (CAMERA.encode(), PLACE.encode(), b"Exif") if said in shown.data] == []


def test_a_photo_can_neither_run_nor_be_framed_nor_kept_by_a_cache(agent: FlaskClient, asked: Asked) -> None:
    headers = agent.get(list_addresses(agent, asked)[0]).headers
    assert headers["Content-Type"] == "image/jpeg"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Disposition"] == 'inline; filename="photo.jpg"'
    assert headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "private, no-store"


def test_the_link_alone_opens_nothing(client: FlaskClient, agent: FlaskClient, asked: Asked) -> None:
    for address in list_addresses(agent, asked):
        answer = client.application.test_client().get(address, headers={"Sec-Fetch-Dest": "image"})
        assert (answer.status_code, answer.mimetype) == (401, "text/html")


def test_another_shops_people_get_nothing(
    client: FlaskClient, context: Context, agent: FlaskClient, asked: Asked, make_shop: MakeShop
) -> None:
    stranger = as_person(client.application.test_client(), sign_in(context, make_shop("Other"), Role.OWNER))
    for address in list_addresses(agent, asked):
        assert stranger.get(address).status_code == 404


def test_a_link_ends_after_a_day_and_one_made_up_opens_nothing(agent: FlaskClient, asked: Asked, clock: Clock) -> None:
    address = list_addresses(agent, asked)[0]
    assert agent.get(address.replace("/full.jpg", "x/full.jpg")).status_code == 404
    assert agent.get(address.replace("/full.jpg", "/huge.jpg")).status_code == 404
    clock.advance(hours=1)
    assert agent.get(address).status_code == 200


def test_signed_for_a_page_opens_no_photo(agent: FlaskClient, asked: Asked) -> None:
    assert agent.get(f"/desk/photos/{asked.secret}/full.jpg").status_code == 404


def test_a_photo_whose_file_is_gone_is_not_found(agent: FlaskClient, asked: Asked, context: Context, database: Database) -> None:
    (photo,) = database.read(list_photos, asked.founded.shop.shop_id, asked.return_id)
    context.store.delete(photo.name)
    assert agent.get(list_addresses(agent, asked)[0]).status_code == 404


def test_the_shopper_is_shown_no_photo_and_no_mail_has_one(client: FlaskClient, asked: Asked) -> None:
    page = client.get(f"/r/{asked.secret}").text
    assert "/desk/photos/" not in page
    assert "Add photos" in page
    assert 'enctype="multipart/form-data"' in page


def test_photos_added_while_the_return_waits_are_shown_at_the_desk(
    client: FlaskClient, agent: FlaskClient, asked: Asked, database: Database
) -> None:
    answer = post_photos(client, asked.secret, [PHOTO, PHOTO])
    assert answer.status_code == 303
    again = post_photos(client, asked.secret, [PHOTO, PHOTO])
    assert again.status_code == 303, "a form that is sent twice counts once"
    assert "has your photos" in client.get(answer.headers["Location"]).text
    photos = database.read(list_photos, asked.founded.shop.shop_id, asked.return_id)
    assert [photo.line_id for photo in photos] == ["1", "", ""]
    page = agent.get(f"/desk/returns/{asked.return_id}").text
    assert "More photos" in page
    assert 'alt="Photo 2 of the return"' in page
    assert page.count("Photos sent") == 2


@pytest.mark.parametrize(
    ("photos", "status", "said"),
    [
        ([], 422, "This is needed."),
        ([HEIC], 422, "HEIC"),
        ([b"<script>alert(1)</script>"], 422, "not a photo we can read"),
        ([PHOTO] * 4, 422, "more or less than possible"),
        ([b"x" * (8 * 1024 * 1024 + 1)], 413, "8 MB"),
    ],
)
def test_what_stands_in_the_way_is_said_at_the_field(
    client: FlaskClient, asked: Asked, photos: list[bytes], status: int, said: str
) -> None:
    answer = post_photos(client, asked.secret, photos)
    assert (answer.status_code, answer.mimetype) == (status, "text/html")
    assert said in answer.text
    assert 'aria-describedby="photo-fault"' in answer.text


def test_a_form_larger_than_three_photos_is_refused_unread(client: FlaskClient, asked: Asked) -> None:
    answer = post_photos(client, asked.secret, [b"x" * (8 * 1024 * 1024)] * 4)
    assert answer.status_code == 413


def test_a_return_takes_so_many_more_photos_and_none_once_it_is_decided(
    client: FlaskClient, asked: Asked, database: Database, clock: Clock
) -> None:
    for place in range(2):
        assert post_photos(client, asked.secret, [PHOTO] * 3, f"form-{place}").status_code == 303
    assert post_photos(client, asked.secret, [PHOTO], "one more").status_code == 429
    database.write(deciding.decline, asked.founded.shop.shop_id, asked.return_id, "No.", "Kaisa", clock())
    assert "Add photos" not in client.get(f"/r/{asked.secret}").text
    assert post_photos(client, asked.secret, [PHOTO], "too late").status_code == 409


def test_a_secret_that_is_none_takes_no_photo(client: FlaskClient, asked: Asked) -> None:
    assert post_photos(client, spoil(asked.secret), [PHOTO]).status_code == 404


def test_a_return_without_a_reason_that_asks_for_photos_does_not_offer_to_take_them(
    client: FlaskClient, make_shop: MakeShop, database: Database
) -> None:
    founded = make_shop(origins=[ORIGIN], policy={"approval": "none"})
    session = open_order(client, founded, database.write(push_order, founded.shop.shop_id))
    answer = ask_return(client, founded, session)
    assert "Add photos" not in client.get(answer.get_json()["status_url"].removeprefix("http://localhost")).text
