"""Our pages and the widget: nothing from outside, no HTML out of texts, both directions of writing."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
WEB = ROOT / "server" / "sendback" / "web"
BUILT = {"widget", "snippet_builder"}
SCRIPTS = [
    *ROOT.glob("widget/src/**/*.ts"),
    *ROOT.glob("snippet_builder/src/**/*.ts"),
    *ROOT.glob("dock/src/**/*.ts"),
    *WEB.glob("static/*.js"),
]
SHEETS = [
    *ROOT.glob("widget/src/**/*.css"),
    *ROOT.glob("snippet_builder/src/**/*.css"),
    *ROOT.glob("dock/src/**/*.css"),
    *WEB.glob("static/*.css"),
]
TEMPLATES = [*WEB.glob("templates/**/*.html")]
STATIC = [file for file in WEB.glob("static/**/*") if file.suffix in (".css", ".js", ".svg", ".html", ".json")]

SINK = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|setHTMLUnsafe|parseFromString"
    r"|srcdoc|\beval\(|new Function|javascript:"
)
SIDES = "left|right"
PHYSICAL = re.compile(
    rf"(?:margin|padding|border|inset)-(?:{SIDES})\b|border-(?:top|bottom)-(?:{SIDES})-radius|(?:^|[;{{\s])(?:{SIDES})\s*:"
    rf"|text-align\s*:\s*(?:{SIDES})|(?:float|clear)\s*:\s*(?:{SIDES})",
    re.MULTILINE,
)
HOST = re.compile(r"(?:https?:)?//([a-z0-9.-]+\.[a-z]{2,})", re.IGNORECASE)
HARMLESS = re.compile(r"(^|\.)(w3\.org|example(\.(com|org|net))?|schema\.org)$|^localhost$|\.(example|invalid|test)$")


def name(file: Path) -> str:
    return str(file.relative_to(ROOT))


@pytest.mark.parametrize("file", SCRIPTS, ids=name)
def test_no_script_makes_html_out_of_text(file: Path) -> None:
    assert not SINK.search(file.read_text("utf-8"))


@pytest.mark.parametrize("file", SHEETS, ids=name)
def test_style_sheets_know_start_and_end_and_not_left_and_right(file: Path) -> None:
    bare = re.sub(r"/\*.*?\*/", "", file.read_text("utf-8"), flags=re.DOTALL)
    bare = re.sub(r"env\(safe-area-inset-[a-z]+\)", "", bare)  # a phone's edges have no other names
    assert PHYSICAL.findall(bare) == []


@pytest.mark.parametrize("file", [*TEMPLATES, *STATIC], ids=name)
def test_nothing_is_loaded_from_elsewhere(file: Path) -> None:
    hosts = set(HOST.findall(file.read_text("utf-8")))
    assert {host for host in hosts if not HARMLESS.search(host)} == set()


@pytest.mark.parametrize("file", TEMPLATES, ids=name)
def test_templates_hold_no_code_and_no_style_of_their_own(file: Path) -> None:
    """The policy of our own pages refuses both, and `|safe` would let a shopper write HTML."""
    text = file.read_text("utf-8")
    assert not re.search(r"<script(?![^>]*\b(?:src=|type=\"application/json\"))", text)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"", text)
    assert not re.search(r"\|\s*safe\b|autoescape\s+false|Markup\(", text)
