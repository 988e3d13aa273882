"""Keys say what they are, catch slips, and are kept so that a copied row opens nothing."""

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendback.shops.keys import (
    KeyKind,
    get_kid,
    is_well_formed,
    make_publishable_key,
    make_secret_key,
    matches_api_key,
)
from sendback.shops.model import Mode
from sendback.shops.secret import hash_secret
from sendback.shops.vault import Vault

KEY = make_secret_key(KeyKind.SIGNING, Mode.LIVE)
PLACE = "shop_keys/SHOP/KEY"
ONE, TWO, THREE = ("one " * 10, "two " * 10, "three " * 10)


@pytest.mark.parametrize(("kind", "prefix"), [(KeyKind.SIGNING, "sbsk"), (KeyKind.API, "sbak")])
@pytest.mark.parametrize("mode", Mode)
def test_a_secret_key_says_what_it_is_and_is_well_formed(kind: KeyKind, mode: Mode, prefix: str) -> None:
    key = make_secret_key(kind, mode)
    assert re.fullmatch(rf"{prefix}_{mode}_[A-Za-z0-9]{{8}}_[A-Za-z0-9]{{49}}", key)
    assert is_well_formed(key)
    assert get_kid(key) == key.split("_")[2]


def test_a_publishable_key_says_its_mode_and_is_no_secret() -> None:
    key = make_publishable_key(Mode.TEST)
    assert re.fullmatch(r"sbpk_test_[A-Za-z0-9]{12}", key)
    assert not is_well_formed(key)


@given(st.integers(0, len(KEY) - 1), st.sampled_from(string.ascii_letters + string.digits + "_- é"))
def test_every_single_slip_is_caught(place: int, letter: str) -> None:
    slipped = KEY[:place] + letter + KEY[place + 1 :]
    assert is_well_formed(slipped) == (slipped == KEY)


@pytest.mark.parametrize(
    "wrong",
    ["", KEY[:-1], KEY + "0", KEY + "\n", " " + KEY, KEY.upper(), KEY.replace("_live_", "_test_")],
    ids=["empty", "cut", "longer", "line break", "space", "upper case", "other mode"],
)
def test_what_is_cut_padded_or_changed_is_not_a_key(wrong: str) -> None:
    assert not is_well_formed(wrong)


def test_an_api_key_is_known_by_its_hash_alone() -> None:
    key = make_secret_key(KeyKind.API, Mode.LIVE)
    assert key not in hash_secret(key)
    assert matches_api_key(key, hash_secret(key))
    assert not matches_api_key(key + "x", hash_secret(key))


def test_the_vault_opens_what_it_sealed_and_never_seals_alike() -> None:
    vault = Vault([ONE])
    sealed = {vault.seal("sésame", PLACE) for _ in range(20)}
    assert len(sealed) == 20
    assert {vault.open(one, PLACE) for one in sealed} == {"sésame"}


def test_a_row_copied_to_another_place_does_not_open() -> None:
    vault = Vault([ONE])
    with pytest.raises(ValueError, match="sealed under"):
        vault.open(vault.seal("secret", PLACE), "shop_keys/ANOTHER/KEY")


def test_a_new_installation_key_seals_and_the_old_ones_still_open() -> None:
    before = Vault([ONE]).seal("secret", PLACE)
    rotated = Vault([TWO, ONE])
    assert rotated.open(before, PLACE) == "secret"
    after = rotated.seal("secret", PLACE)
    assert Vault([TWO]).open(after, PLACE) == "secret"
    with pytest.raises(ValueError, match="not configured any more"):
        Vault([ONE]).open(after, PLACE)
    with pytest.raises(ValueError, match="not configured any more"):
        Vault([THREE, TWO]).open(before, PLACE)


@given(st.integers(0, 200), st.integers(1, 255))
def test_a_changed_bit_anywhere_is_noticed(place: int, flip: int) -> None:
    import base64

    vault = Vault([ONE])
    raw = bytearray(base64.b64decode(vault.seal("secret", PLACE)))
    raw[place % len(raw)] ^= flip
    with pytest.raises(ValueError, match="sealed under"):
        vault.open(base64.b64encode(raw).decode(), PLACE)


def test_a_vault_without_a_key_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Vault([])
