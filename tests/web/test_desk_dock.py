"""The dock at the desk: devices are paired and shut out, workers added, other shops let in."""

import re

import pytest
from flask.testing import FlaskClient

from sendback.database.ids import new_id
from sendback.database.model import Database
from sendback.receiving.devices.device_store import get_device
from sendback.receiving.devices.shift_store import list_current_shifts
from sendback.receiving.devices.worker_store import list_workers
from sendback.receiving.model import By
from sendback.receiving.mystery import take_unknown
from sendback.receiving.wishes import MysteryWish
from sendback.shops.model import Shop
from sendback.shops.sign_in import Role
from tests.conftest import Clock, MakeShop
from tests.docking import PIN, as_device, begin, hire, pair, post, serve
from tests.web.owner import sign_in

WORKER = {"name": "Onni", "pin": PIN, "key": "one"}


@pytest.fixture
def manager(client: FlaskClient, database: Database, shop: Shop, clock: Clock) -> FlaskClient:
    return sign_in(client, database, shop, clock(), Role.MANAGER)


def make_code(client: FlaskClient, key: str = "one") -> str:
    """Ask for a pairing code and return what the device scans."""
    page = client.post("/desk/dock/pair", data={"warehouse": "main", "key": key}).text
    found = re.search(r"#join=([^\"]+)", page)
    assert found is not None, page
    return found[1]


def test_a_device_is_paired_and_the_page_hears_of_it(manager: FlaskClient) -> None:
    page = manager.post("/desk/dock/pair", data={"warehouse": "main", "key": "one"}).text
    assert "<svg" in page
    code, waits = re.search(r"#join=([^\"]+)", page), re.search(r"data-pairing=\"([^\"]+)", page)
    assert code
    assert waits
    ask = {"Accept": "application/json"}
    assert manager.get(waits[1], headers=ask).get_json() == {"state": "waiting"}
    phone = manager.application.test_client()
    assert post(phone, "join", {"pairing": code[1], "name": "Ramp 1"}).status_code == 201
    assert manager.get(waits[1], headers=ask).get_json() == {"state": "joined"}
    assert "Ramp 1" in manager.get(waits[1], follow_redirects=True).text


def test_a_code_is_shown_once_for_each_form(manager: FlaskClient) -> None:
    make_code(manager)
    again = manager.post("/desk/dock/pair", data={"warehouse": "main", "key": "one"})
    assert again.status_code == 409
    assert "shown before" in again.text


def test_a_device_is_renamed_and_shut_out_in_one_click(
    manager: FlaskClient, database: Database, shop: Shop, clock: Clock
) -> None:
    device, secret = pair(database, shop, clock())
    manager.post(f"/desk/dock/devices/{device.device_id}", data={"name": "Ramp 9", "warehouse": "main"})
    assert database.read(get_device, shop.shop_id, device.device_id).name == "Ramp 9"
    clock.advance(hours=1)  # no fresh proof is asked for
    assert manager.post(f"/desk/dock/devices/{device.device_id}/revoke").status_code == 303
    phone = as_device(manager.application.test_client(), device, secret)
    assert phone.get("/dock/api/me").get_json()["code"] == "device-revoked"


def test_pairing_asks_for_fresh_proof(manager: FlaskClient, clock: Clock) -> None:
    clock.advance(minutes=10)
    assert manager.post("/desk/dock/pair", data={"warehouse": "main", "key": "one"}).status_code == 403


def test_a_worker_is_added_once_renamed_and_let_go(manager: FlaskClient, database: Database, shop: Shop, clock: Clock) -> None:
    for _ in range(2):
        assert manager.post("/desk/dock/workers", data=WORKER).status_code == 303
    (worker,) = database.read(list_workers, shop.shop_id)
    begin(database, pair(database, shop, clock())[0], worker, clock())
    manager.post(f"/desk/dock/workers/{worker.worker_id}", data={"name": "Onni Oja"})
    assert "Onni Oja" in manager.get("/desk/dock").text
    manager.post(f"/desk/dock/workers/{worker.worker_id}/end")
    assert database.read(list_workers, shop.shop_id) == []
    assert database.read(list_current_shifts, shop.shop_id, clock()) == []


