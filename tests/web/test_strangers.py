"""Every address there is, asked by everybody whom it does not concern: they learn nothing of another's shop."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from sendback.database.model import Database
from sendback.delivery.links import Document
from sendback.delivery.model import Kind, State
from sendback.delivery.outbox_store import list_jobs
from sendback.returns.model import Status
from sendback.returns.store import list_returns
from sendback.shops.founding import Founded, add_secret_key
from sendback.shops.keys import KeyKind
from sendback.shops.permissions import MAY
from sendback.shops.sign_in import Role
from sendback.shops.store import get_shop
from sendback.web.context import Context
from sendback.web.widget_files import read_manifest
from tests.conftest import Clock, MakeShop
from tests.factories import push_order
from tests.web.shopping import CONTACT
from tests.web.victim import NUMBER, POSTCODE, Victim, as_person, make_victim, sign_in

OPEN_TO_ALL = {
    "static": "the house's own styles and scripts",
    "widget_files.send_newest": "the tag's script",
    "widget_files.send_version": "the tag's script",
    "widget_files.send_form": "the tag's form",
    "widget_api.show_config": "what the tag shows before anybody proved anything",
    "widget_api.mail_link": "one answer for every number; the mail goes to the address on record",
    "widget_api.take_tag_report": "one answer whether or not the builder waits for it",
    "widget_api.answer_preflight": "says which pages may ask",
    "hosted.show": "the form that asks for an order",
    "hosted.begin_order": "leads to the beginning",
    "hosted.begin_lines": "leads to the beginning",
    "hosted.begin_details": "leads to the beginning",
    "hosted.begin_photos": "leads to the beginning",
    "hosted.begin_link": "leads to the beginning",
    "hosted.link": "one answer for every number; the mail goes to the address on record",
    "hosted.open": "a button, whatever the link",
    "hosted.look": "the shop's colours",
    "hosted.withdraw": "the form of a withdrawal, for everybody",
    "hosted.withdraw_statement": "shows what was typed",
    "hosted.withdraw_confirm": "heard, whoever says it; the answer tells nothing of any order",
    "hosted.begin_withdraw": "leads to the beginning",
    "widget_api.show_statement": "shows what was typed",
    "widget_api.create_withdrawal": "heard, whoever says it; the answer tells nothing of any order",
    "receipts.show_check": "that there is a receipt, and when it was issued",
    "receipts.check": "whether a text is the receipt",
    "receipts.list_public_keys": "public keys",
    "builder_logo.show_shop_image": "logos are for every page",
    "builder_dry_run.show_saved_config": "as the tag's own door",
    "builder_dry_run.show_specimen_order": "an order that never was",
    "builder_dry_run.pretend_to_mail_link": "mails nothing",
    "builder_dry_run.pretend_to_take_photo": "keeps nothing",
    "builder_dry_run.pretend_to_make_return": "makes nothing",
    "builder_dry_run.show_specimen_preview": "an order that never was",
    "builder_dry_run.read_specimen_list": "an order that never was",
    "builder_dry_run.pretend_to_mail_label": "mails nothing",
    "scanned.show": "whose parcel it is, whatever the number",
    "sign_in.show_front": "the house's front",
    "sign_in.show_how": "how to get a link",
    "sign_in.show_link": "a button, whatever the link",
    "sign_in.sign_out": "ends a session of one's own, if there is one",
    "problem_pages.list_problems": "what each code means",
    "ops.show_alive": "no word about anybody",
    "ops.show_ready": "no word about anybody",
}
BY_PROOF = {
    "widget_api.show_order", "widget_api.create_return", "widget_api.show_preview", "widget_api.read_list",
    "widget_api.mail_label", "hosted.order", "hosted.lines",
    "hosted.details", "hosted.done", "hosted.spend", "status.show", "status.mail", "status.add_box",
    "status.make_label_again", "status.show_code", "status.answer", "status.add_photos",
    "widget_api.send_photo", "documents.show_document", "sign_in.use_link",
    "approving.show", "approving.decide",
    "documents.show_receipt", "hosted.withdraw_receipt", "hosted.photos",
}  # fmt: skip
BY_KEY = {
    "merchant_api.push_orders", "merchant_api.push_shipments", "merchant_api.show_print_file", "merchant_api.add_parcel",
    "merchant_api.find_documents", "merchant_api.fetch_document", "merchant_api.save_document",
}  # fmt: skip
OF_NOBODY_ELSE = {"merchant_api.add_parcel", "merchant_api.fetch_document", "merchant_api.save_document"}
"""Answered to a key, but never for another shop's return or document."""
BY_PEOPLE = {
    "desk.show_home", "desk.list_returns", "desk.show_return", "desk.approve", "desk.decline", "desk.cancel", "desk.mail_label",
    "desk.add_box", "desk.buy_again", "desk.give_back", "desk.show_photo",
    "desk.ask", "desk.edit", "desk.add_line", "desk.show_waiting", "desk.decide_many",
    "desk.list_documents", "desk.list_mails", "desk.replay", "desk.read_token",
    "desk.policy.show_choices", "desk.policy.show_rules", "desk.policy.show_text", "desk.policy.download_text",
    "desk.policy.show_trial", "desk.policy.list_versions", "desk.policy.show_version",
    "desk.list_withdrawals", "desk.show_withdrawal", "desk.tie_withdrawal", "desk.return_withdrawal", "desk.note_goods",
    "desk.note_refund", "desk.finish_withdrawal",
}  # fmt: skip
BY_OWNER = {
    "builder.show_builder", "builder_saved.show_settings", "builder_saved.replace_settings", "builder_saved.show_texts",
    "builder_logo.take_logo", "builder_logo.show_logo", "builder_preview.show_storefront", "builder_preview.show_draft_config",
    "builder_preview.show_specimen_label", "builder_preview.show_specimen_status", "builder_verify.check_page",
    "builder_verify.show_report", "builder_paper.show_designer", "builder_paper_saved.show_designs",
    "builder_paper_saved.replace_design", "builder_paper_saved.return_to_builtin", "builder_paper_checking.check_sent_design",
    "builder_paper_drawing.show_preview", "builder_paper_drawing.show_specimen",
    "desk.policy.save_choices", "desk.policy.show_conditions", "desk.policy.save_conditions", "desk.policy.show_new_reason",
    "desk.policy.add_reason", "desk.policy.show_reason", "desk.policy.save_reason", "desk.policy.move_reason",
    "desk.policy.remove_reason", "desk.policy.show_new_rule", "desk.policy.add_rule", "desk.policy.show_rule",
    "desk.policy.save_rule", "desk.policy.move_rule", "desk.policy.remove_rule", "desk.policy.show_terms",
    "desk.policy.save_terms", "desk.policy.show_new_season", "desk.policy.add_season", "desk.policy.show_season",
    "desk.policy.save_season", "desk.policy.remove_season", "desk.policy.save_text", "desk.policy.load_file",
    "desk.policy.restore_version",
    "desk.withdrawal_settings", "desk.save_withdrawal_settings", "desk.withdrawal_wording", "desk.save_withdrawal_wording",
}  # fmt: skip
OF_ONES_OWN_SHOP = (BY_PEOPLE | BY_OWNER) - {"desk.show_return", "desk.approve", "desk.decline", "desk.cancel", "desk.mail_label"}
OF_ONES_OWN_SHOP -= {
    "desk.show_photo",
    "desk.add_box",
    "desk.buy_again",
    "desk.give_back",
    "desk.replay",
    "builder_logo.show_logo",
}
OF_ONES_OWN_SHOP -= {"desk.ask", "desk.edit", "desk.add_line"}
OF_ONES_OWN_SHOP -= {"desk.show_withdrawal", "desk.tie_withdrawal", "desk.return_withdrawal", "desk.note_goods"}
OF_ONES_OWN_SHOP -= {"desk.note_refund", "desk.finish_withdrawal"}


