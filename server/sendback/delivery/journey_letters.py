"""The mails of a return on its way and at the shop: carried, arrived, checked, paid back."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from sendback.delivery.letter import Fact, Letter
from sendback.delivery.letters import About, isolate, link_status, tell_contents, tell_line
from sendback.returns.found_store import Found
from sendback.returns.model import ReturnLine
from sendback.shops.receiving import Outcome
from sendback.shops.resolutions import Resolution

_AS_EXPECTED = (Outcome.ARRIVED,)
_HERE = (Outcome.ARRIVED, Outcome.DAMAGED)
"""What came back as itself, so that the shop does what was asked for."""


def write_in_transit_letter(about: About, tracking_number: str) -> Letter:
    """Say that the carrier has the box."""
    letter = _write(about, "in_transit", (about.say("in_transit.lead"), about.say("in_transit.next")))
    track = Fact(about.words("parcel.track"), tracking_number, is_code=True)
    return replace(letter, facts=(*letter.facts, track)) if tracking_number else letter


def write_arrived_letter(about: About, here: int, boxes: int, settled_by: date | None, is_news: bool = False) -> Letter:
    """Say that the first box arrived, what happens next and until when; `is_news` where it was approved only then."""
    say = about.say
    lead = (say("arrived.approved"),) if is_news else ()
    some = (say("arrived.boxes", here=here, boxes=boxes),) if here < boxes else ()
    by = (say("arrived.by", day=about.words.day(settled_by)),) if settled_by else ()
    return _write(about, "arrived", (*lead, say("arrived.lead"), *some, say("arrived.next"), *by))


def write_settled_letter(about: About, found: Sequence[Found]) -> Letter:
    """Say what was found, line by line, and what the shop does about it."""
    say = about.say
    differs = any(each.outcome not in _AS_EXPECTED for each in found)
    does = [say(f"settled.{wish}") for wish in _list_wishes(about, found)]
    letter = _write(about, "settled", (say("settled.lead"), *does, *([say("settled.differs")] if differs else [])))
    return replace(letter, items=tuple(_tell_found(about, found))) if found else letter


def write_refunded_letter(about: About) -> Letter:
    """Say that the shop gave back what it owed; how much is between the two of them."""
    is_money = any(line.resolution is Resolution.REFUND for line in about.item.lines)
    lead = (about.say("refunded.lead"), about.say("refunded.next")) if is_money else (about.say("refunded.credit"),)
    return _write(about, "refunded", lead)


def _list_wishes(about: About, found: Sequence[Found]) -> list[Resolution]:
    """List what was asked for as far as it came back, once each; without findings all that was sent counts."""
    here = {(each.order_id, each.line_id) for each in found if each.outcome in _HERE}
    lines = [line for line in about.item.sent_lines if not found or (line.order_id, line.line_id) in here]
    return [wish for wish in Resolution if wish is not Resolution.KEEP and any(line.resolution is wish for line in lines)]


def _tell_found(about: About, found: Sequence[Found]) -> Iterator[str]:
    for line in about.item.lines:
        mine = [each for each in found if (each.order_id, each.line_id) == (line.order_id, line.line_id)]
        yield from (_say_found(about, tell_line(about, replace(line, quantity=each.quantity)), each) for each in mine)
        if not mine:
            yield tell_line(about, line)
    lines = {_place(line) for line in about.item.lines}
    for each in found:
        if (each.order_id, each.line_id) not in lines:
            yield _say_found(about, f"{each.quantity} × {each.title}", each)


def _say_found(about: About, item: str, found: Found) -> str:
    return about.say(f"settled.{found.outcome}", item=isolate(item, about.words))


def _place(line: ReturnLine) -> tuple[str, str]:
    return line.order_id, line.line_id


def _write(about: About, kind: str, paragraphs: tuple[str, ...]) -> Letter:
    return Letter(
        subject=about.say("subject"),
        glance=about.say(f"{kind}.glance"),
        title=about.say(f"{kind}.title"),
        paragraphs=paragraphs,
        button=link_status(about),
        **tell_contents(about),
    )
