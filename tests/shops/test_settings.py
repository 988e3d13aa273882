"""What an owner may set, and what is refused with a sentence that says why."""

from typing import Any

import pytest
from pydantic import ValidationError

from sendback.shops.model import ShopSettings, settings_from

TEXT = {"id": "own_size", "kind": "text"}
ORDER_NUMBER = {"id": "order_number", "kind": "order_number"}
STANDARD = [ORDER_NUMBER, {"id": "email", "kind": "email"}, {"id": "postcode", "kind": "postcode"}]


def refusal(**body: Any) -> str:
    with pytest.raises(ValidationError) as caught:
        settings_from(body)
    return str(caught.value)


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ({"fields": [*STANDARD, TEXT, TEXT]}, "two fields have the same id"),
        ({"fields": STANDARD[1:]}, "the order number cannot be taken out"),
        ({"fields": [{**ORDER_NUMBER, "required": False}, *STANDARD[1:]]}, "always required"),
        ({"fields": [*STANDARD, {"id": "size", "kind": "text"}]}, "begins with own_"),
        ({"fields": [*STANDARD, {"id": "own_name", "kind": "name"}]}, "a standard field's id is its kind"),
        ({"fields": [*STANDARD, {"id": "own_colour", "kind": "select"}]}, "at least one option"),
        ({"fields": [*STANDARD, {**TEXT, "pattern": "("}]}, "the pattern cannot be read"),
        ({"fields": [*STANDARD, {**TEXT, "pattern": "a" * 201}]}, "at most 200"),
        ({"fields": [*STANDARD, {**TEXT, "label": {"en": "x" * 121}}]}, "at most 120"),
        ({"fields": [*STANDARD, {"id": "own_a;b", "kind": "text"}]}, "pattern"),
        ({"fields": [*STANDARD, *({"id": f"own_{n}", "kind": "text"} for n in range(40))]}, "at most 40"),
        ({"fields": STANDARD[:2]}, "postcode proves the order"),
        ({"proof": {"fields": []}}, "at least 1"),
        ({"proof": {"fields": ["order_number"]}}, "proof"),
        ({"countries": ["Finland"]}, "countries"),
        ({"countries": ["XX"]}, "not a valid country code"),
        ({"reasons": []}, "at least 1"),
        ({"reasons": [{"code": "a"}, {"code": "a"}]}, "two reasons have the same code"),
        ({"reasons": [{"code": "Too small"}]}, "pattern"),
        ({"policy": {"window_days": -1}}, "greater than or equal to 0"),
        ({"policy": {"window_days": 3651}}, "less than or equal to 3650"),
        ({"policy": {"window_from": "birth"}}, "window_from"),
        ({"policy": {"approval": "some"}}, "approval"),
        ({"policy": {"non_returnable_skus": [""]}}, "at least 1"),
        ({"look": {"accent": "green"}}, "accent"),
        ({"look": {"accent": "#fff"}}, "accent"),
        ({"look": {"accent": "#00000g"}}, "accent"),
        ({"look": {"accent": "#1f5e4b;}"}}, "accent"),
        ({"look": {"radius_px": 33}}, "radius_px"),
        ({"look": {"font": "Comic Sans"}}, "font"),
        ({"look": {"text": "#777777"}}, "contrast-too-low"),
        ({"look": {"accent": "#ffff00"}}, "contrast-too-low"),
        ({"texts": {"sv": {}}}, "not one of"),
        ({"texts": {"en": {"policy.nothing": "x"}}}, "there is no text named policy.nothing"),
        ({"texts": {"en": {"policy.open_until": "until {date}"}}}, "only the placeholders"),
        ({"texts": {"en": {"policy.open_until": "until {0}"}}}, "only the placeholders"),
        ({"texts": {"en": {"policy.open_until": "until {}"}}}, "only the placeholders"),
        ({"texts": {"en": {"policy.open_until": "until {day.year}"}}}, "only the placeholders"),
        ({"texts": {"en": {"policy.open_until": "until {day!r}"}}}, "only the placeholders"),
        ({"texts": {"en": {"policy.open_until": "until {day"}}}, "only the placeholders"),
        ({"texts": {"en": {"policy.open_until": "until day}"}}}, "only the placeholders"),
        ({"texts": {"en": {"policy.open": "x" * 501}}}, "at most 500"),
        ({"delivery": {"ways": []}}, "at least 1"),
        ({"delivery": {"ways": ["fax"]}}, "ways"),
        ({"delivery": {"paper": "a3"}}, "paper"),
        ({"delivery": {"from_email": "a@b, c@d"}}, "from_email"),
        ({"delivery": {"from_email": "a@b\r\nBcc: c@d"}}, "from_email"),
        ({"delivery": {"return_address": {"country": "Finland"}}}, "country"),
        ({"delivery": {"return_address": {"lines": ["1", "2", "3", "4", "5"]}}}, "at most 4"),
        ({"origins": ["http://shop.example"]}, "only https://"),
        ({"origins": [f"https://s{n}.example" for n in range(21)]}, "at most 20"),
        ({"languages": []}, "at least 1"),
        ({"languages": ["fi"], "default_language": "en"}, "must be one of the languages"),
        ({"default_language": "sv"}, "not one of"),
        ({"time_zone": "Mars/Olympus"}, "not a time zone"),
        ({"time_zone": "../../etc/passwd"}, "not a time zone"),
        ({"colour": "green"}, "Extra inputs"),
        ({"look": {"css": "*{}"}}, "Extra inputs"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_its_reason(body: dict[str, Any], why: str) -> None:
    assert why in refusal(**body)


def test_a_new_shop_needs_no_setting_at_all() -> None:
    settings = settings_from({})
    assert [field.id for field in settings.fields] == ["order_number", "email", "postcode", "name", "address"]
    assert settings.proof.fields == ("postcode", "email")
    assert (settings.policy.window_days, settings.policy.approval) == (30, "all")


def test_standard_reasons_are_worded_in_every_language() -> None:
    for reason in settings_from({}).reasons:
        assert set(reason.label) == {"en", "fi", "zh-Hans", "de", "ar"}
        assert all(reason.label.values())


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"countries": ["FI", "SE"], "languages": ["fi"], "default_language": "fi", "time_zone": "Europe/Helsinki"},
        {"fields": [*STANDARD, {**TEXT, "pattern": r"\d+", "label": {"ar": "مقاس"}, "required": False}]},
        {"texts": {"fi": {"policy.open_until": "Palauta viimeistään {day}, kiitos!"}}},
    ],
)
def test_settings_survive_the_way_to_the_database_and_back(body: dict[str, Any]) -> None:
    settings = settings_from(body)
    assert ShopSettings.model_validate_json(settings.model_dump_json()) == settings


def test_a_shops_own_wording_reaches_its_readers_and_only_them() -> None:
    settings = settings_from({"texts": {"fi": {"policy.open": "Palauta vain!"}}, "languages": ["fi", "en"]})
    assert settings.words("fi")("policy.open") == "Palauta vain!"
    assert settings.words("en")("policy.open") == "Can be returned."
    assert settings.words("de").language == "en"


def test_a_shops_own_wording_keeps_its_placeholder() -> None:
    settings = settings_from({"texts": {"en": {"policy.open_until": "Back by {day}, please."}}})
    assert settings.words("en")("policy.open_until", day="Friday") == "Back by Friday, please."