@pytest.fixture
def victim(context: Context, make_shop: MakeShop) -> Victim:
    return make_victim(context, make_shop(name="Victim"))


@pytest.fixture
def other(make_shop: MakeShop) -> Founded:
    return make_shop(name="Other")


@pytest.fixture
def other_session(context: Context, database: Database, other: Founded) -> str:
    """What a shopper of the other shop proved, of an order with the very same number."""
    order = database.write(push_order, other.shop.shop_id, number=NUMBER)
    return context.links.session(other.shop.shop_id, order.order_id)


def list_requests(app: Flask, victim: Victim, secret: str) -> Iterator[tuple[Rule, str, str]]:
    """List every (rule, method, path) with the victim's ids in it, and `secret` wherever a secret opens something."""
    values: Mapping[str, Any] = {
        **dict.fromkeys(("secret", "_secret", "signed", "link", "nonce"), secret),
        "pk": victim.founded.publishable_key,
        "slug": victim.founded.shop.slug,
        "return_id": victim.item.return_id,
        "rma": victim.item.rma,
        "number": 1,
        "receipt": victim.receipt_id,
        "job_id": victim.job_id,
        "document_id": victim.document_id,
        "image_id": victim.image_id,
        "language": "en",
        "ending": "pdf",
        "filename": "house.css",
        "kind": "label",
        "size": "a6",
        "scale": "full",
        "anything": "config",
        "batch_id": victim.batch_id,
        "code": "too_small",
        "rule": "gifts",
        "name": read_manifest()["form"]["name"],
    }
    for rule in app.url_map.iter_rules():
        version = 1 if rule.endpoint == "hosted.look" else "0.1.0"
        built = rule.build({**values, "version": version}, append_unknown=False)
        assert built is not None
        for method in sorted(rule.methods or ()):
            yield rule, method, built[1]


