"""The five stages of a return on its way back, each past, now or next, with its day where that is known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sendback.returns.model import Return
from sendback.returns.parcels import Parcel
from sendback.returns.stages import Stage, find_stage
from sendback.words.catalogue import Words

_ALL = tuple(Stage)


@dataclass(frozen=True, slots=True)
class Step:
    """One stage of the way back: past, now or next."""

    text: str
    state: str
    at: datetime | None = None


def list_steps(item: Return, parcels: Sequence[Parcel], words: Words) -> list[Step]:
    """List the stages of a return; a refused or canceled one has none, and one that is kept needs only two."""
    stage = find_stage(item, parcels)
    if stage is None:
        return []
    stages = (Stage.REQUESTED, Stage.SETTLED) if item.is_kept else _ALL
    days = _find_days(item, parcels)
    return [Step(_say(each, stage, parcels, words), _place(each, stage), days.get(each)) for each in stages]


def _place(each: Stage, now: Stage) -> str:
    if each is now:
        return "past" if now is Stage.SETTLED else "now"
    return "past" if _ALL.index(each) < _ALL.index(now) else "next"


def _say(each: Stage, now: Stage, parcels: Sequence[Parcel], words: Words) -> str:
    if each is Stage.REQUESTED and now is Stage.REQUESTED:
        return words("status.step.deciding")
    if each is Stage.READY and parcels and not parcels[0].has_paper:
        return words("parcel.option.in_store")
    return words(f"status.step.{each.value}")


def _find_days(item: Return, parcels: Sequence[Parcel]) -> Mapping[Stage, datetime]:
    seen = [parcel.seen_at for parcel in parcels if parcel.seen_at]
    known = {
        Stage.REQUESTED: item.created_at,
        Stage.MOVING: min(seen) if seen else None,
        Stage.ARRIVED: item.received_at,
        Stage.SETTLED: item.closed_at,
    }
    return {stage: at for stage, at in known.items() if at}
