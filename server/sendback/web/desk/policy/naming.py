"""What codes are called in plain English on the policy's pages."""

from collections.abc import Iterable, Mapping

from sendback.policy.model import Outcome
from sendback.policy.rules import Fact
from sendback.returns.naming import RESOLUTIONS, list_conditions, list_reasons
from sendback.shops.model import ShopSettings
from sendback.web.desk.ways import name_way
from sendback.web.widget_config import ALL_COUNTRIES
from sendback.words.catalogue import words_for

ENGLISH = words_for("en")
OUTCOMES: Mapping[Outcome, tuple[str, str]] = {
    Outcome.ALLOW: ("Let it in", ""),
    Outcome.ASK: ("Ask you first", "warn"),
    Outcome.REFUSE: ("Refuse", "bad"),
    Outcome.KEEP: ("Let them keep it", "off"),
}
"""Each outcome as a rule says it, and the tone of its badge."""

CUSTOMERS = {"consumer": "a consumer", "business": "a business"}


def name_options(settings: ShopSettings) -> dict[str, str]:
    """Name the ways to send a return."""
    return {option.id: name_way(option, settings) for option in settings.options}


def name_countries() -> dict[str, str]:
    """Name every country, in the order of their names."""
    return dict(sorted(((code, ENGLISH.country(code)) for code in ALL_COUNTRIES), key=lambda pair: pair[1].casefold()))


def name_values(settings: ShopSettings) -> dict[Fact, dict[str, str]]:
    """Name the values that rules may ask for, fact by fact, casefolded as rules hold them."""
    return {
        Fact.REASON: list_reasons(settings),
        Fact.CONDITION: list_conditions(settings),
        Fact.RESOLUTION: {each.value: name for each, name in RESOLUTIONS.items()},
        Fact.CUSTOMER: CUSTOMERS,
        Fact.COUNTRY: {code.casefold(): ENGLISH.country(code) for code in ALL_COUNTRIES},
    }


def list_words(words: Iterable[str], last: str) -> str:
    """Write a list as a sentence has it.

    >>> list_words(["soap", "underwear", "earrings"], "or")
    'soap, underwear or earrings'
    """
    every = list(words)
    return f" {last} ".join(part for part in (", ".join(every[:-1]), every[-1]) if part) if every else ""
