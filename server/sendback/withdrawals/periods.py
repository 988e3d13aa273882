"""For how long consumers may withdraw: the days by country, and the last of them (2011/83/EU, Articles 9 and 10)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from sendback.shops.model import ShopSettings
from sendback.shops.withdrawal import LEAST_DAYS
from sendback.withdrawals.calendars import end_on_working_day

# Article 9(1) as each state of the European Economic Area has it for contracts concluded online: the directive is one of full
# harmonisation (Article 4), and the 30 days of Article 9(1a) are for visits and excursions only, which no online order is.
COUNTRIES = ("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK").split()
DAYS: Mapping[str, int] = MappingProxyType(dict.fromkeys(COUNTRIES, LEAST_DAYS))
UNINFORMED_YEARS = 1
_LATEST = date(9990, 1, 1)


@dataclass(frozen=True, slots=True)
class Period:
    """The last day of the period, and the last where the trader never told of the right (Article 10(1)): 12 months later."""

    days: int
    ends_on: date
    uninformed_ends_on: date


def find_period(settings: ShopSettings, country: str) -> int:
    """Find how many days a consumer has: the shop's own where it gives more, else those of the law; 14 where none is known."""
    return settings.withdrawal.days.get(country) or DAYS.get(country, LEAST_DAYS)


def count_period(settings: ShopSettings, country: str, delivered_on: date) -> Period:
    """Count the period from the day the last goods arrived, which itself is not counted (Regulation 1182/71, Article 3)."""
    days = find_period(settings, country)
    last = min(delivered_on, _LATEST) + timedelta(days=days)
    return Period(days, end_on_working_day(last, country), end_on_working_day(_add_year(last), country))


def _add_year(day: date) -> date:
    """Give the same date a year on; 29 February ends a month, and so does the day it becomes (Article 3(2)(c))."""
    try:
        return day.replace(year=day.year + UNINFORMED_YEARS)
    except ValueError:
        return day.replace(year=day.year + UNINFORMED_YEARS, day=28)
