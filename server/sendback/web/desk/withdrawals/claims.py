"""Periods and exceptions as an owner types them: one a line."""

from sendback.errors import Code, FieldError, Problem
from sendback.shops.withdrawal import WithdrawalSetting

_KINDS = {"sku": "skus", "category": "categories"}


def read_days(typed: str) -> dict[str, int]:
    """Read lines such as `DE 30`; Problem invalid-fields names the first that is none."""
    days = {}
    for line in filter(None, map(str.strip, typed.splitlines())):
        country, _, count = line.partition(" ")
        if not (count.strip().isascii() and count.strip().isdigit() and len(count) < 6):
            raise _refuse("days", f"Write a country and a number of days, such as DE 30. This is neither: {line[:60]}")
        days[country.upper()] = int(count)
    return days


def write_days(setting: WithdrawalSetting) -> str:
    """Write periods as `read_days` reads them."""
    return "\n".join(f"{country} {count}" for country, count in setting.days.items())


def read_claims(typed: str) -> list[dict[str, object]]:
    """Read lines such as `c sku ENGRAVED-*` or `e category cosmetics*`; lines of one letter are one exception."""
    claims: dict[str, dict[str, list[str]]] = {}
    for line in filter(None, map(str.strip, typed.splitlines())):
        article, kind, *rest = [*line.split(maxsplit=2), "", ""][:3]
        if kind.lower() not in _KINDS or not rest[0]:
            raise _refuse("exceptions", f"Write a letter, sku or category, and what it is, such as c sku ENGRAVED-*: {line[:60]}")
        claims.setdefault(article.lower(), {"skus": [], "categories": []})[_KINDS[kind.lower()]].append(rest[0])
    return [{"article": article, **globs} for article, globs in claims.items()]


def write_claims(setting: WithdrawalSetting) -> str:
    """Write exceptions as `read_claims` reads them."""
    lines = []
    for claim in setting.exceptions:
        lines += [f"{claim.article} sku {glob}" for glob in claim.skus]
        lines += [f"{claim.article} category {glob}" for glob in claim.categories]
    return "\n".join(lines)


def _refuse(field: str, detail: str) -> Problem:
    return Problem(Code.INVALID_FIELDS, "This cannot be saved yet.", errors=[FieldError(field, "format", detail)])
