"""Days on which a period does not end: Saturdays, Sundays and public holidays (Regulation 1182/71, Article 3(4)).

The holidays are those of a whole country, as the law was in 2025, that fall on one date or are counted from Easter or to a
weekday of a month. Holidays of a region, days declared for one year and newer laws are not here: where one is missing, a
period ends later than we say.
"""

import functools
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from types import MappingProxyType

# `0501` is a date; `E1` a day after Easter Sunday as the West counts it, `O1` as the Orthodox do, `E-2` Good Friday;
# `M05+1` the first Monday of May, `M10-1` the last of October.
_HOLIDAYS: Mapping[str, str] = MappingProxyType(
    {
        "AT": "0101 0106 0501 0815 1026 1101 1208 1225 1226 E1 E39 E50 E60",
        "BE": "0101 0501 0721 0815 1101 1111 1225 E1 E39 E50",
        "BG": "0101 0303 0501 0506 0524 0906 0922 1224 1225 1226 O-2 O-1 O1",
        "CY": "0101 0106 0325 0401 0501 0815 1001 1028 1225 1226 O-48 O-2 O1 O50",
        "CZ": "0101 0501 0508 0705 0706 0928 1028 1117 1224 1225 1226 E-2 E1",
        "DE": "0101 0501 1003 1225 1226 E-2 E1 E39 E50",
        "DK": "0101 1225 1226 E-3 E-2 E1 E39 E50",
        "EE": "0101 0224 0501 0623 0624 0820 1224 1225 1226 E-2",
        "ES": "0101 0106 0501 0815 1012 1101 1206 1208 1225 E-2",
        "FI": "0101 0106 0501 1206 1225 1226 E-2 E1 E39",
        "FR": "0101 0501 0508 0714 0815 1101 1111 1225 E1 E39 E50",
        "GR": "0101 0106 0325 0501 0815 1028 1225 1226 O-48 O-2 O1 O50",
        "HR": "0101 0106 0501 0530 0622 0805 0815 1101 1118 1225 1226 E1 E60",
        "HU": "0101 0315 0501 0820 1023 1101 1225 1226 E-2 E1 E50",
        "IE": "0101 0317 1225 1226 E1 M05+1 M06+1 M08+1 M10-1",
        "IS": "0101 0501 0617 1225 1226 E-3 E-2 E1 E39 E50 M08+1",
        "IT": "0101 0106 0425 0501 0602 0815 1101 1208 1225 1226 E1",
        "LI": "0101 0106 0501 0815 0908 1101 1208 1225 1226 E1 E39 E50 E60",
        "LT": "0101 0216 0311 0501 0624 0706 0815 1101 1102 1224 1225 1226 E1",
        "LU": "0101 0501 0509 0623 0815 1101 1225 1226 E1 E39 E50",
        "LV": "0101 0501 0504 0623 0624 1118 1224 1225 1226 1231 E-2 E1",
        "MT": "0101 0210 0319 0331 0501 0607 0629 0815 0908 0921 1208 1213 1225 E-2",
        "NL": "0101 0427 1225 1226 E1 E39 E50",
        "NO": "0101 0501 0517 1225 1226 E-3 E-2 E1 E39 E50",
        "PL": "0101 0106 0501 0503 0815 1101 1111 1224 1225 1226 E1 E60",
        "PT": "0101 0425 0501 0610 0815 1005 1101 1201 1208 1225 E-2 E60",
        "RO": "0101 0102 0106 0107 0124 0501 0601 0815 1130 1201 1225 1226 O-2 O1 O50",
        "SE": "0101 0106 0501 0606 1225 1226 E-2 E1 E39",
        "SI": "0101 0102 0208 0427 0501 0502 0625 0815 1031 1101 1225 1226 E1",
        "SK": "0101 0106 0501 0705 0829 1101 1224 1225 1226 E-2 E1",
    }
)


def end_on_working_day(day: date, country: str) -> date:
    """Move a period's last day on to the next working day of a country; of an unknown country only weekends count."""
    while day.weekday() >= 5 or day in _list_holidays(country, day.year):
        day += timedelta(days=1)
    return day


@functools.lru_cache(maxsize=512)
def _list_holidays(country: str, year: int) -> frozenset[date]:
    return frozenset(_read(rules.split(), year)) if (rules := _HOLIDAYS.get(country)) else frozenset()


def _read(rules: list[str], year: int) -> Iterator[date]:
    for rule in rules:
        if rule[0] in "EO":
            yield find_easter(year, is_orthodox=rule[0] == "O") + timedelta(days=int(rule[1:]))
        elif rule[0] == "M":
            yield _find_monday(year, int(rule[1:3]), int(rule[3:]))
        else:
            yield date(year, int(rule[:2]), int(rule[2:]))


def _find_monday(year: int, month: int, count: int) -> date:
    first = date(year, month, 1)
    mondays = [day for n in range(31) if (day := first + timedelta(days=n)).month == month and day.weekday() == 0]
    return mondays[count - 1 if count > 0 else count]


def find_easter(year: int, is_orthodox: bool = False) -> date:
    """Find Easter Sunday in today's calendar (Gauss's rule as Meeus gives it, Astronomical Algorithms, chapter 8).

    >>> find_easter(2026), find_easter(2026, is_orthodox=True)
    (datetime.date(2026, 4, 5), datetime.date(2026, 4, 12))
    """
    if is_orthodox:
        a, b, c = year % 4, year % 7, year % 19
        d = (19 * c + 15) % 30
        e = (2 * a + 4 * b - d + 34) % 7
        month, day = divmod(d + e + 114, 31)
        return date(year, month, day + 1) + timedelta(days=year // 100 - year // 400 - 2)
    golden, century = year % 19, year // 100
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon = epact - epact // 28 * (1 - epact // 28 * (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    ahead = moon - weekday
    month = 3 + (ahead + 40) // 44
    return date(year, month, ahead + 28 - 31 * (month // 4))
