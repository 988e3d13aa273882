"""What codes are called in plain English on the policy's pages."""

from collections.abc import Iterable, Mapping

from sendback.policy.model import Outcome
from sendback.policy.rules import Fact
from sendback.shops.fields import in_language
from sendback.shops.model import ShopSettings
from sendback.web.desk.policy.choices import RESOLUTIONS
from sendback.web.options import name_option
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


def name_reasons(settings: ShopSettings) -> dict[str, str]:
    """Name every reason and closer reason: `damaged/cracked` is called Damaged, cracked."""
    named = {}
    for reason in settings.reasons:
        name = in_language(reason.label, "en", settings.default_language) or reason.code
        named[reason.code] = name
        for sub in reason.subs:
            closer = in_language(sub.label, "en", settings.default_language) or sub.code
            named[f"{reason.code}/{sub.code}"] = f"{name}: {closer}"
    return named


def name_conditions(settings: ShopSettings) -> dict[str, str]:
    """Name every condition."""
    return {each.code: in_language(each.label, "en", settings.default_language) or each.code for each in settings.conditions}


def name_resolutions(settings: ShopSettings) -> dict[str, str]:
    """Name what shoppers of this shop may ask for."""
    return {each.value: RESOLUTIONS[each][0] for each in settings.resolutions}


def name_options(settings: ShopSettings) -> dict[str, str]:
    """Name the ways to send a return."""
    return {option.id: name_option(option, settings, ENGLISH) for option in settings.options}


def name_countries() -> dict[str, str]:
    """Name every country, in the order of their names."""
    return dict(sorted(((code, ENGLISH.country(code)) for code in ALL_COUNTRIES), key=lambda pair: pair[1].casefold()))


def name_values(settings: ShopSettings) -> dict[Fact, dict[str, str]]:
    """Name the values that rules may ask for, fact by fact, casefolded as rules hold them."""
    return {
        Fact.REASON: name_reasons(settings),
        Fact.CONDITION: name_conditions(settings),
        Fact.RESOLUTION: {each.value: words for each, (words, _) in RESOLUTIONS.items()},
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
