"""Mail that came back, told by a mail provider: as its own message or as three facts."""

import pytest
from werkzeug.test import TestResponse

from sendback.database.ids import new_id
from sendback.database.model import Database
from sendback.delivery.mail_log_store import find_logged, log_mail
from sendback.delivery.model import Job, Kind, State
from sendback.shops.founding import Founded
from sendback.shops.scopes import Scope
from tests.conftest import Clock
from tests.delivery.bounces.notices import POSTFIX, POSTFIX_DELAYED, write_notice
from tests.web.merchant_api.conftest import MakeSystem
from tests.web.merchant_api.system import System


@pytest.fixture
def job_id(database: Database, founded: Founded, clock: Clock) -> str:
    made, shop_id = new_id(), founded.shop.shop_id
    job = Job(shop_id, made, Kind.LABEL, "gone", {}, State.PENDING, clock(), 1, "", clock())
    database.write(log_mail, job, "aino@example.fi", clock())
    return made


def test_three_facts_are_enough_and_a_repeat_changes_nothing(
    system: System, database: Database, founded: Founded, job_id: str
) -> None:
    body = {"message_id": f"{job_id}@returns.example", "status": "5.1.1", "diagnostic": "550 <aino@example.fi> unknown"}
    for _ in range(2):
        answer = system.post("/bounces", body)
        assert (answer.status_code, answer.get_json()) == (
            200, {"noted": True, "kind": "mail.label", "status": "5.1.1", "is_hard": True},
        )  # fmt: skip
    logged = database.read(find_logged, founded.shop.shop_id, job_id)
    assert logged is not None
    assert logged.bounce == "550 ••• unknown"


def test_the_message_itself_may_be_sent(system: System, job_id: str) -> None:
    def send(text: str) -> TestResponse:
        headers = {"Authorization": f"Bearer {system.key}"}
        notice = write_notice(text, job_id)
        return system.client.post("/api/v1/bounces", data=notice, content_type="message/rfc822", headers=headers)

    delayed = send(POSTFIX_DELAYED)
    assert delayed.get_json()["noted"] is False
    answer = send(POSTFIX)
    assert (answer.status_code, answer.get_json()["is_hard"]) == (200, True)


def test_what_is_wrong_is_refused(system: System, make_system: MakeSystem) -> None:
    unknown = {"message_id": f"<{new_id()}@returns.example>", "status": "5.1.1"}
    assert system.post("/bounces", unknown).status_code == 404
    for wrong in ({"message_id": "nothing", "status": "5.1.1"}, {**unknown, "status": "250"}, {**unknown, "email": "a@b.fi"}):
        assert system.post("/bounces", wrong).status_code == 422
    assert make_system(Scope.RETURNS_READ).post("/bounces", unknown).status_code == 403