def ask(client: FlaskClient, method: str, path: str, session: str = "", authorization: str = "") -> TestResponse:
    """Send what would work, were the secret right."""
    lines = [{"id": "1", "quantity": 1, "reason": "too_small"}]
    headers = {
        "Idempotency-Key": "one",
        "If-Match": '"1"',
        "Sendback-Session": session,
        **({"Authorization": authorization} if authorization else {}),
    }
    body = {"session": session, "order_number": NUMBER, "proof": {"postcode": "00000"}, "lang": "en", "lines": lines}
    body |= {"contact": CONTACT, "delivery": "popup", "number": NUMBER, "key": "one", "reason": "x"}
    if path.startswith(("/api/", "/builder")):
        return client.open(path, method=method, json=body, headers=headers)
    form = {name: value for name, value in body.items() if isinstance(value, str)}
    form |= {"proof.postcode": "00000", "pick.1": "1", "quantity.1": "1", "reason.1": "too_small"}
    return client.open(path, method=method, data=form if method == "POST" else None, headers=headers)


def refuse_leaks(victim: Victim, answer: TestResponse, where: str, allowed: str = "") -> None:
    """Fail where an answer holds one of the victim's facts that the asker did not send."""
    told = f"{answer.get_data().decode(errors='replace')}\n{answer.headers}"
    answer.close()
    assert answer.status_code < 500, where
    assert [fact for fact in victim.facts if fact in told and fact not in (allowed, NUMBER)] == [], where


def walk(
    client: FlaskClient, victim: Victim, secret: str, allowed_endpoints: set[str], session: str = "", authorization: str = ""
) -> None:
    """Ask at every address; nothing but the allowed may succeed."""
    for rule, method, path in list_requests(client.application, victim, secret):
        where = f"{method} {rule.rule}"
        answer = ask(client, method, path, session, authorization)
        refuse_leaks(victim, answer, where, victim.item.rma if "<rma>" in rule.rule else secret)
        passes = rule.endpoint in allowed_endpoints or method == "OPTIONS"
        assert passes or answer.status_code >= 400, where
        if rule.endpoint in BY_PROOF and method in ("GET", "POST"):
            assert NUMBER not in answer.text or "value=" in answer.text, where  # the form gives back what was typed


