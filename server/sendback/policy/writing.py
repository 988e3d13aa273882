"""Writing the terms into a policy's text; every rule and every remark stays as it is."""

from collections.abc import Mapping
from typing import Any

import tomlkit

from sendback.policy.reading import read_policy
from sendback.policy.text.places import Path, find_places
from sendback.shops.terms import PolicySetting

_MAIN = ("window_days", "window_from", "grace_days", "approval", "refund_due")
_TERMS: Path = ("terms",)
_THRESHOLDS: Path = ("terms", "thresholds")
_UNLIKELY = PolicySetting(window_days=3649, grace_days=364, non_returnable_skus=("?",))
"""What a text that leaves terms out would be read with, so that it is seen."""


def write_policy(text: str, setting: PolicySetting) -> str:
    """Give the text with the terms that the settings hold; untouched where it says all of them already.

    Raises PolicyFaults when the text cannot be read.
    """
    if read_policy(text, _UNLIKELY).terms == setting.model_copy(update={"text": ""}):
        return text
    terms, thresholds = _list_terms(setting)
    tables = find_places(text).tables
    if not text.strip() or _TERMS not in tables:
        whole = tomlkit.dumps({"terms": {**terms, **({"thresholds": thresholds} if thresholds else {})}})
        return f"{whole}\n{text}" if text.strip() else whole
    if _THRESHOLDS in tables:
        text = _rewrite(text, _THRESHOLDS, thresholds)
    elif thresholds:
        text = _rewrite(text, _TERMS, terms, tomlkit.dumps({"terms": {"thresholds": thresholds}}))
    return _rewrite(text, _TERMS, terms)


def _list_terms(setting: PolicySetting) -> tuple[dict[str, Any], dict[str, Any]]:
    """List the terms as the text names them, and of the thresholds those that ask anything."""
    terms = {name: getattr(setting, name) for name in _MAIN}
    return {**terms, "never": list(setting.non_returnable_skus)}, setting.thresholds.model_dump(exclude_defaults=True)


def _rewrite(text: str, path: Path, wanted: Mapping[str, Any], more: str = "") -> str:
    """Bring one table up to date in its place: what is missing comes below its head, `more` after the last of it."""
    lines, tables = f"{text}\n".splitlines(keepends=True)[: len(text.splitlines())], find_places(text).tables
    first = tables[path] - 1
    last = min((line - 1 for line in tables.values() if line - 1 > first), default=len(lines))
    kept = _update("".join(lines[first:last]), path, wanted).splitlines(keepends=True)
    end = max(number for number, line in enumerate(kept) if line.strip() and not line.lstrip().startswith("#")) + 1
    return "".join([*lines[:first], *kept[:end], f"\n{more}" if more else "", *kept[end:], *lines[last:]])


def _update(part: str, path: Path, wanted: Mapping[str, Any]) -> str:
    document = tomlkit.parse(part)
    table: Any = document
    for name in path:
        table = table[name]
    for name in [name for name in table if name in wanted and table[name].unwrap() != wanted[name]]:
        table[name] = wanted[name]
    missing = [f"{name} = {tomlkit.item(value).as_string()}\n" for name, value in wanted.items() if name not in table]
    gone = {find_places(part).lines[*path, name][0] for name in table if name not in wanted}
    head, *rest = [line for number, line in enumerate(tomlkit.dumps(document).splitlines(keepends=True), 1) if number not in gone]
    return "".join([head, *missing, *rest])
