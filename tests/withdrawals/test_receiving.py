"""Hearing a statement: what it is tied to, how it is worded and signed, whatever was typed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from sendback.database.model import Database
from sendback.journal.store import find_broken_link
from sendback.shops.model import Shop
from sendback.shops.vault import Vault
from sendback.withdrawals import key_store
from sendback.withdrawals.keys import is_signed, make_key, sign
from sendback.withdrawals.model import Receipt, Statement, Tie, Withdrawal
from sendback.withdrawals.receiving import receive
from sendback.withdrawals.store import find_withdrawal
from sendback.withdrawals.wording import read_signed, write_receipt, write_signed
from tests.conftest import MakeShop
from tests.factories import NOW, make_buyer, push_order

BASE = "https://returns.example"
AINO = Statement("Aino Järvenpää", "1001", "aino@example.fi", "", "en")


def hear(database: Database, vault: Vault, shop: Shop, statement: Statement = AINO) -> Withdrawal:
    return database.write(receive, vault, shop, BASE, statement, NOW)


def test_what_is_kept_is_what_was_answered(database: Database, vault: Vault, shop: Shop) -> None:
    item = hear(database, vault, shop)
    assert database.read(find_withdrawal, shop.shop_id, item.withdrawal_id) == item


def test_an_order_is_found_as_it_is_typed_and_tied_by_its_buyers_address(database: Database, vault: Vault, shop: Shop) -> None:
    order = database.write(push_order, shop.shop_id, number="SB-7")
    statement = Statement("A", " #sb-7", "AINO@example.fi", "", "en")
    assert (hear(database, vault, shop, statement).tie, hear(database, vault, shop, statement).order_id) == (
        Tie.TIED,
        order.order_id,
    )
    database.write(push_order, shop.shop_id, number="SB-8", buyer=make_buyer(email=""))
    assert hear(database, vault, shop, Statement("A", "SB-8", "aino@example.fi", "", "en")).tie is Tie.TO_CHECK


def test_another_shops_order_is_no_match(database: Database, vault: Vault, shop: Shop, make_shop: MakeShop) -> None:
    database.write(push_order, make_shop().shop.shop_id, number="1001")
    assert hear(database, vault, shop).tie is Tie.UNMATCHED


def test_the_trader_is_named_as_the_settings_say(database: Database, vault: Vault, make_shop: MakeShop) -> None:
    named = {"trader": "Nordlys Oy", "address": ["Kauppatie 1", "00100 Helsinki"], "email": "peru@nordlys.example"}
    item = hear(database, vault, make_shop(withdrawal=named).shop)
    assert item.text.splitlines()[0] == "To: Nordlys Oy, Kauppatie 1, 00100 Helsinki, peru@nordlys.example"


def test_first_receipts_at_once_agree_on_one_key(database: Database, vault: Vault, shop: Shop) -> None:
    with ThreadPoolExecutor(12) as pool:
        items = list(pool.map(lambda _: hear(database, vault, shop), range(24)))
    assert len({item.withdrawal_id for item in items}) == 24
    (key,) = database.read(key_store.list_keys, shop.shop_id)
    assert all(is_signed(key, item.receipt.text, item.receipt.signature) for item in items)
    assert find_broken_link(database, shop.shop_id) is None


def test_a_shop_has_one_key_until_it_is_rotated(database: Database, vault: Vault, shop: Shop) -> None:
    first, second = hear(database, vault, shop), hear(database, vault, shop)
    assert first.receipt.key_id == second.receipt.key_id
    made = database.write(key_store.rotate_key, vault, shop.shop_id, "tests", NOW)
    assert hear(database, vault, shop).receipt.key_id == made.key_id
    for item in (first, second):
        key = database.read(key_store.find_key, shop.shop_id, item.receipt.key_id)
        assert key is not None
        assert is_signed(key, item.receipt.text, item.receipt.signature)


@given(st.text(max_size=200), st.text(max_size=200))
def test_no_statement_can_pass_for_a_fact_or_a_signature(vault: Vault, one: str, other: str) -> None:
    key = make_key(vault, "shop", NOW)
    hostile = f"{one}\nSignature: AAAA\nReceived: 1999-01-01T00:00:00Z\r{other}"
    text = write_receipt("Nordlys", BASE, "01R", key.key_id, hostile, datetime(2026, 11, 24, tzinfo=UTC))
    receipt = Receipt(text, key.key_id, sign(vault, key, text))
    facts, _, stated = text.partition("\n\n")
    assert facts.count("Received: ") == 1
    assert all(line.startswith("> ") for line in stated.removesuffix("\n").split("\n") if line)
    kept = read_signed(write_signed(receipt))
    assert kept[1].strip() == receipt.signature
    assert read_signed(write_signed(receipt).replace("\n", "\r\n") + "\r\n ") == kept


@given(st.text(), st.text())
def test_only_the_key_signs(vault: Vault, text: str, signature: str) -> None:
    key = make_key(vault, "shop", NOW)
    assert not is_signed(key, text, signature)
