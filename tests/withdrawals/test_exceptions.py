"""Exceptions are claimed by the shop, seen by its people, and refuse nothing."""

from sendback.withdrawals.exceptions import find_articles
from tests.factories import make_line, make_settings


def test_a_line_is_claimed_by_sku_or_category() -> None:
    claims = [{"article": "c", "skus": ["ENGRAVED-*"]}, {"article": "e", "categories": ["cosmetics*"]}]
    settings = make_settings(withdrawal={"exceptions": claims})
    assert find_articles(settings, make_line(sku="engraved-7", category="Cosmetics/Lips")) == ("c", "e")
    assert find_articles(settings, make_line(sku="WOOL-1")) == ()
