"""The form of what the shop decides about boxes: its rows as they are saved, typed and read."""

from collections.abc import Iterator, Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from sendback.errors import Code, FieldError, Problem
from sendback.shops.receiving import Disposition, DispositionRule, ReceivingSetting
from sendback.words.amounts import read_amount, write_amount

_GRADE = ("code", "label", "is_sellable")
_LISTS = ("grades", "skus", "reasons")
_PRICES = ("price_from_minor", "price_below_minor")
_RULE = ("name", *_LISTS, *_PRICES, "disposition")
MORE = 2
"""How many empty rows stand below."""
MOST_ROWS = 110

Rows = list[dict[str, Any]]
Fields = Mapping[str, Any]


def list_fields(setting: ReceivingSetting, currency: str) -> Fields:
    """Write the settings as rows of fields, some empty ones below."""
    rules = [_write_rule(rule, currency) for rule in setting.rules]
    return {
        "grades": [*(grade.model_dump() for grade in setting.grades), *({} for _ in range(MORE))],
        "rules": [*rules, *({} for _ in range(MORE))],
        "places": {each.value: setting.find_place(each) for each in Disposition},
        "undo_seconds": setting.undo_seconds,
    }


def list_typed(form: MultiDict[str, str]) -> Fields:
    """Give the rows as they were typed."""
    rules = [{**row, "outcomes": form.getlist(f"rule.{place}.outcomes")} for place, row in _list_rows(form, "rule", _RULE)]
    return {
        "grades": [row for _, row in _list_rows(form, "grade", _GRADE)],
        "rules": rules,
        "places": {each.value: form.get(f"place.{each}", "") for each in Disposition},
        "undo_seconds": form.get("undo_seconds", ""),
    }


def read_form(form: MultiDict[str, str], currency: str) -> dict[str, Any]:
    """Read the settings as they were typed, the rules by their places; rows without a code are none."""
    typed = list_typed(form)
    places = [row for _, row in _list_rows(form, "rule", ("place",))]
    numbered = sorted(zip(places, typed["rules"], strict=True), key=lambda pair: _number(pair[0]["place"]))
    seconds = str(typed["undo_seconds"])
    return {
        "grades": [{**row, "is_sellable": bool(row["is_sellable"])} for row in typed["grades"] if row["code"]],
        "rules": [_read_rule(row, currency) for _, row in numbered if row["name"]],
        "places": [{"disposition": name, "place": place.strip()} for name, place in typed["places"].items() if place.strip()],
        "undo_seconds": int(seconds) if seconds.isascii() and seconds.isdigit() and len(seconds) < 4 else seconds,
    }


def _write_rule(rule: DispositionRule, currency: str) -> dict[str, Any]:
    prices = {name: getattr(rule, name) for name in _PRICES}
    return {
        "name": rule.name,
        "outcomes": list(rule.outcomes),
        "disposition": rule.disposition.value,
        **{name: ", ".join(getattr(rule, name)) for name in _LISTS},
        **{name: "" if minor is None else write_amount(minor, currency) for name, minor in prices.items()},
    }


def _read_rule(row: Mapping[str, Any], currency: str) -> dict[str, Any]:
    lists = {name: [part.strip() for part in row[name].split(",") if part.strip()] for name in _LISTS}
    prices = {name: _read_price(row["name"], row[name], currency) for name in _PRICES if row[name]}
    return {"name": row["name"], "outcomes": row["outcomes"], "disposition": row["disposition"], **lists, **prices}


def _read_price(rule: str, typed: str, currency: str) -> int:
    try:
        return read_amount(typed, currency)
    except (ValueError, LookupError):
        error = FieldError("rules", "format", f"{rule}: type a price such as 20.00.")
        raise Problem(Code.INVALID_FIELDS, "This cannot be saved yet.", errors=[error]) from None


def _list_rows(form: MultiDict[str, str], kind: str, names: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """List the rows of a kind that the form had, in the order in which they stood."""
    first = {"grade": "code", "rule": "name"}[kind]
    for place in range(MOST_ROWS):
        if f"{kind}.{place}.{first}" not in form:
            return
        yield place, {name: form.get(f"{kind}.{place}.{name}", "").strip() for name in names}


def _number(typed: str) -> float:
    return float(typed) if typed.replace(".", "", 1).isascii() and typed.replace(".", "", 1).isdigit() and len(typed) < 8 else 999
