"""README.md and the help promise what is there: paths, pictures, figures, the words on the buttons."""

import json
import re
from pathlib import Path

import pytest

from sendback.web.demo.people import read_countries
from sendback.words import catalogue

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
HELP = (ROOT / "docs" / "help" / "first-label.md").read_text("utf-8")
MOST_PICTURE_BYTES = 300_000


def english_sentences() -> set[str]:
    """Give every sentence of our pages: the catalogues and the templates."""
    folder = Path(catalogue.__file__).parent / "locale" / "en"
    said = {
        text for file in folder.glob("*.json") for text in json.loads(file.read_text("utf-8")).values() if isinstance(text, str)
    }
    pages = "".join(page.read_text("utf-8") for page in (ROOT / "server/sendback/web/templates").rglob("*.html"))
    return said | set(re.findall(r">\s*([^<>{}]+?)\s*<", pages)) | set(re.findall(r'{{ \w+\([^{}]*?"([A-Z][^"{}]+)"', pages))


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`([\w.-]+/[\w./-]+)`", README))))
def test_every_path_is_there(path: str) -> None:
    assert (ROOT / path).exists()


def test_its_pictures_are_small_and_their_texts_say_what_they_show() -> None:
    pictures = re.findall(r"!\[([^\]]+)\]\(([^)]+)\)", README)
    assert len(pictures) == 3
    for alternative, path in pictures:
        picture = (ROOT / path).read_bytes()
        assert picture.startswith(b"\x89PNG")
        assert len(picture) <= MOST_PICTURE_BYTES
        assert len(alternative) > 20


def test_the_figures_are_the_demos() -> None:
    assert f"{len(read_countries())} countries" in README
    names = {person.name for country in read_countries() for person in country.people}
    assert {"Łukasz Żółć", "张伟", "علي حسن"} <= names


@pytest.mark.parametrize(
    "button", ["Return an item", "Find order", "Continue", "Print now", "Get my label", "Make a passkey", "Builder"]
)
def test_the_help_calls_buttons_what_they_are_called(button: str) -> None:
    assert f"**{button}**" in HELP
    assert button in english_sentences()


@pytest.mark.parametrize("said", ["Your browser kept the window shut", "We have your request"])
def test_the_help_quotes_what_the_pages_say(said: str) -> None:
    assert f"*{said}*" in HELP
    assert any(sentence.startswith(said) for sentence in english_sentences())
