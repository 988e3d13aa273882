"""The named conditions under which an element is there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sendback.paper.customs import fits_cn22
from sendback.paper.design.facts import FACTS
from sendback.paper.design.filling import Filling
from sendback.paper.logo import read_logo

MANY_ITEMS = 4


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition in an owner's words, and how it is asked."""

    description: str
    holds: Callable[[Filling], bool]


def _has_logo(on: Filling) -> bool:
    return bool(on.facts.logo_png and read_logo(on.facts.logo_png))


CONDITIONS: Mapping[str, Condition] = MappingProxyType(
    {
        "cross_border": Condition("The parcel leaves its country", lambda on: on.facts.is_cross_border),
        "prepaid": Condition("The postage is paid", lambda on: on.facts.prepaid),
        "has_logo": Condition("The shop has a logo", _has_logo),
        "has_message": Condition("There is a message to the carrier", lambda on: bool(on.facts.carrier_message)),
        "has_items": Condition("The articles are known", lambda on: bool(on.facts.items)),
        "has_more_items": Condition(f"More than {MANY_ITEMS} articles", lambda on: len(on.facts.items) > MANY_ITEMS),
        "cn22": Condition("The small customs form is enough", lambda on: fits_cn22(on.facts)),
        "rtl": Condition("The language is written from right to left", lambda on: on.facts.direction == "rtl"),
        "first_page": Condition("On the first page", lambda on: on.page == 1),
        "last_page": Condition("On the last page", lambda on: on.page == on.pages),
    }
)


@dataclass(frozen=True, slots=True)
class Test:
    """One name of a `when`, and whether it is to hold."""

    name: str
    wanted: bool

    @property
    def is_known(self) -> bool:
        """Say whether there is such a condition or fact."""
        return self.name in CONDITIONS or self.name in FACTS


def holds(name: str, on: Filling) -> bool:
    """Ask a condition, or whether a fact says anything."""
    condition = CONDITIONS.get(name)
    return condition.holds(on) if condition else bool(FACTS[name].read(on))


def read_when(when: str) -> tuple[Test, ...]:
    """Read the names of a `when`, of which all must hold.

    >>> [test.wanted for test in read_when("prepaid !sscc")]
    [True, False]
    """
    return tuple(Test(name.removeprefix("!"), not name.startswith("!")) for name in when.split())


def exclude_each_other(first: tuple[Test, ...], second: tuple[Test, ...]) -> bool:
    """Say whether two sets of tests can never pass on one page."""
    return any(one.name == other.name and one.wanted is not other.wanted for one in first for other in second)
