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
from sendback.shops.keys import KeyKind, get_kid
from sendback.shops.permissions import MAY, Action
from sendback.shops.sign_in import Role
from sendback.shops.store import get_shop
from sendback.web.context import Context
from sendback.web.dock.pages import read_build
from sendback.web.widget_files import read_manifest
from tests.conftest import Clock, MakeShop
from tests.factories import push_order
from tests.spoiling import spoil
from tests.web.endpoints import list_endpoints
from tests.web.shopping import CONTACT
from tests.web.victim import NUMBER, POSTCODE, Victim, as_person, make_victim, sign_in

pytestmark = pytest.mark.one_engine  # who may do what is decided above them, and the walk is long
ENDPOINTS = list_endpoints()
OPEN_TO_ALL = {one.name for one in ENDPOINTS if one.whom == "open"}
BY_PROOF = {one.name for one in ENDPOINTS if one.whom == "proof"}
BY_KEY = {one.name for one in ENDPOINTS if one.whom == "key"}
BY_ACTION = {one.name: Action(one.whom) for one in ENDPOINTS if one.whom in set(Action)}
THEIRS = {one.name for one in ENDPOINTS if one.note == "theirs"}
"""Those whose address names something of one shop: refused to whoever belongs to another."""


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
        "order_number": NUMBER,
        "kid": get_kid(victim.api_key),
        "receipt": victim.receipt_id,
        "order_id": victim.order.order_id,
        **dict.fromkeys(("receipt_id", "subject_id"), victim.box_id),
        "inspection_id": victim.finding_id,
        "import_id": victim.import_id,
        "job_id": victim.job_id,
        "endpoint_id": victim.endpoint_id,
        "delivery_id": victim.delivery_id,
        "request_id": "01REQUEST",
        "document_id": victim.document_id,
        "image_id": victim.image_id,
        "language": "en",
        "mail": "label",
        "ending": "pdf",
        "filename": "house.css",
        "build": read_build(),
        "part": "app.js",
        "kind": "label",
        "size": "a6",
        "scale": "full",
        "anything": "config",
        "batch_id": victim.batch_id,
        **dict.fromkeys(("account_id", "session_id", "passkey_id", "link_id"), victim.account_id),
        "view_id": victim.view_id,
        "device_id": victim.device.device_id,
        "worker_id": victim.worker_id,
        "pairing_hash": victim.pairing_hash,
        "home": victim.founded.shop.shop_id,
        "guest": victim.founded.shop.shop_id,
        "place": "outlet",
        "code": "too_small",
        "rule": "gifts",
        "photo_id": "01PHOTO",
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
    if path.startswith(("/api/", "/builder", "/dock/api/")):
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
        passes = rule.endpoint in allowed_endpoints or method == "OPTIONS" or is_led_to_sign_in(answer)
        assert passes or answer.status_code >= 400, where
        if rule.endpoint in BY_PROOF and method in ("GET", "POST"):
            assert NUMBER not in answer.text or "value=" in answer.text, where  # the form gives back what was typed


def is_led_to_sign_in(answer: TestResponse) -> bool:
    """Say whether a visit was sent to sign-in instead of being shown anything."""
    return answer.status_code == 303 and answer.headers["Location"].startswith("/sign-in?next=")


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
    """Add a new address to endpoints.txt, which says who may use it; this file then tries everybody else."""
    assert sorted({rule.endpoint for rule in app.url_map.iter_rules()}) == sorted(one.name for one in ENDPOINTS)
    asked = {name: view.__dict__["action"] for name, view in app.view_functions.items() if "action" in view.__dict__}
    assert asked == BY_ACTION
    asks = {name: view.__dict__["dock"] for name, view in app.view_functions.items() if "dock" in view.__dict__}
    assert asks == {one.name: one.note for one in ENDPOINTS if one.whom == "device"}


def test_the_owner_sees_it_all(client: FlaskClient, victim: Victim) -> None:
    """The canary sings: were it in a stranger's answer, these tests would hear it."""
    page = as_person(client, victim.cookie).get(f"/desk/returns/{victim.item.return_id}")
    assert all(fact in page.text for fact in victim.facts[:6])


@pytest.mark.parametrize("kind", ["forged", "cut", "empty"])
def test_nobody(client: FlaskClient, victim: Victim, database: Database, kind: str) -> None:
    forged = {"forged": spoil(victim.status_secret), "cut": victim.document[:40], "empty": "0"}
    walk(client, victim, forged[kind], OPEN_TO_ALL)
    refuse_changes(database, victim)


