"""Many at once: each is told of by itself, and two people never decide one return twice."""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest

from sendback.database.model import Database
from sendback.errors import Code, Problem
from sendback.journal.store import find_broken_link, list_events
from sendback.orders.store import get_order
from sendback.returns import deciding
from sendback.returns.bulk import Told, approve_all, as_json, decline_all, read_told
from sendback.returns.decline_reasons import PRESETS, DeclineReason
from sendback.returns.model import Return, Status
from sendback.returns.store import get_return
from sendback.shops.model import Shop
from sendback.words.catalogue import LANGUAGES, words_for
from tests.conftest import MakeShop
from tests.factories import count_by_status
from tests.returns.conftest import MakeWaiting


def ids(items: Sequence[Return]) -> list[str]:
    return [item.return_id for item in items]


def test_each_of_many_is_told_of_by_itself(
    database: Database, asking_shop: Shop, make_waiting: MakeWaiting, now: datetime
) -> None:
    items = [make_waiting() for _ in range(4)]
    database.write(deciding.decline, asking_shop.shop_id, items[1].return_id, "Worn.", "Teemu", now)
    told = database.write(approve_all, asking_shop.shop_id, [*ids(items), "no such return"], "Kaisa", now)
    assert told == (
        Told(items[0].return_id, items[0].rma, True),
        Told(items[1].return_id, items[1].rma, False, "Teemu declined this return. Nothing was changed."),
        Told(items[2].return_id, items[2].rma, True),
        Told(items[3].return_id, items[3].rma, True),
        Told("no such return", "", False, "There is no such return."),
    )
    assert read_told(as_json(told)) == told
    assert database.read(count_by_status, asking_shop.shop_id) == {Status.AUTHORIZED: 3, Status.DECLINED: 1}
    assert find_broken_link(database, asking_shop.shop_id) is None


def test_approving_many_makes_each_its_label(
    database: Database, asking_shop: Shop, make_waiting: MakeWaiting, now: datetime
) -> None:
    items = [make_waiting() for _ in range(3)]
    database.write(approve_all, asking_shop.shop_id, ids(items), "Kaisa", now)
    for item in items:
        events = database.read(list_events, asking_shop.shop_id, item.return_id)
        assert [(event.type, event.actor) for event in events[1:]] == [
            ("return.authorized", "Kaisa"),
            ("label.created", "Kaisa"),
        ]


def test_declining_many_gives_units_back_and_tells_each_in_their_language(
    database: Database, asking_shop: Shop, make_waiting: MakeWaiting, now: datetime
) -> None:
    items = [make_waiting(language=language) for language in ("fi", "de")]
    told = database.write(decline_all, asking_shop.shop_id, ids(items), DeclineReason("used", "Sorry."), "Kaisa", now)
    assert all(one.is_done for one in told)
    reasons = [database.read(get_return, item.shop_id, item.return_id).decline_reason for item in items]
    assert reasons == ["Tuotteessa on käytön jälkiä. Sorry.", "Der Artikel weist Gebrauchsspuren auf. Sorry."]
    for item in items:
        assert [line.taken for line in database.read(get_order, item.shop_id, item.order_id).lines] == [0, 0]


@pytest.mark.parametrize("reason", [DeclineReason(), DeclineReason("no such preset"), DeclineReason("", "x" * 501)])
def test_a_decline_without_a_reason_declines_nobody(
    database: Database, asking_shop: Shop, make_waiting: MakeWaiting, now: datetime, reason: DeclineReason
) -> None:
    items = [make_waiting() for _ in range(2)]
    with pytest.raises(Problem) as refused:
        database.write(decline_all, asking_shop.shop_id, ids(items), reason, "Kaisa", now)
    assert refused.value.code is Code.INVALID_FIELDS
    assert database.read(count_by_status, asking_shop.shop_id) == {Status.REQUESTED: 2}


def test_without_an_address_to_send_to_nobody_is_approved(
    database: Database, make_shop: MakeShop, make_waiting: MakeWaiting, now: datetime
) -> None:
    shop = make_shop(delivery={"return_address": {}}).shop
    item = make_waiting(shop=shop)
    with pytest.raises(Problem, match="Set the address"):
        database.write(approve_all, shop.shop_id, [item.return_id], "Kaisa", now)
    assert database.read(count_by_status, shop.shop_id) == {Status.REQUESTED: 1}


def test_returns_of_another_shop_do_not_exist(
    database: Database, make_shop: MakeShop, make_waiting: MakeWaiting, now: datetime
) -> None:
    item = make_waiting()
    (told,) = database.write(approve_all, make_shop().shop.shop_id, [item.return_id], "Kaisa", now)
    assert told == Told(item.return_id, "", False, "There is no such return.")
    assert database.read(get_return, item.shop_id, item.return_id).status is Status.REQUESTED


def test_two_agents_who_decide_many_at_once_share_them(
    database: Database, asking_shop: Shop, make_waiting: MakeWaiting, now: datetime
) -> None:
    """Each return is decided by one of them, and the other is told by whom; neither waits for the other for ever."""
    items = [make_waiting() for _ in range(12)]
    reports: dict[str, tuple[Told, ...]] = {}
    start = threading.Barrier(2)

    def decide(agent: str, chosen: list[str]) -> None:
        start.wait()
        if agent == "Kaisa":
            reports[agent] = database.write(approve_all, asking_shop.shop_id, chosen, agent, now)
        else:
            reports[agent] = database.write(decline_all, asking_shop.shop_id, chosen, DeclineReason("used"), agent, now)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(decide, ("Kaisa", "Teemu"), (ids(items), ids(items[::-1]))))
    done = {agent: {one.return_id for one in told if one.is_done} for agent, told in reports.items()}
    assert done["Kaisa"] | done["Teemu"] == set(ids(items))
    assert not done["Kaisa"] & done["Teemu"]
    verbs = {"Kaisa": "Teemu declined", "Teemu": "Kaisa approved"}
    for agent, told in reports.items():
        assert {one.said for one in told if not one.is_done} <= {f"{verbs[agent]} this return. Nothing was changed."}
    assert find_broken_link(database, asking_shop.shop_id) is None


def test_of_two_agents_one_decides_and_the_other_is_told_who(
    database: Database, asking_shop: Shop, make_waiting: MakeWaiting, now: datetime
) -> None:
    item, start = make_waiting(), threading.Barrier(2)

    def decide(agent: str) -> str:
        start.wait()
        try:
            database.write(deciding.approve, asking_shop.shop_id, item.return_id, agent, now)
        except Problem as problem:
            return f"{problem.code}: {problem.detail}"
        return agent

    with ThreadPoolExecutor(2) as pool:
        told = sorted(pool.map(decide, ("Kaisa", "Teemu")), key=len)
    assert told == [told[0], f"status-conflict: {told[0]} approved this return. Nothing was changed."]


def test_every_reason_at_hand_is_said_in_every_language() -> None:
    said = {DeclineReason(preset).write(words_for(language)) for preset in PRESETS for language in LANGUAGES}
    assert len(said) == len(PRESETS) * len(LANGUAGES)
