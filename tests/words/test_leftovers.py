"""Every sentence is said somewhere: what nobody says any more need not be translated."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "server" / "sendback" / "words" / "locale" / "en"
SOURCES = [
    file
    for folder in (ROOT / "server" / "sendback", ROOT / "widget" / "src", ROOT / "snippet_builder" / "src", ROOT / "dock" / "src")
    for file in folder.rglob("*")
    if file.suffix in (".py", ".html", ".ts", ".js")
    and not {"widget", "snippet_builder", "dock"} & set(file.parts[-4:-1] if "static" in file.parts else ())
]
TEXT = "\n".join(file.read_text("utf-8") for file in SOURCES)
SAID = set(re.findall(r"[\"'`]@?([\w.-]+)[\"'`]", TEXT)) | set(re.findall(r"\{@([\w.-]+)\}", TEXT))
"""Keys as programs name them, and as designs do: `@label.tag`, alone or in braces."""
BEGUN = set(re.findall(r"[\"'`]@?([\w.-]+[._-])(?:\{|\$\{|[\"'] *(?:~|\+))", TEXT))
"""Beginnings that a program completes: f"policy.reason.{code}", "status." ~ step, `widget.${name}`."""


def is_said(area: str, key: str) -> bool:
    if {key, f"{area}.{key}"} & SAID:
        return True
    if any(f"{area}.{key}".startswith(begun) or key.startswith(begun) for begun in BEGUN - {f"{area}."}):
        return True
    return f"{area}." in BEGUN and key.split(".")[0] in SAID


@pytest.mark.parametrize("area", sorted(file.stem for file in FOLDER.glob("*.json")))
def test_no_sentence_is_left_over(area: str) -> None:
    keys = json.loads((FOLDER / f"{area}.json").read_text("utf-8"))
    assert [key for key in keys if not is_said(area, key)] == []
