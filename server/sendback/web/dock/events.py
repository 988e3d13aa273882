"""What devices did: taken in one by one, each answered."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Response, g, jsonify

from sendback.database.model import Tx
from sendback.errors import Problem, refuse_field
from sendback.receiving.devices.device_store import note_queue
from sendback.receiving.expected import read_expected
from sendback.receiving.scanning.event import VERSION, Event, Said, State
from sendback.receiving.scanning.taking import Sender, take_event
from sendback.web.context import get_context
from sendback.web.dock.auth import hears_revoked
from sendback.web.dock.telling import write_time
from sendback.web.reading import get_text, parse_json, read_body

MOST_EVENTS, MOST_BYTES = 50, 512 * 1024
_ID_SIGNS = frozenset("0123456789ABCDEFGHJKMNPQRSTVWXYZ")


@hears_revoked
def take_events() -> Response:
    """Take in up to fifty events in their order; what the moment did not let through has no answer and is sent again."""
    body, context = parse_json(read_body(MOST_BYTES)), get_context()
    now, sent = context.clock(), body.get("events")
    if not isinstance(sent, list) or len(sent) > MOST_EVENTS or not all(isinstance(each, dict) for each in sent):
        raise refuse_field("events", "range", f"Send a list of at most {MOST_EVENTS} events.")
    ahead = (_read_time(body.get("device_time")) or now) - now
    answers = _take_all(Sender(g.device, g.served), sorted(sent, key=_get_number), ahead, now)
    waiting = body.get("waiting")
    left = max(0, waiting - len(answers)) if isinstance(waiting, int) else 0
    context.database.write(note_queue, g.device, _get_name(body, "version", 40), left, now)
    return jsonify({"answers": answers, "server_time": write_time(now)})


def _take_all(sender: Sender, sent: list[dict[str, Any]], ahead: timedelta, now: datetime) -> list[dict[str, Any]]:
    answers = list[dict[str, Any]]()
    for raw in sent:
        event = _read(raw, ahead, now)
        if event is None:
            said = Said(State.REFUSED, "invalid-fields", "This is no event: it has no id.")
            answers.append(_answer(str(raw.get("id", ""))[:64], said, None))
            continue
        try:
            said = take_event(get_context().database, sender, event, now)
        except Problem:  # of the moment: the device keeps this one and those behind it
            if not answers:
                raise
            break
        answers.append(_answer(event.event_id, said, get_context().database.read(_look, event, said)))
    return answers


def _answer(event_id: str, said: Said, expected: dict[str, Any] | None) -> dict[str, Any]:
    state = "again" if said.is_again and said.state is State.APPLIED else said.state.value
    told = {name: value or None for name, value in said.as_json().items() if name != "return_id"}
    return {"id": event_id, "state": state, **told, "expected": expected}


def _look(tx: Tx, event: Event, said: Said) -> dict[str, Any] | None:
    """Look at the return as it is now; only where the shop is served."""
    served = next((each for each in g.served if event.shop in (each.shop.slug, each.shop.shop_id)), None)
    if served is None or not said.return_id or g.device.is_revoked:
        return None
    try:
        return read_expected(tx, served.shop, said.return_id).as_json()
    except Problem:
        return None


def _read(raw: Mapping[str, Any], ahead: timedelta, now: datetime) -> Event | None:
    event_id, body, version = raw.get("id"), raw.get("body"), raw.get("v", VERSION)
    if not isinstance(event_id, str) or len(event_id) != 26 or not _ID_SIGNS.issuperset(event_id):
        return None
    at = _read_time(raw.get("at")) or now + ahead
    return Event(
        event_id=event_id,
        number=_get_number(raw),
        shop=_get_name(raw, "shop", 64),
        shift_id=_get_name(raw, "shift", 64),
        kind=_get_name(raw, "kind", 32),
        version=version if isinstance(version, int) else 0,
        device_at=at,
        seen_at=_put_right(at, ahead, now),
        body=body if isinstance(body, dict) else {},
    )


def _put_right(at: datetime, ahead: timedelta, now: datetime) -> datetime:
    """Tell a moment of the device's clock by ours; never later than now, never before the device joined."""
    moment = datetime.fromtimestamp(max(0.0, at.timestamp() - ahead.total_seconds()), UTC)
    joined: datetime = g.device.made_at
    return max(min(moment, now), min(joined, now))


def _read_time(raw: object) -> datetime | None:
    try:
        read = datetime.fromisoformat(raw) if isinstance(raw, str) else None
        return read.astimezone(UTC) if read and read.tzinfo and 1971 < read.year < 9000 else None
    except (ValueError, OverflowError):
        return None


def _get_name(raw: Mapping[str, Any], name: str, most: int) -> str:
    text = get_text(dict(raw), name, most)
    return "" if "\0" in text else text


def _get_number(raw: Mapping[str, Any]) -> int:
    number = raw.get("number")
    return number if type(number) is int and 0 <= number < 2**53 else 0