def refuse_changes(database: Database, victim: Victim) -> None:
    """Fail where the victim's shop is not as it was."""
    shop = victim.founded.shop
    assert database.read(get_shop, shop.shop_id) == shop
    assert [(item.return_id, item.status) for item in database.read(list_returns, shop.shop_id)] == [
        (victim.item.return_id, Status.AUTHORIZED)
    ]
    jobs = [job.job_id for job in database.read(list_jobs, shop.shop_id, State.PENDING) if job.kind is Kind.LABEL]
    assert jobs == [victim.job_id]


def test_every_address_is_listed_with_whom_it_serves(app: Flask) -> None:
    """Add a new address to the one list that says who may use it; this file then tries everybody else."""
    lists = [set(OPEN_TO_ALL), BY_PROOF, BY_KEY, BY_PEOPLE, BY_OWNER]
    assert sum(map(len, lists)) == len(set().union(*lists))
    assert {rule.endpoint for rule in app.url_map.iter_rules()} == set().union(*lists)


def test_the_owner_sees_it_all(client: FlaskClient, victim: Victim) -> None:
    """The canary sings: were it in a stranger's answer, these tests would hear it."""
    page = as_person(client, victim.cookie).get(f"/desk/returns/{victim.item.return_id}")
    assert all(fact in page.text for fact in victim.facts[:6])


@pytest.mark.parametrize("kind", ["forged", "cut", "empty"])
def test_nobody(client: FlaskClient, victim: Victim, database: Database, kind: str) -> None:
    forged = {"forged": victim.status_secret[:-2] + "xx", "cut": victim.document[:40], "empty": "0"}
    walk(client, victim, forged[kind], set(OPEN_TO_ALL))
    refuse_changes(database, victim)


def test_a_session_for_a_status_and_a_status_for_a_document(client: FlaskClient, victim: Victim, database: Database) -> None:
    """What is signed for one purpose opens nothing else."""
    walk(client, victim, victim.session, set(OPEN_TO_ALL), session=victim.status_secret)
    walk(client, victim, victim.cookie, set(OPEN_TO_ALL), session=victim.document)
    refuse_changes(database, victim)


@pytest.mark.parametrize("role", Role)
def test_a_person_of_another_shop(
    client: FlaskClient, context: Context, victim: Victim, other: Founded, database: Database, role: Role
) -> None:
    as_person(client, sign_in(context, other, role))
    views = client.application.view_functions
    allowed = set(OPEN_TO_ALL) | {name for name in OF_ONES_OWN_SHOP if role in MAY[views[name].__dict__["action"]]}
    walk(client, victim, victim.status_secret[:-2] + "xx", allowed)
    refuse_changes(database, victim)


def test_an_agent_where_only_the_owner_may(client: FlaskClient, context: Context, victim: Victim, database: Database) -> None:
    as_person(client, sign_in(context, victim.founded, Role.AGENT))
    for rule, method, path in list_requests(client.application, victim, "0"):
        if rule.endpoint in BY_OWNER and method != "OPTIONS":
            answer = ask(client, method, path)
            refuse_leaks(victim, answer, path)
            assert answer.status_code == 403, f"{method} {rule.rule}"
    refuse_changes(database, victim)


def test_a_shopper_of_another_shop_with_the_same_order_number(
    client: FlaskClient, victim: Victim, other_session: str, database: Database
) -> None:
    walk(client, victim, other_session, set(OPEN_TO_ALL), session=other_session)
    refuse_changes(database, victim)