@pytest.mark.parametrize("wrong", [{"pin": "1234"}, {"pin": "12"}, {"name": " "}])
def test_what_does_not_fit_is_said_and_the_name_kept(manager: FlaskClient, wrong: dict[str, str]) -> None:
    answer = manager.post("/desk/dock/workers", data={**WORKER, **wrong})
    assert answer.status_code == 422
    assert (wrong.get("name") or 'value="Onni"') in answer.text


def test_a_locked_worker_is_shown_and_another_pin_opens_it(
    manager: FlaskClient, database: Database, shop: Shop, clock: Clock
) -> None:
    worker, phone = hire(database, shop, clock()), manager.application.test_client()
    as_device(phone, *pair(database, shop, clock()))
    wrong = [post(phone, "shifts", {"worker": worker.worker_id, "pin": ""}).status_code for _ in range(5)]
    assert wrong == [403] * 4 + [429]
    assert "locked until" in manager.get("/desk/dock").text
    manager.post(f"/desk/dock/workers/{worker.worker_id}/pin", data={"pin": "58213"})
    assert "locked until" not in manager.get("/desk/dock").text
    assert post(phone, "shifts", {"worker": worker.worker_id, "pin": "58213"}).status_code == 201


def test_another_shop_lets_a_device_in_by_a_code_and_both_can_end_it(
    manager: FlaskClient, database: Database, shop: Shop, make_shop: MakeShop, clock: Clock
) -> None:
    device, other = pair(database, shop, clock())[0], make_shop(name="Other").shop
    theirs = sign_in(manager.application.test_client(), database, other, clock())
    for round_, (who, path) in enumerate(
        [
            (theirs, f"/desk/dock/hosts/{shop.shop_id}/{device.device_id}/end"),
            (manager, f"/desk/dock/devices/{device.device_id}/guests/{other.shop_id}/end"),
        ]
    ):
        page = manager.post(f"/desk/dock/devices/{device.device_id}/offer", data={"key": str(round_)}).text
        code = re.search(rf"{shop.slug} [0-9A-Z-]{{19}}", page)
        assert code is not None
        assert theirs.post("/desk/dock/hosts", data={"code": code[0], "warehouse": "main"}).status_code == 303
        assert "receives for <bdi>Other" in manager.get("/desk/dock").text
        assert "receives for you" in theirs.get("/desk/dock").text
        assert who.post(path).status_code == 303
        assert "receives for you" not in theirs.get("/desk/dock").text
        assert "receives for <bdi>Other" not in manager.get("/desk/dock").text


def test_a_third_shop_ends_nothing(
    manager: FlaskClient, database: Database, shop: Shop, make_shop: MakeShop, clock: Clock
) -> None:
    device, other = pair(database, shop, clock())[0], make_shop(name="Other").shop
    serve(database, device, other, clock())
    third = sign_in(manager.application.test_client(), database, make_shop().shop, clock())
    assert third.post(f"/desk/dock/hosts/{shop.shop_id}/{device.device_id}/end").status_code == 404
    assert third.post(f"/desk/dock/devices/{device.device_id}/guests/{other.shop_id}/end").status_code == 404
    assert "receives for <bdi>Other" in manager.get("/desk/dock").text


def test_boxes_are_counted_by_shop_and_month(
    manager: FlaskClient, database: Database, shop: Shop, make_shop: MakeShop, clock: Clock
) -> None:
    device, other = pair(database, shop, clock())[0], make_shop(name="Other").shop
    serve(database, device, other, clock())
    by = By("tests", clock(), device.mark)
    for number in range(3):
        wish = MysteryWish(code=f"X{number}0000000")
        database.write(take_unknown, other, wish, new_id(), "main", by, clock())
    database.write(take_unknown, other, MysteryWish(code="Y00000000"), new_id(), "main", By("tests", clock(), ""), clock())
    row = re.search(r"<bdi>Other</bdi></th>(.*?)</tr>", manager.get("/desk/dock").text)
    assert row is not None
    assert re.findall(r">(\d+)<", row[1].replace("</span>", "</span><b>").replace("</td>", "</b></td>")) == ["3", "0", "0"]
