"""Changing one season of a policy's text; everything else keeps its words and remarks."""

from collections.abc import Mapping
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT

from sendback.policy.faults import FaultCode, PolicyFault, PolicyFaults
from sendback.policy.reading import read_policy


def add_season(text: str, season: Mapping[str, Any]) -> str:
    """Add a season after the others; PolicyFaults when the text cannot be read then."""
    written = tomlkit.dumps({"season": [dict(season)]}).strip()
    return _check(f"{text.rstrip()}\n\n{written}\n".lstrip())


def change_season(text: str, place: int, season: Mapping[str, Any]) -> str:
    """Write one season anew where it stands."""
    document, seasons = _open(text, place)
    for name, value in season.items():
        if seasons[place].get(name) != value:
            seasons[place][name] = value
    return _check(tomlkit.dumps(document))


def drop_season(text: str, place: int) -> str:
    """Take a season out."""
    document, seasons = _open(text, place)
    del seasons[place]
    return _check(tomlkit.dumps(document))


def _open(text: str, place: int) -> tuple[tomlkit.TOMLDocument, AoT]:
    read_policy(text)
    try:
        document = tomlkit.parse(text)
    except TOMLKitError:
        raise _refuse() from None
    seasons = document.get("season")
    if not isinstance(seasons, AoT) or place >= len(seasons):
        raise _refuse()
    return document, seasons


def _refuse() -> PolicyFaults:
    return PolicyFaults(PolicyFault(1, 1, FaultCode.WRONG_VALUE, "These seasons can only be changed in the text."))


def _check(text: str) -> str:
    read_policy(text)
    return text
