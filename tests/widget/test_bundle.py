"""The committed script is what the manifest says, and small. Needs no Node."""

import base64
import gzip
import hashlib
import json
import re
from configparser import ConfigParser
from importlib import resources
from pathlib import Path

ROOT = Path(__file__).parents[2]
MOST_BROTLI_BYTES = 9000
STATIC = resources.files("sendback.web").joinpath("static/widget")
MANIFEST = json.loads(STATIC.joinpath("manifest.json").read_text("utf-8"))
SCRIPT = STATIC.joinpath(MANIFEST["version"], "sendback.js")


def _packed(suffix: str) -> bytes:
    return STATIC.joinpath(MANIFEST["version"], f"sendback.js{suffix}").read_bytes()


def test_the_integrity_is_of_these_bytes() -> None:
    digest = hashlib.sha384(SCRIPT.read_bytes()).digest()
    assert MANIFEST["integrity"] == "sha384-" + base64.b64encode(digest).decode()


def test_the_version_is_the_products() -> None:
    setup = ConfigParser()
    setup.read(ROOT / "setup.cfg", "utf-8")
    assert MANIFEST["version"] == setup["metadata"]["version"]
    assert f'version:"{MANIFEST["version"]}"' in SCRIPT.read_text("utf-8")


def test_the_sizes_are_those_of_the_files() -> None:
    sizes = {"raw": len(SCRIPT.read_bytes()), "gzip": len(_packed(".gz")), "brotli": len(_packed(".br"))}
    assert MANIFEST["sizes"] == sizes


def test_the_packed_file_holds_the_script() -> None:
    assert gzip.decompress(_packed(".gz")) == SCRIPT.read_bytes()


def test_it_weighs_at_most_nine_thousand_bytes() -> None:
    assert MANIFEST["sizes"]["brotli"] <= MOST_BROTLI_BYTES


def test_nothing_in_the_sources_parses_html_or_keeps_data() -> None:
    banned: tuple[str, ...] = (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "localStorage",
        "sessionStorage",
    )
    banned += ("document.cookie", 'setAttribute("style"', "blob:")
    script = SCRIPT.read_text("utf-8")
    assert [word for word in banned if word in script] == []


def test_styles_know_no_left_and_right() -> None:
    styles = (ROOT / "widget/src/styles.css").read_text("utf-8")
    assert re.findall(r"(?<![\w-])(?:[\w-]+-)?(?:left|right|top|bottom)(?=:)|^\s+(?:width|height):", styles, re.MULTILINE) == []
