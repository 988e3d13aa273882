"""examples/policy.toml is put in force in a fresh shop, and its rules decide an order of it."""

from pathlib import Path

from sendback.database.model import Database
from sendback.policy.reading import read_policy
from sendback.returns.policies import judge_lines, policy_of, save_policy
from sendback.shops.model import Shop
from sendback.shops.store import get_shop
from sendback.words.catalogue import LANGUAGES
from tests.factories import NOW, make_line, make_order

TEXT = (Path(__file__).parents[2] / "examples" / "policy.toml").read_text("utf-8")


def test_it_is_put_in_force_as_it_is(database: Database, shop: Shop) -> None:
    database.write(save_policy, shop.shop_id, shop.settings_version, TEXT, "owner", NOW)
    saved = database.read(get_shop, shop.shop_id)
    assert saved.settings.policy.text == TEXT
    lines = (make_line("1", tags=("sale",)), make_line("2", unit_price_minor=48000), make_line("3"))
    decided = [decision for _, decision in judge_lines(saved, make_order(lines=lines), NOW.date())]
    assert [(decision.outcome.value, decision.rule) for decision in decided] == [
        ("allow", "sale"), ("ask", "high-value"), ("allow", "window")]  # fmt: skip
    assert decided[0].fee_minor == 490
    assert policy_of(saved.settings, 1).addresses[decided[0].return_to].as_address().city == "Helsinki"


def test_every_sentence_for_shoppers_is_in_every_language() -> None:
    for rule in read_policy(TEXT).rules:
        assert not rule.shopper or set(rule.shopper) == set(LANGUAGES), rule.id
