"""How a return travels and where to: what the policy names, where its lines agree, else what the shopper chose."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sendback.errors import Code, FieldError, Problem
from sendback.policy.model import Decision
from sendback.returns.boxes import choose_option
from sendback.returns.judging import JudgedLine
from sendback.returns.model import ReturnRequest
from sendback.returns.policies import policy_of
from sendback.shops.address import Address
from sendback.shops.model import Shop
from sendback.shops.options import ReturnOption, list_options
from sendback.shops.warehouses import MAIN


@dataclass(frozen=True, slots=True)
class Way:
    """How a return travels; `notes` tell the agent what the policy named and could not be done."""

    option: ReturnOption
    choices: tuple[ReturnOption, ...]
    return_to: Address | None
    notes: tuple[str, ...]
    warehouse: str = MAIN
    """Where it goes: what the policy calls the address, or the shop's main warehouse."""


def choose_way(shop: Shop, request: ReturnRequest, sent: Sequence[JudgedLine], places: Mapping[str, Address | None]) -> Way:
    """Choose how the lines that come back travel; Problem invalid-fields for an option that is not open to them.

    `places` are the open warehouses: a rule may name one, whose address counts where the policy has none of that name.
    """
    notes: list[str] = []
    named = _agree(sent, lambda decision: decision.option, "ways to send it", notes)
    fixed = next((option for option in shop.settings.options if option.id == named), None)
    place = _agree(sent, lambda decision: decision.return_to, "addresses", notes)
    found = policy_of(shop.settings, shop.settings_version).addresses.get(place)
    return_to = found.as_address() if found else places.get(place or MAIN)
    warehouse = place if found or place in places else MAIN
    if named and fixed is None:
        notes.append(f"The policy names the way {named}, which is none of the shop's.")
    if place and warehouse != place:
        notes.append(f"The policy names the address {place}, which it does not have.")
    if fixed is not None:
        return Way(fixed, (fixed,), return_to, tuple(notes), warehouse)
    country, reasons = request.consignor.address.country, [line.asked.reason for line in sent]
    chosen = choose_option(shop.settings.options, request.option, country, reasons)
    if chosen is None:
        words = shop.settings.words(request.language)
        error = FieldError("option", "unknown", words("parcel.option.wrong"))
        raise Problem(Code.INVALID_FIELDS, "Choose one of the ways to send it.", errors=[error])
    choices = list_options(shop.settings.options, country, frozenset(reasons))
    return Way(chosen, choices, return_to, tuple(notes), warehouse)


def _agree(sent: Sequence[JudgedLine], name: Callable[[Decision], str], what: str, notes: list[str]) -> str:
    """Take what the rules of all lines name alike; where they differ, nothing, and the agent is told."""
    named = {name(line.decision) for line in sent}
    if len(named) > 1:
        notes.append(f"The rules of these lines name different {what}: {', '.join(sorted(filter(None, named)))}.")
    return named.pop() if len(named) == 1 else ""
