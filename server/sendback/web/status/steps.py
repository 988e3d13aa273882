"""The stages of a return on its way back."""

from dataclasses import dataclass

from sendback.returns.model import Return, Status
from sendback.words.catalogue import Words


@dataclass(frozen=True, slots=True)
class Step:
    """One stage of the way back: past, now or next."""

    text: str
    state: str


def list_steps(item: Return, words: Words, has_paper: bool = True) -> list[Step]:
    """List the stages of a return on its way; a refused or canceled one has none."""
    if item.status not in (Status.REQUESTED, Status.AUTHORIZED):
        return []
    waits = item.status is Status.REQUESTED
    steps = [Step(words("status.step.requested"), "past")]
    if waits or item.was_awaited:
        steps.append(Step(words("status.step.deciding" if waits else "status.step.decided"), "now" if waits else "past"))
    if item.is_kept:
        return [*steps, Step(words("status.step.closed"), "next")]
    ready = words("status.step.ready" if has_paper else "parcel.option.in_store")
    steps.append(Step(ready, "next" if waits else "now"))
    return [*steps, Step(words("status.step.arrived"), "next")]
