"""Numbers that rules ask for: one look-up says which of a thousand spans a number lies in."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sendback.policy.model import LineFacts
from sendback.policy.rules import Span

Reading = Callable[[LineFacts, date], tuple[str, int] | None]
"""What is looked up of a line: a number, under the name of what it counts; None where it is not known."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rules whose span holds a number, by the steps at which that changes."""

    steps: tuple[int, ...]
    bits: tuple[int, ...]

    def find(self, number: int) -> int:
        """Give the bits of those rules."""
        return self.bits[bisect_right(self.steps, number)]


@dataclass(frozen=True, slots=True)
class Scale:
    """One kind of number, such as a price, with a ladder for each thing that it may count, such as a currency."""

    asking: int
    ladders: Mapping[str, Ladder]
    read: Reading

    def find(self, line: LineFacts, today: date) -> int:
        """Give the bits of the asking rules that fit; what is not known fits none."""
        known = self.read(line, today)
        ladder = self.ladders.get(known[0]) if known else None
        return ladder.find(known[1]) if known and ladder else 0


def build_scale(asked: Iterable[tuple[int, str, Span]], read: Reading) -> Scale:
    """Build a scale of what rules ask, each by the bit of its rule."""
    asking, by_name = 0, dict[str, list[tuple[int, Span]]]()
    for bit, name, span in asked:
        asking |= bit
        by_name.setdefault(name, []).append((bit, span))
    return Scale(asking, {name: _build_ladder(spans) for name, spans in by_name.items()}, read)


def _build_ladder(spans: Iterable[tuple[int, Span]]) -> Ladder:
    """Sum up from the bottom: at each step some rules begin to fit, and others end."""
    now, begin, end = 0, dict[int, int](), dict[int, int]()
    for bit, span in spans:
        if span.low is not None and span.high is not None and span.low > span.high:
            continue
        if span.low is None:
            now |= bit
        else:
            begin[span.low] = begin.get(span.low, 0) | bit
        if span.high is not None:
            end[span.high + 1] = end.get(span.high + 1, 0) | bit
    steps, bits = sorted({*begin, *end}), [now]
    for step in steps:
        bits.append(bits[-1] & ~end.get(step, 0) | begin.get(step, 0))
    return Ladder(tuple(steps), tuple(bits))
