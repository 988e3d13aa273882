"""The shopper answers on their return's page, in their language, without script."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from sendback.database.model import Database
from sendback.returns import deciding
from sendback.returns.asking import ask_shopper
from sendback.returns.message_store import list_messages
from sendback.returns.model import Return
from sendback.shops.model import Shop
from sendback.web.context import Context
from sendback.words.catalogue import LANGUAGES, words_for
from tests.conftest import Clock, MakeShop
from tests.web.pages import send
from tests.web.waiting import make_waiting

HOSTILE = "<script>alert(1)</script> {{7*7}}"


@pytest.fixture
def shop(make_shop: MakeShop) -> Shop:
    return make_shop(policy={"approval": "none"}).shop


@pytest.fixture
def item(database: Database, shop: Shop) -> Return:
    return make_waiting(database, shop)


@pytest.fixture
def page(context: Context, item: Return) -> str:
    return f"/r/{context.links.status_secret(item.shop_id, item.return_id)}"


@pytest.fixture
def ask(database: Database, item: Return, clock: Clock) -> Callable[..., None]:
    def put(text: str = "Which seam?", photos: bool = False) -> None:
        database.write(ask_shopper, item.shop_id, item.return_id, text, photos, "Kaisa", clock())

    return put


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_asks_in_the_shoppers_language(client: FlaskClient, page: str, ask: Callable[..., None], language: str) -> None:
    ask("Which seam?\nLeft or right?", photos=True)
    shown, words = client.get(f"{page}?lang={language}").text, words_for(language)
    for text in (
        "Which seam?",
        "Left or right?",
        words("status.asked"),
        words("status.asked_photos"),
        words("status.answer_send"),
    ):
        assert text in shown
    assert "Kaisa" not in shown


def test_an_answer_is_taken_once_and_thanked_for(
    client: FlaskClient, database: Database, item: Return, page: str, ask: Callable[..., None]
) -> None:
    ask()
    form = client.get(page)
    for _ in range(2):
        answered = send(client, form, {"answer": "The left one."}, "/answer#question")
        assert answered.status_code == 303
    assert [message.body for message in database.read(list_messages, item.shop_id, item.return_id)] == [
        "Which seam?",
        "The left one.",
    ]
    thanked = client.get(f"{page}?answered=1").text
    assert "has your answer" in thanked
    assert "What the shop asks" not in thanked
    assert thanked.index("Which seam?") < thanked.index("The left one."), "both stand among the messages"


@pytest.mark.parametrize(("answer", "said"), [(" ", "This is needed."), ("x" * 1001, "1000 characters at most")])
def test_an_answer_that_cannot_be_taken_is_kept_in_its_field(
    client: FlaskClient, page: str, ask: Callable[..., None], answer: str, said: str
) -> None:
    ask()
    refused = send(client, client.get(page), {"answer": answer}, "/answer#question")
    assert refused.status_code == 422
    assert said in refused.text
    assert f">{answer}</textarea>" in refused.text


def test_a_decided_return_asks_nothing_and_takes_no_answer(
    client: FlaskClient, database: Database, item: Return, page: str, ask: Callable[..., None], clock: Clock
) -> None:
    ask()
    form = client.get(page)
    database.write(deciding.decline, item.shop_id, item.return_id, "Worn.", "Kaisa", clock())
    assert "What the shop asks" not in client.get(page).text
    late = send(client, form, {"answer": "The left one."}, "/answer#question")
    assert late.status_code == 303
    assert "answered" not in late.headers["Location"]


def test_hostile_questions_and_answers_are_text(client: FlaskClient, page: str, ask: Callable[..., None]) -> None:
    ask(HOSTILE)
    form = client.get(page)
    refused = send(client, form, {"answer": HOSTILE * 50}, "/answer#question")
    for shown in (form.text, refused.text):
        assert "<script>alert" not in shown
        assert "{{7*7}}" in shown


def test_a_form_that_was_sent_and_is_changed_leads_to_the_page_as_it_is_now(
    client: FlaskClient, page: str, ask: Callable[..., None]
) -> None:
    ask()
    form = client.get(page)
    assert send(client, form, {"answer": "The left one"}, "/answer#question").status_code == 303
    ask("And of which sleeve?")
    again = send(client, form, {"answer": "The right one"}, "/answer#question")
    assert again.status_code == 422
    assert "And of which sleeve?" in again.text
    assert "The right one" in again.text
    assert send(client, again, to="/answer#question").status_code == 303
