"""Whatever there are kinds of has a name at the desk, so that a new one breaks this test and no page."""

import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

from sendback.delivery.alerts.letters import NAMES
from sendback.delivery.alerts.model import AlertKind
from sendback.delivery.model import Kind
from sendback.delivery.webhooks.model import DeliveryState
from sendback.orders.intake.stages import Stage
from sendback.reports.model import Format, Table
from sendback.returns.model import Status
from sendback.shops.resolutions import Resolution
from sendback.shops.scopes import Scope
from sendback.shops.sign_in import Role
from sendback.web import desk
from sendback.web.desk import exports, states
from sendback.web.desk.alerts import saying
from sendback.web.desk.job_words import JOBS
from sendback.web.desk.keys.page import SCOPES
from sendback.web.desk.one_return.done_words import DONE, say_done
from sendback.web.desk.orders.writing import STAGES
from sendback.web.desk.people.page import ROLES
from sendback.web.desk.policy.choices import HINTS
from sendback.web.desk.webhooks import wording

NAMED: list[tuple[type[StrEnum], Mapping[Any, Any]]] = [
    (Kind, JOBS),
    (Role, ROLES),
    (Scope, SCOPES),
    (Status, states.STATES),
    (Stage, STAGES),
    (Table, exports.TABLES),
    (Format, exports.FORMATS),
    (AlertKind, NAMES),
    (AlertKind, saying.TITLES),
    (AlertKind, saying.ADVICE),
    (AlertKind, saying.DAYS),
    (DeliveryState, wording.STATES),
    (Resolution, HINTS),
]


@pytest.mark.parametrize(("kinds", "names"), NAMED, ids=lambda each: each.__name__ if isinstance(each, type) else "")
def test_each_kind_has_its_name(kinds: type[StrEnum], names: Mapping[Any, Any]) -> None:
    assert set(names) == set(kinds)


def test_whatever_is_done_to_a_return_is_said_on_its_page() -> None:
    files = Path(desk.__file__).parent.rglob("*.py")
    done = {word for file in files for word in re.findall(r'decide\(\s*return_id, "(\w+)"', file.read_text("utf-8"))}
    assert len(done) > 15
    assert done <= set(DONE)
    assert say_done("approved", is_here=False) != say_done("approved", is_here=True)
    assert say_done("<b>", is_here=False) == ""
