"""The shop asks before it decides, and the answer brings the return back to it."""

from datetime import datetime, timedelta

import pytest

from sendback.database.model import Database
from sendback.errors import Code, Problem
from sendback.journal.store import list_events
from sendback.returns import deciding
from sendback.returns.asking import answer_question, ask_shopper
from sendback.returns.message_store import add_message, find_question, list_messages
from sendback.returns.messages import MessageKind
from sendback.returns.model import Return
from sendback.returns.queue_store import count_waiting, list_waiting
from sendback.returns.reminding import asked_before, remind
from sendback.returns.store import get_return
from sendback.shops.model import Shop
from tests.conftest import Clock, MakeShop
from tests.factories import make_buyer, make_consignor
from tests.returns.conftest import MakeWaiting


def ask(database: Database, item: Return, now: datetime, text: str = "Which seam?", photos: bool = False) -> None:
    database.write(ask_shopper, item.shop_id, item.return_id, text, photos, "Kaisa", now)


def queue(database: Database, shop: Shop, now: datetime, by_shopper: bool = False) -> list[str]:
    before = asked_before(shop, now)
    waiting = database.read(list_waiting, shop.shop_id, before, "", 50, by_shopper)
    assert database.read(count_waiting, shop.shop_id, before, by_shopper) == len(waiting)
    return [one.item.return_id for one in waiting]


def test_a_question_takes_the_return_out_of_the_queue_and_the_answer_brings_it_back(
    database: Database, asking_shop: Shop, make_waiting: MakeWaiting, clock: Clock
) -> None:
    item = make_waiting()
    assert (queue(database, asking_shop, clock()), queue(database, asking_shop, clock(), True)) == ([item.return_id], [])
    ask(database, item, clock(), " Which seam?\x00 ", photos=True)
    assert (queue(database, asking_shop, clock()), queue(database, asking_shop, clock(), True)) == ([], [item.return_id])
    question = database.read(find_question, item.shop_id, item.return_id)
    assert question is not None
    assert (question.body, question.wants_photos, question.made_by, question.number) == ("Which seam?", True, "Kaisa", 1)
    answer = database.write(answer_question, item.shop_id, item.return_id, "The left one.\nSee?", clock.advance(hours=1))
    assert (answer.kind, answer.body, answer.made_by, answer.number) == (MessageKind.ANSWER, "The left one.\nSee?", "shopper", 2)
    assert queue(database, asking_shop, clock()) == [item.return_id]
    assert database.read(find_question, item.shop_id, item.return_id) is None
    told = database.read(list_events, item.shop_id, item.return_id)
    assert [(event.type, event.actor) for event in told[1:]] == [("return.asked", "Kaisa"), ("return.answered", "shopper")]
    assert not [event for event in told if "seam" in str(event.body) or "left" in str(event.body)]


def test_a_question_that_nobody_answers_waits_for_the_desk_again(
    database: Database, asking_shop: Shop, make_waiting: MakeWaiting, clock: Clock
) -> None:
    item = make_waiting()
    ask(database, item, clock())
    assert queue(database, asking_shop, clock.advance(days=2, hours=23)) == []
    assert queue(database, asking_shop, clock.advance(hours=1)) == [item.return_id]
    database.write(answer_question, item.shop_id, item.return_id, "Sorry, I was away.", clock())


def test_asking_anew_closes_the_question_before(database: Database, make_waiting: MakeWaiting, now: datetime) -> None:
    item = make_waiting()
    ask(database, item, now, "First?")
    ask(database, item, now, "Second?")
    messages = database.read(list_messages, item.shop_id, item.return_id)
    assert [(message.body, message.is_open) for message in messages] == [("First?", False), ("Second?", True)]


def test_photos_alone_are_an_answer(database: Database, make_waiting: MakeWaiting, now: datetime) -> None:
    item = make_waiting()
    ask(database, item, now, photos=True)
    assert database.write(answer_question, item.shop_id, item.return_id, " ", now, has_photos=True).body == ""


