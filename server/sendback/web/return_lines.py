"""What a return's lines say to its shopper: what goes back or is kept, what was asked for, and the fee."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from sendback.returns.fees import say_fees
from sendback.returns.model import Return, ReturnLine
from sendback.shops.resolutions import Resolution
from sendback.words.catalogue import Words


@dataclass(frozen=True, slots=True)
class LineView:
    """One line; `wish` is what was asked for, `fee` empty where there is none."""

    title: str
    quantity: int
    wish: str
    fee: str


@dataclass(frozen=True, slots=True)
class OrderView:
    """The lines of one order of the box."""

    number: str
    lines: Sequence[LineView]


def view_lines(item: Return, words: Words) -> list[OrderView]:
    """List a return's lines by order."""
    groups = groupby(item.lines, lambda line: line.order_number or item.order_number)
    return [OrderView(number, [_view(line, words) for line in lines]) for number, lines in groups]


def _view(line: ReturnLine, words: Words) -> LineView:
    wishes = [words(f"policy.resolution.{line.resolution}")]
    if line.resolution is Resolution.EXCHANGE and line.exchange_title:
        wishes[0] += f": \N{FIRST STRONG ISOLATE}{line.exchange_title}\N{POP DIRECTIONAL ISOLATE}"
    if line.is_kept and line.resolution is not Resolution.KEEP:
        wishes.append(words("policy.resolution.keep"))
    return LineView(line.title, line.quantity, " · ".join(wishes), say_fees([(line.fee_minor, line.fee_currency)], words))
