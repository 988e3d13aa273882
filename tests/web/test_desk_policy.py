"""The policy at the desk: its rules in plain words, changed by form, with the rest of the text left as it was typed."""

import re
import tomllib
from collections.abc import Mapping
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from sendback.database.model import Database
from sendback.returns.policies import save_policy
from sendback.shops.model import Shop
from sendback.shops.sign_in import Role
from sendback.shops.store import get_shop
from sendback.web.desk.policy.rule_form import fill_form, read_form
from tests.conftest import Clock, MakeShop
from tests.factories import NOW
from tests.web.owner import sign_in
from tests.web.pages import Page, send

REASONS = [{"code": code, "label": {"en": name}} for code, name in (("damaged", "Damaged"), ("changed_mind", "Changed my mind"))]
TEXT = """# Ours
[terms]
window_days = 30

[[season]]
name = "Christmas"
bought_from = 2026-11-01
bought_to = 2026-12-24
until = 2027-01-31

# Hygiene goods
[[rule]]
id = "hygiene"
then = "refuse"
agent = "Sealed goods."
[rule.when]
category = ["underwear", "earrings"]
reason = "changed_mind"
[rule.shopper]
en = "Hygiene goods cannot come back once opened."
ar = "لا"

[[rule]]
id = "sale"   # every year
then = "allow"
fee = "4.90 EUR"
[rule.when]
tag = "sale"
not = { customer = "business" }

[[rule]]
id = "again"
then = "ask"
[rule.when]
category = "earrings"
reason = "changed_mind"
"""


@pytest.fixture
def shop(make_shop: MakeShop, database: Database) -> Shop:
    shop = make_shop(reasons=REASONS, languages=["en", "fi"]).shop
    database.write(save_policy, shop.shop_id, 1, TEXT, "Mikko", NOW)
    return database.read(get_shop, shop.shop_id)


@pytest.fixture
def owner(client: FlaskClient, database: Database, shop: Shop, clock: Clock) -> FlaskClient:
    return sign_in(client, database, shop, clock())


def text_now(database: Database, shop: Shop) -> str:
    return database.read(get_shop, shop.shop_id).settings.policy.text


def rules_now(database: Database, shop: Shop) -> list[dict[str, Any]]:
    rules: list[dict[str, Any]] = tomllib.loads(text_now(database, shop))["rule"]
    return rules


