"""The docs cannot drift: every setting has its row, every link its goal, every command and target exists."""

import configparser
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import click
import pytest

from sendback.errors import Code
from sendback.settings.model import Settings

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/**/*.md")])
LINK = re.compile(r"\[[^\]]+\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ +(.+?)\s*$", re.MULTILINE)
CODE = re.compile(r"`([^`\n]+)`|^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


def anchors(page: Path) -> set[str]:
    """Give the anchors of a page's headings as GitHub makes them."""
    headings = HEADING.findall(page.read_text("utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def code(page: Path) -> str:
    return "\n".join(short or long for short, long in CODE.findall(page.read_text("utf-8")))


def setting_rows() -> Iterator[str]:
    for field in fields(Settings):
        words = {True: "yes", False: "no"}
        default = words[field.default] if isinstance(field.default, bool) else str(field.default)
        shown = f"`{default}`" if default else "(empty)"
        yield f"| `SENDBACK_{field.name.upper()}` | {shown} | {field.metadata['help']} |"


@pytest.mark.parametrize("row", list(setting_rows()))
def test_every_setting_has_its_row(row: str) -> None:
    assert row in (ROOT / "docs" / "settings.md").read_text("utf-8")


def test_settings_that_do_not_exist_are_not_written_about() -> None:
    pages = (ROOT / "docs" / name for name in ("settings.md", "operating.md"))
    named = set(re.findall(r"SENDBACK_([A-Z_]+)", "".join(page.read_text("utf-8") for page in pages)))
    known = {field.name.upper() for field in fields(Settings)}
    assert named - known - {f"{setting}_FILE" for setting in known} == set()


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_within_the_docs_leads_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    for goal in LINK.findall(text):
        if re.match(r"[a-z]+:|/", goal):
            continue
        path, _, anchor = goal.partition("#")
        file = (page.parent / path).resolve() if path else page
        assert file.exists(), goal
        assert not anchor or anchor in anchors(file), goal


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_a_table_has_one_row_for_each_thing(page: Path) -> None:
    for table in re.findall(r"(?:^\|.*\n)+", page.read_text("utf-8"), re.MULTILINE):
        things = re.findall(r"^\| *(.*?) *\|", table, re.MULTILINE)
        assert len(set(things)) == len(things), sorted(thing for thing in set(things) if things.count(thing) > 1)


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`([\w.-]+/[\w./-]+)`", (ROOT / "CONTRIBUTING.md").read_text("utf-8")))))
def test_every_place_on_the_map_is_there(path: str) -> None:
    assert any((folder / path).exists() for folder in (ROOT, ROOT / "server" / "sendback"))


@pytest.mark.parametrize(
    "file", sorted(set(re.findall(r"`(\w+\.(?:py|html|json|toml))`", (ROOT / "CONTRIBUTING.md").read_text("utf-8"))))
)
def test_every_file_named_on_the_map_without_its_folder_is_somewhere(file: str) -> None:
    assert any((ROOT / "server" / "sendback").rglob(file))


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_command_in_the_docs_exists(page: Path) -> None:
    from sendback.cli.main import main

    for said in re.findall(r"(?:^|[\s/])sendback((?: +[a-z][a-z-]*)+)", code(page), re.MULTILINE):
        words, command = said.split(), main
        while words and isinstance(command, click.Group):
            found = command.commands.get(words[0])
            assert found, f"sendback{said}"
            words, command = words[1:], found


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_make_target_in_the_docs_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for said in re.findall(r"^\s*make +([a-z][a-z-]*)", code(page), re.MULTILINE):
        assert said in targets, said


def test_every_target_is_listed_with_what_it_does() -> None:
    text = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"^\.PHONY: ([a-z-]+)$", text, re.MULTILINE):
        assert target == "system" or re.search(rf"^{target}:.*## \w", text, re.MULTILINE), target


@pytest.mark.parametrize("problem", Code)
def test_every_problem_has_its_heading(problem: Code) -> None:
    page = (ROOT / "docs" / "problems.md").read_text("utf-8")
    assert re.search(rf"^#+ .*\b{re.escape(problem.value)}\b|^\| `{re.escape(problem.value)}`", page, re.MULTILINE)


DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))


def test_no_two_decisions_have_one_number() -> None:
    numbers = [page.name[:4] for page in DECISIONS]
    assert sorted(set(numbers)) == numbers


@pytest.mark.parametrize("page", DECISIONS, ids=name)
def test_a_decision_says_what_was_chosen_and_what_was_given_up(page: Path) -> None:
    text = page.read_text("utf-8")
    assert text.startswith(f"# {int(page.name[:4])}. ")
    assert re.findall(r"^\*\*([^*]+)\.\*\*", text, re.MULTILINE) == ["Context", "Choice", "What we gave up"]


def test_every_package_that_is_installed_with_us_is_named_with_its_licence() -> None:
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg")
    needed = set(re.findall(r"^([a-z0-9-]+)", config["options"]["install_requires"].strip(), re.MULTILINE))
    table = re.search(r"(?:^\|.*\n)+", (ROOT / "docs" / "third-party.md").read_text("utf-8"), re.MULTILINE)
    assert table
    assert set(re.findall(r"`([a-z0-9-]+)`", table[0])) == needed
