"""The desk's timeline has a sentence for everything that happens to a return."""

import re
from pathlib import Path

import pytest

import sendback.delivery
import sendback.returns
from sendback.delivery.sending import Outcome
from sendback.web.desk.event_words import SENTENCES

STEP = Path(sendback.returns.__file__).parent
TOLD = {event for file in STEP.glob("*.py") for event in re.findall(r'Happening\("([a-z_.]+)"', file.read_text("utf-8"))}
DELIVERY = Path(sendback.delivery.__file__).parent
CARRIED = {
    event
    for file in DELIVERY.glob("*.py")
    for event in re.findall(r'(?:Happening|record)\([^"]*"((?:label|parcel)\.[a-z]+)"', file.read_text("utf-8"))
}
ENDS = {outcome.value for outcome in Outcome} - {Outcome.NO_SERVER.value}
MAILED = {f"mail.{end}" for end in (*ENDS - {"done"}, "sent", "replayed")}
RUN = {f"errand.{end}" for end in (*ENDS, "replayed")} | {"document.saved"}


def test_returns_tell_of_something() -> None:
    assert {"return.requested", "label.created"} <= TOLD


@pytest.mark.parametrize("event", sorted(TOLD | MAILED | CARRIED | RUN))
def test_each_event_has_its_sentence(event: str) -> None:
    assert SENTENCES[event]
