"""`sendback user`: the operator lists, invites, changes, shuts out, and lets one begin anew."""

import json
import os
from datetime import UTC, datetime

import pytest

from sendback.app import make_context
from sendback.settings.reading import read_settings
from sendback.shops.people import passkey_store
from sendback.shops.sign_in import Role
from sendback.shops.store import list_shops
from tests.cli.conftest import Type
from tests.people import make_member

LINK = "http://127.0.0.1:8000/sign-in/"


@pytest.fixture
def kaisa(type_in_shop: Type) -> str:
    """An owner with a passkey; gives the account's id."""
    context = make_context(read_settings(os.environ))
    shop = context.database.read(list_shops)[0]
    now = datetime.now(UTC)
    account_id = context.database.write(make_member, shop.shop_id, Role.OWNER, now, "Kaisa", "kaisa@nordlys.example")
    context.database.close()
    return account_id


def test_people_are_listed(type_in_shop: Type, kaisa: str) -> None:
    assert "kaisa@nordlys.example" in type_in_shop("user", "list").output
    (told,) = json.loads(type_in_shop("user", "list", "--json").output)
    assert told == {"email": "kaisa@nordlys.example", "name": "Kaisa", "role": "owner", "active": True}


def test_an_invitation_is_printed(type_in_shop: Type, kaisa: str) -> None:
    assert type_in_shop("user", "invite", "mats@nordlys.example", "--role", "agent").output.startswith(LINK)
    assert type_in_shop("user", "invite", "mats", "--role", "agent").exit_code == 1
    assert type_in_shop("user", "invite", "KAISA@nordlys.example", "--role", "agent").exit_code == 1


def test_the_last_owner_stays(type_in_shop: Type, kaisa: str) -> None:
    for words in (("role", "kaisa@nordlys.example", "agent"), ("disable", "kaisa@nordlys.example")):
        refused = type_in_shop("user", *words)
        assert (refused.exit_code, "status-conflict" in refused.output) == (1, True)
    assert type_in_shop("user", "enable", "nobody@nordlys.example").exit_code == 1


def test_to_begin_anew_takes_away_what_proved_them(type_in_shop: Type, kaisa: str) -> None:
    assert type_in_shop("user", "recover", "Kaisa@Nordlys.example").output.startswith(LINK)
    context = make_context(read_settings(os.environ))
    assert context.database.read(passkey_store.list_passkeys, kaisa) == []
    context.database.close()


def test_a_way_in_is_for_somebody(type_in_shop: Type, kaisa: str) -> None:
    assert type_in_shop("shop", "sign-in").output.startswith(LINK)
    assert type_in_shop("shop", "sign-in", "--email", "kaisa@nordlys.example").output.startswith(LINK)
    refused = type_in_shop("shop", "sign-in", "--email", "mats@nordlys.example")
    assert refused.exit_code == 1
    assert "kaisa@nordlys.example" in refused.output
