"""The settings as saved: versions, conflicts, and what is refused and how."""

import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from sendback.database.model import Database
from sendback.shops import store
from sendback.shops.model import Shop
from tests.conftest import Clock, MakeShop
from tests.factories import make_settings
from tests.web.owner import as_sent, put_settings, sign_in

HOSTILE = "\x00\x1b[31m \u202egnp </script>{{7*7}}"


@pytest.fixture
def owner(client: FlaskClient, database: Database, shop: Shop, clock: Clock) -> FlaskClient:
    return sign_in(client, database, shop, clock())


def test_what_is_saved_comes_back_with_the_next_version(owner: FlaskClient, shop: Shop) -> None:
    changed = as_sent(shop, countries=["FI", "SE"])
    answer = put_settings(owner, changed)
    assert (answer.status_code, answer.json["version"], answer.headers["ETag"]) == (200, 2, '"2"')
    assert owner.get("/builder/settings").json == {"version": 2, "settings": changed}


def test_saving_what_is_saved_already_makes_no_version(owner: FlaskClient, shop: Shop) -> None:
    assert put_settings(owner, as_sent(shop)).json["version"] == 1


def test_who_saves_over_somebody_elses_change_is_told(owner: FlaskClient, shop: Shop, database: Database) -> None:
    assert put_settings(owner, as_sent(shop, countries=["FI"])).status_code == 200
    answer = put_settings(owner, as_sent(shop, countries=["SE"]))
    assert (answer.status_code, answer.json["code"]) == (409, "settings-conflict")
    assert database.read(store.get_shop, shop.shop_id).settings.countries == ("FI",)


def test_the_same_change_twice_is_no_conflict_with_oneself(owner: FlaskClient, shop: Shop) -> None:
    changed = as_sent(shop, countries=["FI"])
    put_settings(owner, changed)
    assert put_settings(owner, changed, 2).json["version"] == 2


def test_who_keeps_their_own_after_a_conflict_undoes_nothing_that_the_builder_does_not_show(
    client: FlaskClient, make_shop: MakeShop, database: Database, clock: Clock
) -> None:
    """*Keep mine* sends settings that are older than what the desk saved meanwhile."""
    shop = make_shop(reasons=[{"code": "damaged", "label": {"en": "Damaged"}}, {"code": "late"}]).shop
    stale, owner = as_sent(shop), sign_in(client, database, shop, clock())
    desk = {
        "conditions": [{"code": "opened"}],
        "resolutions": ["refund", "exchange"],
        "desk": {"approvers": ["teemu@nordlys.example"], "remind_after_days": 5},
        "withdrawal": {"trader": "Nordlys Oy", "days": {"SE": 30}},
        "options": [{"id": "drop_off", "kind": "shopper_paid"}],
        "policy": {"text": "# ours\n", "refund_due": "inspection", "thresholds": {"returns_of_order": 2}},
        "reasons": [{"code": "damaged", "subs": [{"code": "torn"}], "photos": "required", "note": "off", "categories": ["Hats"]}],
    }
    saved = make_settings(**desk)
    assert database.write(store.save_settings, shop.shop_id, 1, saved, "Teemu", clock()) == 2
    stale["reasons"] = [{"code": "damaged", "label": {"en": "Broken"}}, {"code": "own_1", "label": {"en": "New"}}]
    assert put_settings(owner, {**stale, "countries": ["FI"]}, 2).status_code == 200
    now = database.read(store.get_shop, shop.shop_id).settings
    assert [getattr(now, part) for part in desk if part not in ("policy", "reasons")] == [
        getattr(saved, part) for part in desk if part not in ("policy", "reasons")
    ]
    assert now.policy == saved.policy
    assert now.reasons[0] == saved.reasons[0].model_copy(update={"label": {"en": "Broken"}})
    assert (now.reasons[1].code, now.countries) == ("own_1", ("FI",))


@pytest.mark.parametrize("part", [{"policy": 7}, {"reasons": [None, 7, {"code": []}, {"code": "late"}]}, {"reasons": {"a": 1}}])
def test_parts_of_an_odd_shape_are_told_by_their_path(owner: FlaskClient, shop: Shop, part: dict[str, Any]) -> None:
    answer = put_settings(owner, as_sent(shop, **part))
    assert answer.status_code == 422
    assert answer.json["errors"][0]["field"].startswith(next(iter(part)))


@pytest.mark.parametrize("version", [None, -1])
def test_a_change_from_no_version_is_refused(owner: FlaskClient, shop: Shop, version: int | None) -> None:
    answer = put_settings(owner, as_sent(shop), version)
    assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, "If-Match")


def test_a_stranger_from_another_shop_neither_sees_nor_changes(
    owner: FlaskClient, shop: Shop, make_shop: MakeShop, database: Database, clock: Clock
) -> None:
    put_settings(owner, as_sent(shop, countries=["FI"]))
    stranger = sign_in(owner.application.test_client(), database, make_shop("Other").shop, clock())
    assert stranger.get("/builder/settings").json["settings"]["countries"] == []
    put_settings(stranger, as_sent(shop, countries=["DE"]))
    assert database.read(store.get_shop, shop.shop_id).settings.countries == ("FI",)


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}])
def test_another_sites_page_changes_nothing(owner: FlaskClient, shop: Shop, headers: dict[str, str]) -> None:
    answer = put_settings(owner, as_sent(shop, countries=["FI"]), **headers)
    assert (answer.status_code, answer.json["code"]) == (403, "wrong-origin")