def test_a_session_for_a_status_and_a_status_for_a_document(client: FlaskClient, victim: Victim, database: Database) -> None:
    """What is signed for one purpose opens nothing else."""
    walk(client, victim, victim.session, OPEN_TO_ALL, session=victim.status_secret)
    walk(client, victim, victim.cookie, OPEN_TO_ALL, session=victim.document)
    refuse_changes(database, victim)


@pytest.mark.parametrize("role", Role)
def test_a_person_of_another_shop(
    client: FlaskClient, context: Context, victim: Victim, other: Founded, database: Database, role: Role
) -> None:
    as_person(client, sign_in(context, other, role))
    allowed = OPEN_TO_ALL | {name for name, action in BY_ACTION.items() if role in MAY[action]} - THEIRS
    walk(client, victim, spoil(victim.status_secret), allowed)
    refuse_changes(database, victim)


@pytest.mark.parametrize("role", Role)
def test_a_person_whose_role_does_not_allow_it(
    client: FlaskClient, context: Context, victim: Victim, database: Database, role: Role
) -> None:
    as_person(client, sign_in(context, victim.founded, role))
    for rule, method, path in list_requests(client.application, victim, "0"):
        if method != "OPTIONS" and rule.endpoint in BY_ACTION and role not in MAY[BY_ACTION[rule.endpoint]]:
            answer = ask(client, method, path)
            refuse_leaks(victim, answer, path)
            assert answer.status_code == 403, f"{method} {rule.rule}"
    refuse_changes(database, victim)


@pytest.mark.parametrize("role", Role)
def test_a_person_whose_role_allows_it(client: FlaskClient, context: Context, victim: Victim, role: Role) -> None:
    """Nobody is kept out of what the table lets them do: with the test before, the whole table holds."""
    for rule, method, path in list_requests(client.application, victim, "0"):
        action = BY_ACTION.get(rule.endpoint)
        if method not in ("OPTIONS", "HEAD") and action is not None and role in MAY[action]:
            as_person(client, sign_in(context, victim.founded, role))  # anew each time: some of these end the session
            answer = ask(client, method, path)
            answer.close()
            refused = answer.status_code in (401, 403) or is_led_to_sign_in(answer)
            assert (refused, answer.status_code < 500) == (False, True), f"{method} {rule.rule}: {answer.status_code}"


def test_what_stands_behind_sign_in_asks_for_an_action(app: Flask) -> None:
    """Deny by default: an address of these rooms that asks for none is an oversight."""
    rooms = ("/desk", "/builder", "/account")
    bare = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(rooms) and "action" not in app.view_functions[rule.endpoint].__dict__
    }
    assert {name for name in bare if not name.startswith("builder_dry_run.")} == set()  # the preview's orders never were


def test_what_is_dangerous_asks_for_proof(app: Flask) -> None:
    fresh = {name for name, view in app.view_functions.items() if view.__dict__.get("fresh")}
    dangerous = {Action.MANAGE_PEOPLE, Action.MANAGE_KEYS, Action.ERASE, Action.EXPORT}
    only_looks = {rule.endpoint for rule in app.url_map.iter_rules() if BY_ACTION.get(rule.endpoint) is Action.MANAGE_KEYS}
    only_looks -= {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    asked = {name for name, view in app.view_functions.items() if view.__dict__.get("action") in dangerous}
    assert asked - only_looks <= fresh, "the lists of keys and webhooks show no secret; everything else asks"


def test_a_shopper_of_another_shop_with_the_same_order_number(
    client: FlaskClient, victim: Victim, other_session: str, database: Database
) -> None:
    walk(client, victim, other_session, OPEN_TO_ALL, session=other_session)
    refuse_changes(database, victim)


@pytest.mark.parametrize("kind", KeyKind)
def test_a_key_of_another_shop_or_of_another_kind(
    client: FlaskClient, context: Context, victim: Victim, other: Founded, database: Database, kind: KeyKind
) -> None:
    keys = {KeyKind.PUBLISHABLE: victim.founded.publishable_key, KeyKind.SIGNING: victim.founded.signing_key}
    if kind in keys:
        walk(client, victim, "0", OPEN_TO_ALL, authorization=f"Bearer {keys[kind]}")
    else:
        key = database.write(add_secret_key, context.vault, other.shop, kind, "Kaisa", context.clock())
        walk(client, victim, "0", OPEN_TO_ALL | (BY_KEY - THEIRS), authorization=f"Bearer {key}")
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
    assert client.get(address, headers={"Sec-Fetch-Dest": "image"}).status_code == 401
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
