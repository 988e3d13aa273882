"""The last days as a small picture: where each bar stands, for a drawing without script."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sendback.web.moments import MONTHS

WIDTH, HEIGHT, FOOT = 600, 120, 20
_GAP = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """One day: its bar, in the units of the drawing, and how it is called below; empty where there is no room."""

    x: float
    y: float
    width: float
    height: float
    label: str
    day: str
    count: int


def lay_out(days: Sequence[tuple[date, int]]) -> list[Bar]:
    """Place a bar for each day, the highest as high as the picture; days are named once a week, counted from today.

    >>> [(bar.height, bar.label) for bar in lay_out([(date(2026, 11, 30), 2), (date(2026, 12, 1), 4)])]
    [(50.0, ''), (100.0, '1 Dec')]
    """
    room, most = WIDTH / max(1, len(days)), max([count for _, count in days], default=0)
    bars = []
    for place, (day, count) in enumerate(days):
        height = (HEIGHT - FOOT) * count / most if most else 0.0
        name = f"{day.day} {MONTHS[day.month - 1]}"
        label = name if (len(days) - 1 - place) % 7 == 0 else ""
        bars.append(Bar(place * room + _GAP / 2, HEIGHT - FOOT - height, room - _GAP, height, label, name, count))
    return bars