@pytest.mark.parametrize(
    ("part", "field", "code"),
    [
        ({"fields": []}, "", "format"),
        ({"fields": "all"}, "fields", "format"),
        ({"unheard_of": 1}, "unheard_of", "unknown"),
        ({"policy": {"window_days": -1}}, "policy.window_days", "range"),
        ({"look": {"accent": "red;}*{display:none"}}, "look.accent", "format"),
        ({"look": {"font": "url(//evil)"}}, "look.font", "format"),
        ({"origins": ["https://*"]}, "origins.0", "format"),
        ({"origins": ["javascript:alert(1)"]}, "origins.0", "format"),
        ({"countries": ["FI", "Finland"]}, "countries.1", "format"),
        ({"reasons": []}, "reasons", "required"),
        ({"time_zone": "Mars/Olympus"}, "time_zone", "format"),
        ({"languages": ["en", "tlh"]}, "languages.1", "format"),
        ({"proof": {"fields": ["name"]}}, "proof.fields.0", "format"),
        ({"texts": {"en": {"widget.title": "x" * 501}}}, "texts.en.widget.title", "too-long"),
        ({"texts": {"en": {"widget.title": "{config.secret_key}"}}}, "", "format"),
        ({"delivery": {"from_email": "a@b.c\r\nBcc: all@x.y"}}, "delivery.from_email", "format"),
        ({"default_language": HOSTILE}, "default_language", "format"),
    ],
)
def test_each_fault_is_named_by_its_path(owner: FlaskClient, shop: Shop, part: dict[str, Any], field: str, code: str) -> None:
    answer = put_settings(owner, as_sent(shop, **part))
    assert answer.status_code == 422
    assert answer.mimetype == "application/problem+json"
    assert (field, code) in {(error["field"], error["code"]) for error in answer.json["errors"]}
    assert owner.get("/builder/settings").json["version"] == 1


def test_a_pattern_that_cannot_be_read_is_refused_and_one_that_never_ends_is_only_slow_once(
    owner: FlaskClient, shop: Shop
) -> None:
    fields = as_sent(shop)["fields"]
    broken = [*fields, {"id": "own_1", "kind": "text", "label": {}, "pattern": "(("}]
    assert put_settings(owner, as_sent(shop, fields=broken)).json["errors"][0]["field"] == "fields.5"
    endless = [*fields, {"id": "own_1", "kind": "text", "label": {}, "pattern": "(a+)+$"}]
    assert put_settings(owner, as_sent(shop, fields=endless)).status_code == 200


def test_colours_that_cannot_be_read_have_a_code_of_their_own(owner: FlaskClient, shop: Shop) -> None:
    answer = put_settings(owner, as_sent(shop, look={"accent": "#777777", "on_accent": "#888888"}))
    assert (answer.status_code, answer.json["code"]) == (422, "contrast-too-low")
    assert answer.json["errors"][0]["field"] == "look.on_accent"


@pytest.mark.parametrize(
    "body",
    ["", "[]", "null", '"text"', "{", '{"a": NaN}', '{"a": "\\ud800"}', "[" * 100_000, '{"a":' * 50_000 + "1" + "}" * 50_000],
)
def test_what_is_no_json_object_is_refused(owner: FlaskClient, body: str) -> None:
    answer = owner.put("/builder/settings", data=body, content_type="application/json", headers={"If-Match": "1"})
    assert (answer.status_code, answer.json["code"]) == (400, "invalid-json")


def test_another_content_type_and_a_huge_body_are_refused(owner: FlaskClient, shop: Shop) -> None:
    text = json.dumps(as_sent(shop))
    plain = owner.put("/builder/settings", data=text, content_type="text/plain", headers={"If-Match": "1"})
    huge = put_settings(owner, {"a": "x" * 2_100_000})
    assert (plain.status_code, huge.status_code) == (415, 413)


def test_many_rewordings_fit(owner: FlaskClient, shop: Shop) -> None:
    keys = [key for key, _ in owner.get("/builder/texts/fi").json["texts"] if key.startswith("widget.")]
    texts = {language: dict.fromkeys(keys, "ä" * 400) for language in ("en", "fi", "de")}
    assert put_settings(owner, as_sent(shop, texts=texts)).status_code == 200


def test_the_sentences_come_in_the_order_a_shopper_meets_them(owner: FlaskClient) -> None:
    answer = owner.get("/builder/texts/de").json
    assert answer["texts"][0][0].startswith("widget.")
    assert all(isinstance(text, str) for _, text in answer["texts"])
    assert owner.get("/builder/texts/xx").status_code == 404


def test_wording_that_cannot_be_printed_is_refused_by_its_path(owner: FlaskClient, shop: Shop) -> None:
    answer = put_settings(owner, as_sent(shop, texts={"en": {"label.tag": "Send back 🎉", "widget.title": "Returns 🎉"}}))
    assert (answer.status_code, answer.json["code"]) == (422, "glyph-missing")
    assert [error["field"] for error in answer.json["errors"]] == ["texts.en.label.tag"]
    assert answer.json["detail"] == "No font can print 🎉."
