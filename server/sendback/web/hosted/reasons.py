"""The choices of a line: reasons with their closer words, conditions, and what becomes of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sendback.shops.fields import Labels, ReasonSetting, in_language
from sendback.shops.resolutions import Resolution
from sendback.web.hosted.visit import Visit


@dataclass(frozen=True, slots=True)
class ReasonGroup:
    """One reason as a select draws it: by itself, or a group of its closer words. `asks` is a class for the style sheet."""

    label: str
    options: Sequence[tuple[str, str]]
    is_group: bool
    asks: str


def list_reasons(visit: Visit, codes: Sequence[str] | None) -> list[ReasonGroup]:
    """List the reasons that a line's product class is offered, all of the shop's where `codes` is None."""
    offered = [reason for reason in visit.shop.settings.reasons if codes is None or reason.code in codes]
    return [_group(visit, reason) for reason in offered]


def list_conditions(visit: Visit) -> list[tuple[str, str]]:
    """List the conditions that goods may come back in, none where the shop does not ask."""
    return [(each.code, _say(visit, each.label) or each.code) for each in visit.shop.settings.conditions]


def list_resolutions(visit: Visit, codes: Sequence[str]) -> list[tuple[str, str]]:
    """List what a shopper may ask for, in the catalogue's words."""
    return [(code, visit.words(f"policy.resolution.{Resolution(code)}")) for code in codes]


def name_codes(visit: Visit, term: dict[str, Any]) -> str:
    """Name for which choices a term of a line holds, empty when for all."""
    labels: dict[str, str] = {}
    for reason in visit.shop.settings.reasons:
        labels[reason.code] = _say(visit, reason.label)
        labels |= {f"{reason.code}/{sub.code}": f"{labels[reason.code]}, {_say(visit, sub.label)}" for sub in reason.subs}
    named = [labels.get(code, code) for code in term["reasons"] or ()]
    conditions, resolutions = dict(list_conditions(visit)), dict(list_resolutions(visit, list(Resolution)))
    parts = [
        " / ".join(named),
        " / ".join(conditions.get(code, code) for code in term["conditions"] or ()),
        " / ".join(resolutions.get(code, code) for code in term["resolutions"] or ()),
    ]
    return " · ".join(part for part in parts if part)


def find_reason(visit: Visit, code: str) -> ReasonSetting | None:
    """Find one of the shop's reasons by its code."""
    return next((reason for reason in visit.shop.settings.reasons if reason.code == code), None)


def _group(visit: Visit, reason: ReasonSetting) -> ReasonGroup:
    label = _say(visit, reason.label)
    options = [(f"{reason.code}/{sub.code}", _say(visit, sub.label) or sub.code) for sub in reason.subs]
    return ReasonGroup(label, options or [(reason.code, label)], bool(options), f"note-{reason.note}")


def _say(visit: Visit, label: Labels) -> str:
    return in_language(label, visit.words.language, visit.shop.settings.default_language)