def as_words(html: str) -> str:
    """Give what is read on a page, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_rules_are_read_in_plain_words_in_order(owner: FlaskClient) -> None:
    page = as_words(owner.get("/desk/policy").text)
    for words in (
        "When category underwear or earrings, reason Changed my mind Then Refuse",
        "Hygiene goods cannot come back once opened.",
        "To you: Sealed goods.",
        "When tag sale, unless bought by a business Then Let it in for €4.90",
        "30 days from delivery",
        "Bought 1 Nov 2026 to 24 Dec 2026: back until 31 Jan 2027",
        "Version 2 · Mikko , 24 Nov 2026, 12:00",
    ):
        assert words in page
    assert page.index("underwear") < page.index("tag sale")


def test_what_is_worth_a_second_look_stands_at_its_rule_with_its_line(owner: FlaskClient, database: Database, shop: Shop) -> None:
    page = owner.get("/desk/policy").text
    last = page[page.index('id="rule-again"') :]
    first, own = re.search(r'id="rule-hygiene".*?line (\d+)</a>', page, re.DOTALL), re.search(r'#line-(\d+)">Line \1</a>', last)
    assert first is not None
    assert own is not None
    assert f"hygiene (line {first[1]}) always decides before it." in last
    assert text_now(database, shop).splitlines()[int(own[1]) - 1] == "[[rule]]"
    assert "note warn" not in page[: page.index('id="rule-again"')]


def test_an_agent_may_look_and_try_and_change_nothing(client: FlaskClient, database: Database, shop: Shop, clock: Clock) -> None:
    agent = sign_in(client, database, shop, clock(), Role.AGENT)
    for path in ("", "/text", "/try", "/versions", "/versions/2", "/policy.toml"):
        assert agent.get(f"/desk/policy{path}").status_code == 200, path
    assert not [form for form in Page(agent.get("/desk/policy").text).forms if "policy" in form.action]
    for path in ("/rules", "/rules/sale", "/terms", "/seasons", "/seasons/0"):
        assert agent.get(f"/desk/policy{path}").status_code == 403, path
    for path in ("/rules", "/rules/sale", "/rules/sale/move", "/rules/sale/remove", "/text", "/text/file", "/versions/1/restore"):
        assert agent.post(f"/desk/policy{path}", data={"based_on": "2"}).status_code == 403, path
    assert database.read(get_shop, shop.shop_id) == shop


def test_saving_a_form_as_it_is_changes_nothing(owner: FlaskClient, database: Database, shop: Shop) -> None:
    for rule in ("hygiene", "sale"):
        assert send(owner, owner.get(f"/desk/policy/rules/{rule}"), {}, f"/{rule}").status_code == 303
    assert database.read(get_shop, shop.shop_id) == shop


def test_a_changed_rule_leaves_every_other_as_it_was_typed(owner: FlaskClient, database: Database, shop: Shop) -> None:
    changes = {
        "when.category": "underwear",
        "when.reason.damaged": "1",
        "shopper.fi": "Ei.",
        "window": "later_than_days",
        "window.days": "3",
    }
    assert send(owner, owner.get("/desk/policy/rules/hygiene"), changes, "/hygiene").status_code == 303
    rule = rules_now(database, shop)[0]
    assert (
        rule["when"] == {"category": ["underwear"], "reason": ["changed_mind", "damaged"], "later_than_days": 3} or rule["when"]
    )
    assert rule["shopper"] == {"en": "Hygiene goods cannot come back once opened.", "ar": "لا", "fi": "Ei."}
    text = text_now(database, shop)
    assert "# Hygiene goods" in text
    assert 'id = "sale"   # every year' in text


def test_a_name_and_amounts_may_be_typed_as_people_type_them(owner: FlaskClient, database: Database, shop: Shop) -> None:
    typed = {"id": "Far away", "then": "allow", "fee": "4,90 €; 49 SEK", "when.price_from": "€20"}
    assert send(owner, owner.get("/desk/policy/rules"), typed, "/rules").headers["Location"].endswith("#rule-far-away")
    rule = rules_now(database, shop)[-1]
    assert (rule["fee"], rule["when"]) == (["4.90 EUR", "49 SEK"], {"price_from": "20 EUR"})


def test_amounts_that_cannot_be_read_are_all_said_at_once(owner: FlaskClient) -> None:
    typed = {"id": "far", "then": "allow", "fee": "much", "when.price_from": "20"}
    page = send(owner, owner.get("/desk/policy/rules"), typed, "/rules").text
    assert 'href="#fee"' in page
    assert 'href="#when.price_from"' in page


def test_a_rule_is_added_once_however_often_its_form_is_sent(owner: FlaskClient, database: Database, shop: Shop) -> None:
    page = owner.get("/desk/policy/rules")
    typed = {"id": "far", "then": "allow", "when.country": "no, ch", "fee": "15 %", "when.price_from": "20 EUR; 200 SEK"}
    for _ in range(2):
        assert send(owner, page, typed, "/rules").headers["Location"].endswith("#rule-far")
    assert [rule["id"] for rule in rules_now(database, shop)] == ["hygiene", "sale", "again", "far"]
    assert rules_now(database, shop)[-1]["when"] == {"country": ["NO", "CH"], "price_from": ["20 EUR", "200 SEK"]}
    assert "from Norway or Switzerland, price €20.00 or more or SEK 200.00 or more" in as_words(owner.get("/desk/policy").text)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"id": "Far away!"}, "id"),
        ({"id": "sale"}, "id"),
        ({"then": "shrug"}, "then"),
        ({"then": "allow", "fee": "much"}, "fee"),
        ({"when.quantity_from": "many"}, "when.quantity_from"),
        ({"when.price_from": "20 euros"}, "when.price_from"),
        ({"when.ordered_from": "2026-02-31"}, "when.ordered_from"),
        ({"window": "within_days", "window.days": ""}, "window.days"),
        ({"when.country": "Finland"}, "when.country"),
    ],
)
def test_what_cannot_be_a_rule_is_said_and_kept(
    owner: FlaskClient, database: Database, shop: Shop, changes: Mapping[str, str], field: str
) -> None:
    typed = {"id": "far", "agent": "Look at this & that.", **changes}
    answer = send(owner, owner.get("/desk/policy/rules"), typed, "/rules")
    assert answer.status_code == 422
    assert "Look at this &amp; that." in answer.text
    assert 'role="alert"' in answer.text
    assert f'href="#{field}"' in answer.text
    assert field in Page(answer.text).ids
    assert database.read(get_shop, shop.shop_id) == shop


def test_rules_move_and_go_with_their_remarks(owner: FlaskClient, database: Database, shop: Shop) -> None:
    assert send(owner, owner.get("/desk/policy"), {"to": "down"}, "/hygiene/move").status_code == 303
    assert [rule["id"] for rule in rules_now(database, shop)] == ["sale", "hygiene", "again"]
    assert send(owner, owner.get("/desk/policy/rules/sale"), {}, "/remove").status_code == 303
    assert [rule["id"] for rule in rules_now(database, shop)] == ["hygiene", "again"]
    assert "# Hygiene goods" in text_now(database, shop)
    assert owner.get("/desk/policy/rules/sale").status_code == 404
    assert owner.post("/desk/policy/rules/sale/move", data={"based_on": "2"}).status_code == 404


def test_a_rule_that_somebody_else_changed_is_not_overwritten(owner: FlaskClient, database: Database, shop: Shop) -> None:
    page = owner.get("/desk/policy/rules/sale")
    database.write(save_policy, shop.shop_id, 2, TEXT.replace("4.90", "5.90"), "Mikko", NOW)
    answer = send(owner, page, {"fee": "6 EUR"}, "/sale")
    assert answer.status_code == 409
    assert 'value="6 EUR"' in answer.text
    assert "5.90 EUR" in text_now(database, shop)
    assert send(owner, answer, {}, "/sale").status_code == 303
    assert '"6 EUR"' in text_now(database, shop)


def test_the_terms_are_saved_and_written_into_the_text(owner: FlaskClient, database: Database, shop: Shop) -> None:
    worth = {"thresholds.value_of_person_minor": "1 500,50"}
    changes = worth | {
        "window_days": "14",
        "window_from": "ordered",
        "non_returnable_skus": "GIFT*",
        "thresholds.returns_of_order": "3",
    }
    assert send(owner, owner.get("/desk/policy/terms"), changes, "/terms").status_code == 303
    saved = database.read(get_shop, shop.shop_id).settings.policy
    assert (saved.window_days, saved.window_from, saved.non_returnable_skus) == (14, "ordered", ("GIFT*",))
    assert saved.thresholds.returns_of_order == 3
    assert saved.thresholds.value_of_person_minor == 150050
    assert 'value="1500.50"' in owner.get("/desk/policy/terms").text
    terms = tomllib.loads(saved.text)["terms"]
    assert (terms["window_days"], terms["never"], terms["thresholds"]["returns_of_order"]) == (14, ["GIFT*"], 3)
    assert "# Hygiene goods" in saved.text


@pytest.mark.parametrize(
    ("field", "typed"),
    [("window_days", "soon"), ("grace_days", "-1"), ("thresholds.returns_of_order", "0"), ("refund_due", "never")],
)
def test_terms_that_cannot_be_are_said_at_their_field(
    owner: FlaskClient, database: Database, shop: Shop, field: str, typed: str
) -> None:
    answer = send(owner, owner.get("/desk/policy/terms"), {field: typed}, "/terms")
    assert answer.status_code == 422
    assert f'id="{field}-fault"' in answer.text
    assert database.read(get_shop, shop.shop_id) == shop


def test_seasons_are_added_changed_and_taken_out(owner: FlaskClient, database: Database, shop: Shop) -> None:
    easter = {"name": "Easter", "bought_from": "2027-03-01", "bought_to": "2027-03-28", "until": "2027-04-30"}
    assert send(owner, owner.get("/desk/policy/seasons"), easter, "/seasons").status_code == 303
    assert send(owner, owner.get("/desk/policy/seasons/0"), {"until": "2027-02-07"}, "/0").status_code == 303
    assert "back until 7 Feb 2027" in owner.get("/desk/policy").text
    assert send(owner, owner.get("/desk/policy/seasons/0"), {}, "/remove").status_code == 303
    assert [season["name"] for season in tomllib.loads(text_now(database, shop))["season"]] == ["Easter"]
    assert [rule["id"] for rule in rules_now(database, shop)] == ["hygiene", "sale", "again"]
    assert owner.get("/desk/policy/seasons/7").status_code == 404


def test_a_season_without_days_is_refused_and_kept(owner: FlaskClient, database: Database, shop: Shop) -> None:
    answer = send(owner, owner.get("/desk/policy/seasons"), {"name": "Easter", "until": "2027-02-31"}, "/seasons")
    assert answer.status_code == 422
    assert 'value="Easter"' in answer.text
    assert 'id="until-fault"' in answer.text
    assert database.read(get_shop, shop.shop_id) == shop


def test_hostile_words_are_shown_as_words(owner: FlaskClient) -> None:
    typed = {"id": "far", "then": "refuse", "when.tag": "<script>alert(1)</script>", "shopper.en": "{{7*7}}<b>", "agent": "<i>"}
    assert send(owner, owner.get("/desk/policy/rules"), typed, "/rules").status_code == 303
    for path in ("", "/rules/far", "/text", "/versions/3"):
        page = owner.get(f"/desk/policy{path}").text
        assert "<script>alert" not in page
        assert "{{7*7}}&lt;b&gt;" in page


REASON_CODES = st.sampled_from(["damaged", "changed_mind", "damaged/cracked"])
FACTS = st.fixed_dictionaries(
    {},
    optional={
        "category": st.sampled_from(["home", "shoes & socks", ["ä", "b"]]),
        "sku": st.sampled_from(["A*", ["A*", "B-1"]]),
        "country": st.sampled_from(["FI", ["FI", "SE"]]),
        "customer": st.sampled_from(["consumer", "business"]),
        "reason": st.one_of(REASON_CODES, st.lists(REASON_CODES, min_size=2, unique=True)),
    },
)
WINDOWS = [{}, {"within_days": 3, "counted_from": "shipped", "seasons": False}, {"later_than_days": 9, "grace_days": 0}]
FEES = ["1 EUR", ["1 EUR", "9 SEK"], "15 %"]


@given(
    named=FACTS,
    excepted=FACTS,
    window=st.sampled_from(WINDOWS),
    rest=st.fixed_dictionaries(
        {}, optional={"fee": st.sampled_from(FEES), "agent": st.just("Look."), "option": st.just("any_post")}
    ),
)
@hypothesis_settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_form_gives_back_the_rule_that_it_was_filled_from(
    client: FlaskClient, named: dict[str, Any], excepted: dict[str, Any], window: dict[str, Any], rest: dict[str, Any]
) -> None:
    when = {**named, **({"not": excepted} if excepted else {}), **window}
    rule = {"id": "one", "then": "refuse", **rest, **({"when": when} if when else {})}
    filled = {name: text for name, text in fill_form(rule).items() if text}
    with client.application.test_request_context(method="POST", data=filled):
        assert read_form(["en", "fi"], rule) == rule
