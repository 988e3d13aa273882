"""The policy in force, as text and read."""

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sendback.policy.book import PolicyBook
from sendback.policy.inspecting import PolicyNotice, inspect_policy
from sendback.policy.reading import read_policy
from sendback.policy.writing import write_policy
from sendback.returns.policies import known_of
from sendback.shops.model import Shop, ShopSettings
from sendback.shops.terms import PolicySetting
from sendback.shops.warehouse_store import list_places
from sendback.web.context import get_context


@dataclass(frozen=True, slots=True)
class Policy:
    """The text that is in force, what it says, and what is worth a second look."""

    text: str
    book: PolicyBook
    notices: tuple[PolicyNotice, ...]

    def list_notices(self) -> Mapping[str, list[PolicyNotice]]:
        """Give the notices by the rule they are about; under nothing, those about the whole."""
        names = ["", *(rule.id for rule in self.book.rules)]
        found: dict[str, list[PolicyNotice]] = {name: [] for name in names}
        for notice in self.notices:
            found[notice.rule if notice.rule in found else ""].append(notice)
        return found


def read_current(settings: ShopSettings, warehouses: Iterable[str], today: date) -> Policy:
    """Read the policy in force; what was saved can be read, for nothing else is ever saved."""
    text = text_of(settings)
    book = read_policy(text)
    return Policy(text, book, tuple(inspect_policy(book, known_of(settings, warehouses), today)))


def places_of(shop: Shop) -> list[str]:
    """List the codes of the shop's open warehouses, which rules may name as addresses."""
    return list(get_context().database.read(list_places, shop.shop_id))


def today_of(shop: Shop) -> date:
    """Say what day it is at the shop."""
    return get_context().clock().astimezone(shop.settings.zone).date()


def text_of(settings: ShopSettings) -> str:
    """Write the policy in force as text, with the terms as they were last saved anywhere."""
    return _write(settings.policy)


@functools.lru_cache(maxsize=32)
def _write(setting: PolicySetting) -> str:
    return write_policy(setting.text, setting)
