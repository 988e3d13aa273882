"""A new shop can trade at once; its keys can be replaced without stopping it."""

from datetime import timedelta

import pytest

from sendback.database.model import Database
from sendback.errors import Code, Problem
from sendback.journal.store import list_events_after
from sendback.shops import store
from sendback.shops.founding import (
    MOST_SIGNING_KEYS,
    Founded,
    add_publishable_key,
    add_secret_key,
    is_accepted,
    rotate_signing_key,
    vault_place,
)
from sendback.shops.keys import KeyKind, get_kid, is_well_formed
from sendback.shops.model import Mode
from sendback.shops.secret import hash_secret
from sendback.shops.vault import Vault
from tests.conftest import MakeShop
from tests.factories import NOW, make_settings


def test_a_new_shop_is_found_by_its_slug_and_by_its_publishable_key(database: Database, founded: Founded) -> None:
    assert database.read(store.find_shop, founded.shop.slug.upper()) == founded.shop
    assert database.read(store.find_shop_by_publishable_key, founded.publishable_key, NOW) == founded.shop
    assert database.read(store.get_shop, founded.shop.shop_id) == founded.shop
    assert founded.shop in database.read(store.list_shops)


def test_the_signing_key_is_kept_sealed_to_its_row(database: Database, founded: Founded, vault: Vault) -> None:
    (key,) = database.read(store.list_keys, founded.shop.shop_id, KeyKind.SIGNING)
    assert is_well_formed(founded.signing_key)
    assert key.lookup == get_kid(founded.signing_key)
    assert key.secret is not None
    assert founded.signing_key not in key.secret
    assert vault.open(key.secret, vault_place(key.shop_id, key.key_id)) == founded.signing_key


def test_an_api_key_is_kept_as_a_hash(database: Database, founded: Founded, vault: Vault) -> None:
    key = database.write(add_secret_key, vault, founded.shop, KeyKind.API, "tests", NOW)
    found = database.read(store.find_key, KeyKind.API, get_kid(key))
    assert found is not None
    assert found.secret == hash_secret(key)


def test_a_key_of_one_kind_is_not_found_as_another(database: Database, founded: Founded) -> None:
    assert database.read(store.find_key, KeyKind.API, get_kid(founded.signing_key)) is None
    assert database.read(store.find_shop_by_publishable_key, get_kid(founded.signing_key), NOW) is None


@pytest.mark.parametrize("slug", ["", "-a", "a-", "A", "a b", "a.b", "å", "a" * 41, "a/b", "a\n"])
def test_a_short_name_that_no_address_could_carry_is_refused(make_shop: MakeShop, slug: str) -> None:
    with pytest.raises(Problem) as caught:
        make_shop(slug=slug or " ")
    assert caught.value.code is Code.INVALID_FIELDS
    assert [error.field for error in caught.value.errors] == ["slug"]


@pytest.mark.parametrize("name", ["", "   ", "x" * 81])
def test_a_name_is_needed_and_fits_a_label(make_shop: MakeShop, name: str) -> None:
    with pytest.raises(Problem) as caught:
        make_shop(name=name)
    assert [error.field for error in caught.value.errors] == ["name"]


def test_a_short_name_is_given_once(make_shop: MakeShop, founded: Founded) -> None:
    with pytest.raises(Problem, match="already"):
        make_shop(slug=founded.shop.slug)


def test_the_journal_tells_of_keys_but_holds_none(database: Database, founded: Founded) -> None:
    told = str(database.read(list_events_after, founded.shop.shop_id, 0, 100))
    assert "key.created" in told
    assert founded.signing_key.split("_")[3] not in told
    assert founded.publishable_key not in told


def test_after_a_rotation_old_tokens_are_accepted_for_the_overlap(database: Database, founded: Founded, vault: Vault) -> None:
    database.write(rotate_signing_key, vault, founded.shop, timedelta(days=10), "tests", NOW)
    newer, older = database.read(store.list_keys, founded.shop.shop_id, KeyKind.SIGNING)
    assert newer.accepted_until is None
    assert is_accepted(older, NOW + timedelta(days=9))
    assert not is_accepted(older, NOW + timedelta(days=10))