@pytest.mark.parametrize("kind", KeyKind)
def test_a_key_of_another_shop_or_of_another_kind(
    client: FlaskClient, context: Context, victim: Victim, other: Founded, database: Database, kind: KeyKind
) -> None:
    keys = {KeyKind.PUBLISHABLE: victim.founded.publishable_key, KeyKind.SIGNING: victim.founded.signing_key}
    if kind in keys:
        walk(client, victim, "0", set(OPEN_TO_ALL), authorization=f"Bearer {keys[kind]}")
    else:
        key = database.write(add_secret_key, context.vault, other.shop, kind, "Kaisa", context.clock())
        walk(client, victim, "0", set(OPEN_TO_ALL) | (BY_KEY - OF_NOBODY_ELSE), authorization=f"Bearer {key}")
    refuse_changes(database, victim)


def test_links_of_another_shop_open_nothing_under_this_shops_name(
    client: FlaskClient, context: Context, victim: Victim, other: Founded
) -> None:
    """A real secret of one shop, at the doors of another."""
    other_slug, headers = other.shop.slug, {"Idempotency-Key": "k"}
    address = f"/api/v1/widget/{other.publishable_key}/returns"
    assert client.post(f"{address}/{victim.status_secret}/email", json={}, headers=headers).status_code == 404
    assert client.get(f"/s/{other_slug}/done/{victim.status_secret}").status_code == 404
    body = {"session": victim.session, "lines": []}
    assert client.post(address, json=body, headers=headers).status_code == 401
    assert client.post(f"/s/{other_slug}/lines", data={"session": victim.session, "pick.1": "1"}).status_code == 401
    mixed = context.links.document_url(other.shop.shop_id, victim.item.return_id, Document.LABEL)
    assert client.get(mixed.removeprefix(context.settings.base_url)).status_code == 404
    image = f"/shop-images/{other_slug}/{victim.image_id}.png"
    assert client.get(image).status_code == 404


def test_a_photo_opens_with_its_link_to_its_own_shops_people_alone(
    client: FlaskClient, context: Context, victim: Victim, other: Founded
) -> None:
    address = f"/desk/photos/{victim.photo}/full.jpg"
    assert client.get(address).status_code == 401
    assert as_person(client, sign_in(context, other, Role.OWNER)).get(address).status_code == 404
    assert as_person(client, victim.cookie).get(address).status_code == 200
    mixed = context.links.photo_url(other.shop.shop_id, "01J0000000000000000000000X").removeprefix(context.settings.base_url)
    assert client.get(mixed).status_code == 404


def test_an_answer_is_replayed_to_nobody_else(client: FlaskClient, context: Context, victim: Victim, other_session: str) -> None:
    """The same idempotency key at another order, shop or with a spoilt secret does not bring back the first answer."""
    address = f"/api/v1/widget/{victim.founded.publishable_key}"
    first = client.post(f"{address}/returns/{victim.status_secret}/email", json={}, headers={"Idempotency-Key": "same"})
    assert first.status_code == 202
    for spoilt in (victim.status_secret[:-1], victim.status_secret[:100], f"{victim.status_secret[:100]}x.y"):
        again = client.post(f"{address}/returns/{spoilt}/email", json={}, headers={"Idempotency-Key": "same"})
        assert again.status_code == 404
    made = ask(client, "POST", f"{address}/returns", victim.session)
    assert made.status_code in (201, 202)
    assert ask(client, "POST", f"{address}/returns", other_session).status_code == 401


def test_a_session_ends_where_its_order_is_gone(client: FlaskClient, context: Context, victim: Victim) -> None:
    gone = context.links.session(victim.founded.shop.shop_id, "an order that was deleted")
    answer = ask(client, "POST", f"/api/v1/widget/{victim.founded.publishable_key}/returns", gone)
    assert (answer.status_code, answer.get_json()["code"]) == (401, "session-expired")


def test_the_right_proof_still_opens_it(client: FlaskClient, victim: Victim, clock: Clock) -> None:
    body = {"order_number": NUMBER, "proof": {"postcode": POSTCODE}, "lang": "en"}
    assert client.post(f"/api/v1/widget/{victim.founded.publishable_key}/orders/open", json=body).status_code == 200
