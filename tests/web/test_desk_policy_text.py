"""The policy as text at the desk, and its versions: nothing typed is lost, and a broken text never holds."""

from io import BytesIO

import pytest
from flask.testing import FlaskClient

from sendback.database.model import Database
from sendback.returns.policies import save_policy
from sendback.shops.model import Shop
from sendback.shops.store import get_shop, save_settings
from tests.conftest import Clock
from tests.factories import NOW
from tests.web.owner import sign_in
from tests.web.pages import Page, send

TEXT = """[terms]
window_days = 14

[[rule]]
id = "far"   # over the sea
then = "ask"
[rule.when]
country = "US"
"""
EXAMPLE = """
[[example]]
name = "Over the sea"
country = "US"
days = 3
expect = "{expect}"
"""


@pytest.fixture
def owner(client: FlaskClient, database: Database, shop: Shop, clock: Clock) -> FlaskClient:
    return sign_in(client, database, shop, clock())


def text_now(database: Database, shop: Shop) -> str:
    return database.read(get_shop, shop.shop_id).settings.policy.text


def save(owner: FlaskClient, text: str, do: str = "save") -> int:
    return send(owner, owner.get("/desk/policy/text"), {"text": text, "do": do}, "/text").status_code


def test_what_was_saved_is_what_is_shown_and_downloaded(owner: FlaskClient, database: Database, shop: Shop) -> None:
    assert save(owner, TEXT.replace("\n", "\r\n")) == 303
    assert '"far"   # over the sea' in text_now(database, shop)
    page, file = owner.get("/desk/policy/text"), owner.get("/desk/policy/policy.toml")
    assert Page(page.text).forms[0].values["text"].strip() == text_now(database, shop).strip()
    assert file.text == text_now(database, shop)
    assert "attachment" in file.headers["Content-Disposition"]
    assert database.read(get_shop, shop.shop_id).settings.policy.window_days == 14


def test_a_text_that_is_sent_twice_is_saved_once(owner: FlaskClient, database: Database, shop: Shop) -> None:
    page = owner.get("/desk/policy/text")
    for _ in range(2):
        assert send(owner, page, {"text": TEXT, "do": "save"}, "/text").status_code == 303
    assert database.read(get_shop, shop.shop_id).settings_version == 2


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (TEXT + 'then = "ask', "Line 9, column"),
        (TEXT.replace('then = "ask"', 'then = "shrug"'), "Line 6, column 1"),
        (TEXT.replace("window_days = 14", "window_dayz = 14"), "Line 2, column 1"),
        (TEXT + "ordered_from = 2026-02-31\n", "Line 9, column"),
        ("[[rule]]\n" * 3000, "Line 2001, column 1"),
        ("x" * 500_001, "Line 1, column 1"),
    ],
    ids=["torn", "unknown value", "unknown name", "impossible day", "a million rules", "too long"],
)
def test_a_broken_text_is_told_by_line_and_column_and_the_old_policy_stays(
    owner: FlaskClient, database: Database, shop: Shop, text: str, place: str
) -> None:
    save(owner, TEXT)
    before = database.read(get_shop, shop.shop_id)
    answer = send(owner, owner.get("/desk/policy/text"), {"text": text, "do": "save"}, "/text")
    assert answer.status_code == 422
    assert place in answer.text
    assert f'id="line-{place.split()[1].strip(",")}"' in answer.text
    assert Page(answer.text).forms[0].values["text"].strip() == text.strip()
    assert database.read(get_shop, shop.shop_id) == before


def test_an_address_that_no_label_can_show_is_told_by_its_line(owner: FlaskClient, database: Database, shop: Shop) -> None:
    """Saved, it would let every return that goes there wait for a label that cannot be drawn."""
    address = '[address.outlet]\nname = "Outlet {}"\nlines = ["Satamakatu 3"]\ncity = "Turku"\ncountry = "FI"\n'
    sent = {"text": TEXT + address.format("🎉"), "do": "save"}
    answer = send(owner, owner.get("/desk/policy/text"), sent, "/text")
    assert answer.status_code == 422
    assert "No font can print 🎉." in answer.text
    assert "line 9" in answer.text.lower()
    assert text_now(database, shop) == ""
    assert save(owner, TEXT + address.format("Åbo")) == 303


def test_a_mark_that_editors_put_before_a_text_is_no_fault(owner: FlaskClient) -> None:
    assert save(owner, f"\ufeff{TEXT}") == 303


def test_checking_saves_nothing(owner: FlaskClient, database: Database, shop: Shop) -> None:
    for expect, words in (("ask", "its example holds"), ("allow", "Not every example")):
        typed = {"text": TEXT + EXAMPLE.format(expect=expect), "do": "check"}
        answer = send(owner, owner.get("/desk/policy/text"), typed, "/text")
        assert answer.status_code == 200
        assert words in answer.text
    assert database.read(get_shop, shop.shop_id) == shop


