"""The form of one rule: what stands in a rule's text as fields, and back."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from flask import request

from sendback.web.desk.policy.amounts import spell_amount

Written = Mapping[str, Any]
"""A rule as its text has it, read as TOML."""

LISTS = ("category", "sku", "tag")
"""Facts whose values are typed, one a line."""
PICKS = ("reason", "condition", "resolution")
"""Facts whose values are picked from what the shop has."""
AMOUNTS = ("price_from", "price_to")
NUMBERS = ("quantity_from", "quantity_to", "grace_days")
DAYS = tuple(f"{day}_{end}" for day in ("ordered", "shipped", "delivered") for end in ("from", "to"))
WINDOWS = ("within_days", "later_than_days")
FACTS = ("country", *LISTS, "customer", *PICKS)


def fill_form(rule: Written) -> dict[str, str]:
    """Give each field of the form its text; a picked value is a field of its own that says 1."""
    when, then = (
        dict(rule.get("when", {})),
        {name: str(rule.get(name, "")) for name in ("id", "then", "option", "return_to", "agent")},
    )
    filled = {**then, "fee": "; ".join(_many(rule.get("fee")))}
    filled |= {f"shopper.{tag}": text for tag, text in rule.get("shopper", {}).items()}
    for side, named in (("when", when), ("not", when.get("not", {}))):
        filled |= dict(_fill_facts(side, named))
    for name in (*AMOUNTS, *NUMBERS, *DAYS):
        filled[f"when.{name}"] = "; ".join(str(value) for value in _many(when.get(name)))
    window = next((name for name in WINDOWS if name in when), "")
    filled |= {"window": window, "window.days": str(when.get(window, "")), "counted_from": str(when.get("counted_from", ""))}
    return {**filled, "no_seasons": "" if when.get("seasons", True) else "1"}


def read_form(languages: Sequence[str], before: Written) -> dict[str, Any]:
    """Read the form into a rule as its text has it; sentences in languages that the form does not show stay."""
    typed = request.form
    when: dict[str, Any] = {name: _one_or_many(values) for name in FACTS if (values := _read_fact("when", name))}
    if excepted := {name: _one_or_many(values) for name in FACTS if (values := _read_fact("not", name))}:
        when["not"] = excepted
    when |= {name: _one_or_many(values) for name in AMOUNTS if (values := _split(typed.get(f"when.{name}", "")))}
    when |= {name: _number(text) for name in NUMBERS if (text := typed.get(f"when.{name}", "").strip())}
    when |= {name: _day(text) for name in DAYS if (text := typed.get(f"when.{name}", "").strip())}
    when |= _read_window()
    rule: dict[str, Any] = {"id": "-".join(typed.get("id", "").lower().split()), "then": typed.get("then", "")}
    if when:
        rule["when"] = when
    if fee := _split(typed.get("fee", "")):
        rule["fee"] = _one_or_many(fee)
    rule |= {name: text for name in ("option", "return_to") if (text := typed.get(name, ""))}
    said = {**before.get("shopper", {}), **{tag: _text(f"shopper.{tag}") for tag in languages}}
    if said := {tag: text for tag, text in said.items() if text}:
        rule["shopper"] = said
    return rule | ({"agent": text} if (text := _text("agent")) else {})


def list_picked(rule: Written, fact: str) -> list[str]:
    """List the values that a rule names of a fact, here and among its exceptions."""
    when = rule.get("when", {})
    return [*_many(when.get(fact)), *_many(when.get("not", {}).get(fact))]


def _fill_facts(side: str, named: Written) -> Iterator[tuple[str, str]]:
    for name in FACTS:
        values = [str(value) for value in _many(named.get(name))]
        if name in PICKS:
            yield from ((f"{side}.{name}.{value}", "1") for value in values)
        elif name == "customer":
            yield f"{side}.customer", {"b2c": "consumer", "b2b": "business"}.get(values[0], values[0]) if values else ""
        else:
            yield f"{side}.{name}", (" " if name == "country" else "\n").join(values)


def _read_fact(side: str, name: str) -> list[str]:
    field, typed = f"{side}.{name}", request.form
    if name in PICKS:
        return [key.removeprefix(f"{field}.") for key in typed if key.startswith(f"{field}.")]
    if name == "customer":
        return [kind] if (kind := typed.get(field, "")) else []
    if name == "country":
        return typed.get(field, "").upper().replace(",", " ").split()
    return [line.strip() for line in typed.get(field, "").splitlines() if line.strip()]


def _read_window() -> dict[str, Any]:
    typed = request.form
    kind, days = typed.get("window", ""), typed.get("window.days", "").strip()
    if kind not in WINDOWS:
        return {}
    since = typed.get("counted_from", "")
    return {
        kind: _number(days),
        **({"counted_from": since} if since else {}),
        **({"seasons": False} if typed.get("no_seasons") else {}),
    }


def _many(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def _one_or_many(values: list[str]) -> str | list[str]:
    return values[0] if len(values) == 1 else values


def _split(text: str) -> list[str]:
    return [spell_amount(part.strip()) for part in text.replace(";", "\n").splitlines() if part.strip()]


def _number(text: str) -> int | str:
    """Give a number where there is one; what else was typed is refused when the policy is read."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else text


def _day(text: str) -> date | str:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def _text(name: str) -> str:
    return request.form.get(name, "").replace("\r\n", "\n").strip()