@pytest.mark.parametrize("text", ["", " \u202e ", "x" * 1001])
def test_nothing_and_too_much_are_refused(database: Database, make_waiting: MakeWaiting, now: datetime, text: str) -> None:
    item = make_waiting()
    with pytest.raises(Problem) as refused:
        ask(database, item, now, text)
    assert refused.value.code is Code.INVALID_FIELDS
    ask(database, item, now)
    with pytest.raises(Problem) as refused:
        database.write(answer_question, item.shop_id, item.return_id, text, now)
    assert [error.field for error in refused.value.errors] == ["answer"]


def test_an_answer_counts_once_and_only_to_a_question(database: Database, make_waiting: MakeWaiting, now: datetime) -> None:
    item = make_waiting()
    with pytest.raises(Problem) as refused:
        database.write(answer_question, item.shop_id, item.return_id, "Hello?", now)
    assert refused.value.code is Code.STATUS_CONFLICT
    ask(database, item, now)
    database.write(answer_question, item.shop_id, item.return_id, "Yes.", now)
    with pytest.raises(Problem):
        database.write(answer_question, item.shop_id, item.return_id, "Yes!", now)


def test_after_the_decision_nobody_asks_or_answers(database: Database, make_waiting: MakeWaiting, now: datetime) -> None:
    item = make_waiting()
    ask(database, item, now)
    database.write(deciding.approve, item.shop_id, item.return_id, "Teemu", now)
    with pytest.raises(Problem, match="Teemu approved this return"):
        ask(database, item, now)
    with pytest.raises(Problem) as refused:
        database.write(answer_question, item.shop_id, item.return_id, "Yes.", now)
    assert refused.value.code is Code.STATUS_CONFLICT


def test_without_an_address_nobody_can_be_asked(database: Database, make_waiting: MakeWaiting, now: datetime) -> None:
    item = make_waiting(order={"buyer": make_buyer(email="")}, consignor=make_consignor(email=""))
    with pytest.raises(Problem, match="no email address"):
        ask(database, item, now)


def test_notes_of_the_desk_are_no_questions(
    database: Database, asking_shop: Shop, make_waiting: MakeWaiting, now: datetime
) -> None:
    item = make_waiting()
    database.write(add_message, item.shop_id, item.return_id, MessageKind.NOTE, "Called twice.", "Kaisa", now)
    assert queue(database, asking_shop, now) == [item.return_id]


def remind_now(database: Database, shop: Shop, now: datetime) -> int:
    return database.write(remind, shop.shop_id, "worker", now)


def test_what_nobody_decides_is_reminded_of_once(
    database: Database, asking_shop: Shop, make_waiting: MakeWaiting, clock: Clock
) -> None:
    item = make_waiting()
    assert remind_now(database, asking_shop, clock.advance(days=2)) == 0
    assert remind_now(database, asking_shop, clock.advance(days=1)) == 1
    assert remind_now(database, asking_shop, clock.advance(days=30)) == 0
    told = [event for event in database.read(list_events, item.shop_id, item.return_id) if event.type == "return.escalated"]
    assert [(event.actor, event.body["asked"]) for event in told] == [("worker", False)]
    escalated_at = database.read(get_return, item.shop_id, item.return_id).escalated_at
    assert escalated_at is not None
    assert escalated_at.date() == (clock() - timedelta(days=30)).date()


def test_the_days_count_from_the_last_word(
    database: Database, asking_shop: Shop, make_waiting: MakeWaiting, clock: Clock
) -> None:
    item = make_waiting()
    ask(database, item, clock.advance(days=2))
    assert remind_now(database, asking_shop, clock.advance(days=2)) == 0
    database.write(answer_question, item.shop_id, item.return_id, "Yes.", clock())
    assert remind_now(database, asking_shop, clock.advance(days=2)) == 0
    assert remind_now(database, asking_shop, clock.advance(days=1)) == 1


def test_decided_returns_and_shops_that_want_no_reminder_are_left_alone(
    database: Database, asking_shop: Shop, make_shop: MakeShop, make_waiting: MakeWaiting, clock: Clock
) -> None:
    quiet = make_shop(policy={"approval": "none"}, desk={"remind_after_days": 0}).shop
    make_waiting(shop=quiet)
    database.write(deciding.approve, asking_shop.shop_id, make_waiting().return_id, "Kaisa", clock())
    later = clock.advance(days=60)
    assert (remind_now(database, asking_shop, later), remind_now(database, quiet, later)) == (0, 0)
