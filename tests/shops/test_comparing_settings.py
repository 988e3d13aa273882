"""Comparing two versions of the settings: each value once, by name where it has one, and never a secret."""

from sendback.shops.comparing_settings import HIDDEN, Change, compare_settings
from tests.factories import make_settings


def test_what_is_the_same_is_not_told() -> None:
    assert compare_settings(make_settings(), make_settings()) == []


def test_each_value_is_told_by_its_path() -> None:
    changes = compare_settings(make_settings(), make_settings(time_zone="UTC", delivery={"carrier_message": "Fragile"}))
    assert changes == [
        Change(("delivery", "carrier_message"), "", "Fragile"),
        Change(("time_zone",), "Europe/Helsinki", "UTC"),
    ]


def test_the_things_of_a_list_are_told_by_their_names() -> None:
    reasons = [reason.model_dump(mode="json") for reason in make_settings().reasons]
    fewer = compare_settings(make_settings(), make_settings(reasons=reasons[1:]))
    assert {change.path[:2] for change in fewer} == {("reasons", reasons[0]["code"])}
    moved = compare_settings(make_settings(), make_settings(reasons=[*reasons[1:], reasons[0]]))
    assert [change.path for change in moved] == [("reasons", "order")]


def test_a_secret_is_never_told() -> None:
    old = make_settings(carriers=[{"code": "karrio:ups", "sealed": {"password": "AAAA"}}])
    new = make_settings(carriers=[{"code": "karrio:ups", "sealed": {"password": "BBBB"}}])
    (change,) = compare_settings(old, new)
    assert (change.before, change.after) == (HIDDEN, HIDDEN)
    assert "AAAA" not in str(compare_settings(make_settings(), old))
