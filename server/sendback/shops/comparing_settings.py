"""What one version of the settings has that another had not: each value before and after, and never a secret."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sendback.shops.model import ShopSettings

HIDDEN = "(secret)"
_SECRET = frozenset({"sealed", "secret", "password", "key", "token"})
_NAMES = ("id", "code", "name")
"""What the things of a list are known by, so that one that was moved is not a change of them all."""


@dataclass(frozen=True, slots=True)
class Change:
    """One value that changed; None where there was none, or is none any more."""

    path: tuple[str, ...]
    before: Any
    after: Any


def compare_settings(before: ShopSettings, after: ShopSettings) -> list[Change]:
    """List every value that changed, in the order of the settings."""
    return list(_compare((), before.model_dump(mode="json"), after.model_dump(mode="json")))


def _compare(path: tuple[str, ...], before: Any, after: Any) -> Iterator[Change]:
    if before == after:
        return
    if _SECRET & {part.rpartition("_")[2] for part in path}:
        yield Change(path, HIDDEN if before else None, HIDDEN if after else None)
    elif isinstance(before, Mapping | None) and isinstance(after, Mapping | None):
        yield from _compare_parts(path, before or {}, after or {})
    elif (old := _by_name(before)) is not None and (new := _by_name(after)) is not None:
        yield from _compare_parts(path, old, new)
        if list(old) != list(new) and set(old) == set(new):
            yield Change((*path, "order"), list(old), list(new))
    else:
        yield Change(path, before, after)


def _compare_parts(path: tuple[str, ...], before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    for name in dict.fromkeys((*before, *after)):
        yield from _compare((*path, name), before.get(name), after.get(name))


def _by_name(value: Any) -> dict[str, Any] | None:
    """Give the things of a list by what they are known by; None where they have no names, or two have the same."""
    if value is None:
        return {}
    if not isinstance(value, Sequence) or isinstance(value, str) or not all(isinstance(each, Mapping) for each in value):
        return None
    for name in _NAMES:
        named = {str(each[name]): {part: worth for part, worth in each.items() if part != name} for each in value if name in each}
        if len(named) == len(value):
            return named
    return None
