"""What the list can be filtered by, and what it is filtered by now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sendback.database.model import Tx
from sendback.returns.filters import Sort
from sendback.returns.naming import RESOLUTIONS, list_reasons
from sendback.returns.search_store import list_words_from
from sendback.returns.search_terms import say_fact
from sendback.shops.model import Shop
from sendback.shops.warehouse_store import list_warehouses
from sendback.web.desk.filters import without, write_query
from sendback.web.desk.policy.naming import name_options
from sendback.web.desk.states import STATES
from sendback.words.catalogue import words_for

_ENGLISH = words_for("en")
_MOST_COUNTRIES = 250
_DAYS = {"waiting": "Waiting {} days or more", "unused": "Label unused for {} days"}
_ARRIVING = {"way": "On the way", "due": "On time", "overdue": "Overdue", "door": "At the door, not scanned"}
_FLAGS = {"due": "Refund due", "withdrawal": "From a withdrawal", "mismatch": "Differs from the order"}
_SORTS = {Sort.NEWEST: "Newest first", Sort.OLDEST: "Oldest first", Sort.UPDATED: "Last changed first"}


@dataclass(frozen=True, slots=True)
class Choices:
    """What each filter offers, by the value that the address has."""

    states: Mapping[str, str]
    reasons: Mapping[str, str]
    resolutions: Mapping[str, str]
    countries: Mapping[str, str]
    options: Mapping[str, str]
    arriving: Mapping[str, str]
    warehouses: Mapping[str, str]
    flags: Mapping[str, str]
    sorts: Mapping[str, str]


def list_choices(tx: Tx, shop: Shop) -> Choices:
    """List what a shop's returns can be filtered by: countries that returns came from, options that it has."""
    settings = shop.settings
    start = say_fact("country", " ")[:-1]
    countries = [word.removeprefix(start) for word in list_words_from(tx, shop.shop_id, start, _MOST_COUNTRIES)]
    return Choices(
        states={state.value: text for state, (text, _) in STATES.items()},
        reasons=list_reasons(settings),
        resolutions={each.value: text for each, text in RESOLUTIONS.items()},
        countries=dict(sorted(((code, _ENGLISH.country(code)) for code in countries), key=lambda pair: pair[1])),
        options=name_options(settings),
        arriving=_ARRIVING,
        warehouses={each.code: each.name for each in list_warehouses(tx, shop.shop_id)},
        flags=_FLAGS,
        sorts={sort.value: text for sort, text in _SORTS.items()},
    )


def list_chips(pairs: Sequence[tuple[str, str]], choices: Choices) -> list[tuple[str, str]]:
    """Name each filter that is set, with the query that leaves it out."""
    return [
        (text, write_query(without(list(pairs), name, value))) for name, value in pairs if (text := _say(name, value, choices))
    ]


def _say(name: str, value: str, choices: Choices) -> str:
    if name in _FLAGS:
        return _FLAGS[name]
    if name in _DAYS:
        return _DAYS[name].format(value)
    if name == "arriving":
        return _ARRIVING.get(value, f"Arrives on {value}")
    known = {
        "state": choices.states, "reason": choices.reasons, "resolution": choices.resolutions, "country": choices.countries,
        "option": choices.options, "warehouse": choices.warehouses,
    }  # fmt: skip
    if name in known:
        return known[name].get(value, value)
    return {"sku": f"SKU {value}", "from": f"From {value}", "to": f"Until {value}"}.get(name, "")
