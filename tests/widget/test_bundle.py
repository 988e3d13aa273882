"""The committed scripts are what the manifest says, and small. Needs no Node."""

import base64
import gzip
import hashlib
import json
import re
from configparser import ConfigParser
from importlib import resources
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MOST_BROTLI_BYTES = {"sendback.js": 6000, "form.js": 14_000}
"""What every page pays, and what a shopper pays who means it."""
STATIC = resources.files("sendback.web").joinpath("static/widget")
MANIFEST = json.loads(STATIC.joinpath("manifest.json").read_text("utf-8"))
FACTS = {"sendback.js": MANIFEST, "form.js": MANIFEST["form"]}
BANNED = (
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "document.write",
    "eval(",
    "localStorage",
    "sessionStorage",
    "document.cookie",
    'setAttribute("style"',
    "blob:",
)

each = pytest.mark.parametrize("name", FACTS)


def _read(name: str) -> bytes:
    return STATIC.joinpath(MANIFEST["version"], name).read_bytes()


@each
def test_the_integrity_is_of_these_bytes(name: str) -> None:
    digest = hashlib.sha384(_read(name)).digest()
    assert FACTS[name]["integrity"] == "sha384-" + base64.b64encode(digest).decode()


def test_the_script_takes_no_other_form_than_this_one() -> None:
    script, form = _read("sendback.js").decode(), MANIFEST["form"]
    assert form["name"] == hashlib.sha384(_read("form.js")).hexdigest()[:16]
    assert form["name"] in script
    assert form["integrity"] in script


def test_the_version_is_the_products() -> None:
    setup = ConfigParser()
    setup.read(ROOT / "setup.cfg", "utf-8")
    assert MANIFEST["version"] == setup["metadata"]["version"]
    assert f'version:"{MANIFEST["version"]}"' in _read("sendback.js").decode()


@each
def test_the_sizes_are_those_of_the_files(name: str) -> None:
    sizes = {"raw": len(_read(name)), "gzip": len(_read(f"{name}.gz")), "brotli": len(_read(f"{name}.br"))}
    assert FACTS[name]["sizes"] == sizes


@each
def test_the_packed_file_holds_the_script(name: str) -> None:
    assert gzip.decompress(_read(f"{name}.gz")) == _read(name)


@each
def test_it_weighs_no_more_than_it_may(name: str) -> None:
    assert FACTS[name]["sizes"]["brotli"] <= MOST_BROTLI_BYTES[name]


@each
def test_nothing_in_it_parses_html_or_keeps_data(name: str) -> None:
    script = _read(name).decode()
    assert [word for word in BANNED if word in script] == []


@pytest.mark.parametrize("sheet", ["frame.css", "form/form.css"])
def test_styles_know_no_left_and_right(sheet: str) -> None:
    styles = (ROOT / "widget/src" / sheet).read_text("utf-8")
    assert re.findall(r"(?<![\w-])(?:[\w-]+-)?(?:left|right|top|bottom)(?=:)|^\s+(?:width|height):", styles, re.MULTILINE) == []