def test_an_example_that_comes_out_otherwise_stops_the_saving(owner: FlaskClient, database: Database, shop: Shop) -> None:
    typed = {"text": TEXT + EXAMPLE.format(expect="allow"), "do": "save"}
    answer = send(owner, owner.get("/desk/policy/text"), typed, "/text")
    assert answer.status_code == 422
    assert "says ask, not allow" in answer.text
    assert database.read(get_shop, shop.shop_id) == shop


def test_two_who_save_at_once_both_see_both_texts(owner: FlaskClient, database: Database, shop: Shop) -> None:
    page = owner.get("/desk/policy/text")
    database.write(save_policy, shop.shop_id, 1, TEXT.replace("14", "15"), "Mikko", NOW)
    late = send(owner, page, {"text": TEXT.replace("14", "16"), "do": "save"}, "/text")
    assert late.status_code == 409
    assert "window_days = 16" in Page(late.text).forms[0].values["text"]
    assert "window_days = 15" in late.text
    assert "<bdi>Mikko</bdi>" in late.text
    assert "window_days = 15" in text_now(database, shop)
    assert send(owner, late, {"do": "save"}, "/text").status_code == 303
    assert "window_days = 16" in text_now(database, shop)


def test_a_change_elsewhere_in_the_settings_is_in_nobodys_way(owner: FlaskClient, database: Database, shop: Shop) -> None:
    page = owner.get("/desk/policy/text")
    theirs = shop.settings.model_copy(update={"time_zone": "Asia/Tokyo"})
    database.write(save_settings, shop.shop_id, 1, theirs, "Mikko", NOW)
    assert send(owner, page, {"text": TEXT, "do": "save"}, "/text").status_code == 303
    assert database.read(get_shop, shop.shop_id).settings.time_zone == "Asia/Tokyo"


def test_a_file_is_loaded_into_the_text_and_not_saved(owner: FlaskClient, database: Database, shop: Shop) -> None:
    file = (BytesIO(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode()), "policy.toml")
    answer = owner.post("/desk/policy/text/file", data={"file": file}, content_type="multipart/form-data")
    assert answer.status_code == 200
    assert Page(answer.text).forms[0].values["text"].strip() == TEXT.strip()
    assert database.read(get_shop, shop.shop_id) == shop


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"  \n"])
def test_a_file_that_is_no_text_is_refused(owner: FlaskClient, content: bytes) -> None:
    file = (BytesIO(content), "policy.toml")
    answer = owner.post("/desk/policy/text/file", data={"file": file}, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert 'href="#file"' in answer.text
    assert "window_days" in Page(answer.text).forms[0].values["text"]


def test_versions_say_who_changed_what_and_come_back(owner: FlaskClient, database: Database, shop: Shop) -> None:
    database.write(save_policy, shop.shop_id, 1, TEXT, "Mikko", NOW)
    other = database.read(get_shop, shop.shop_id).settings.model_copy(update={"time_zone": "Asia/Tokyo"})
    database.write(save_settings, shop.shop_id, 2, other, "Mikko", NOW)
    database.write(save_policy, shop.shop_id, 3, TEXT.replace("14", "15"), "Aino", NOW)
    listed = owner.get("/desk/policy/versions").text
    assert [f"/versions/{n}" in listed for n in (1, 2, 3, 4)] == [True, True, False, True]
    shown = owner.get("/desk/policy/versions/4").text
    assert '<del><span class="hidden">removed: </span>window_days = 14</del>' in shown
    assert '<ins><span class="hidden">added: </span>window_days = 15</ins>' in shown
    assert "Aino" in shown
    assert "Bring this version back" not in shown
    assert send(owner, owner.get("/desk/policy/versions/2"), {}, "/restore").status_code == 303
    settings = database.read(get_shop, shop.shop_id)
    assert (settings.settings_version, settings.settings.policy.window_days, settings.settings.time_zone) == (5, 14, "Asia/Tokyo")
    in_force = owner.get("/desk/policy/versions/3")  # as a return of that time names it
    assert in_force.headers["Location"].endswith("/versions/2")
    assert owner.get("/desk/policy/versions/99").status_code == 404


def test_the_first_version_has_nothing_before_it(owner: FlaskClient) -> None:
    page = owner.get("/desk/policy/versions/1").text
    assert "The first version" in page
    assert "window_days = 30" in page


def test_versions_are_paged(owner: FlaskClient, database: Database, shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sendback.web.desk.policy.versions.MOST_ON_A_PAGE", 2)
    for version in (1, 2, 3):
        database.write(save_policy, shop.shop_id, version, TEXT.replace("14", str(20 + version)), "Mikko", NOW)
    first = owner.get("/desk/policy/versions").text
    assert ["/versions/4" in first, "/versions/2" in first, "before=3" in first] == [True, False, True]
    assert "/versions/2" in owner.get("/desk/policy/versions?before=3").text