def test_a_second_rotation_never_lengthens_a_life(database: Database, founded: Founded, vault: Vault) -> None:
    for overlap in (1, 100):
        database.write(rotate_signing_key, vault, founded.shop, timedelta(days=overlap), "tests", NOW)
    first = database.read(store.list_keys, founded.shop.shop_id, KeyKind.SIGNING)[-1]
    assert first.lookup == get_kid(founded.signing_key)
    assert first.accepted_until == NOW + timedelta(days=1)


def test_after_a_leak_old_keys_end_at_once(database: Database, founded: Founded, vault: Vault) -> None:
    new = database.write(rotate_signing_key, vault, founded.shop, timedelta(0), "tests", NOW)
    keys = database.read(store.list_keys, founded.shop.shop_id, KeyKind.SIGNING)
    assert [key.lookup for key in keys if is_accepted(key, NOW)] == [get_kid(new)]


def test_only_a_few_signing_keys_live_at_once_but_a_leak_always_ends(database: Database, founded: Founded, vault: Vault) -> None:
    for _ in range(MOST_SIGNING_KEYS - 1):
        database.write(rotate_signing_key, vault, founded.shop, timedelta(days=1), "tests", NOW)
    with pytest.raises(Problem, match="End one first"):
        database.write(rotate_signing_key, vault, founded.shop, timedelta(days=1), "tests", NOW)
    database.write(rotate_signing_key, vault, founded.shop, timedelta(0), "tests", NOW)


def test_an_ended_publishable_key_opens_nothing(database: Database, founded: Founded) -> None:
    newer = database.write(add_publishable_key, founded.shop, "tests", NOW)
    (old,) = [
        key
        for key in database.read(store.list_keys, founded.shop.shop_id, KeyKind.PUBLISHABLE)
        if key.lookup == founded.publishable_key
    ]
    database.write(store.end_key, old, NOW + timedelta(hours=1), old.not_before, "tests", NOW)
    assert database.read(store.find_shop_by_publishable_key, old.lookup, NOW) == founded.shop
    assert database.read(store.find_shop_by_publishable_key, old.lookup, NOW + timedelta(hours=1)) is None
    assert database.read(store.find_shop_by_publishable_key, newer, NOW + timedelta(hours=1)) == founded.shop


def test_keys_of_a_test_shop_say_so(make_shop: MakeShop) -> None:
    founded = make_shop(mode=Mode.TEST)
    assert founded.publishable_key.startswith("sbpk_test_")
    assert founded.signing_key.startswith("sbsk_test_")


def test_every_version_of_the_settings_stays_readable(database: Database, founded: Founded) -> None:
    shop = founded.shop
    changed = make_settings(time_zone="UTC")
    assert database.write(store.save_settings, shop.shop_id, 1, changed, "owner", NOW) == 2
    assert database.read(store.get_settings, shop.shop_id, 1) == shop.settings
    assert database.read(store.get_settings, shop.shop_id, 2) == changed
    assert database.read(store.get_shop, shop.shop_id).settings_version == 2
    event = database.read(list_events_after, shop.shop_id, 0, 100)[-1]
    assert (event.type, event.body) == ("settings.changed", {"version": 2, "changed": ["time_zone"]})


def test_two_people_cannot_save_over_each_other(database: Database, founded: Founded) -> None:
    database.write(store.save_settings, founded.shop.shop_id, 1, make_settings(), "one", NOW)
    with pytest.raises(Problem) as caught:
        database.write(store.save_settings, founded.shop.shop_id, 1, make_settings(), "other", NOW)
    assert caught.value.code is Code.SETTINGS_CONFLICT


def test_a_logo_belongs_to_one_shop(database: Database, make_shop: MakeShop) -> None:
    mine, theirs = make_shop().shop, make_shop().shop
    image_id = database.write(store.save_image, mine.shop_id, b"\x89PNG\x00", "owner", NOW)
    assert database.read(store.find_image, mine.shop_id, image_id) == b"\x89PNG\x00"
    assert database.read(store.find_image, theirs.shop_id, image_id) is None
