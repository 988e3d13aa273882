"""The vendored faces: complete, licensed, and light enough for a wheel."""

import doctest
import io
import zlib
from importlib import resources
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from sendback.paper import cleaning, faces, missing
from sendback.paper.faces import BOLD, SANS, SCRIPTS, find_face, open_face

FOLDER = Path(str(resources.files("sendback.paper.fonts")))
HAN_NAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗龑禤翯翛䶮㛃"


def list_files() -> list[Path]:
    return [*FOLDER.glob("*.ttf"), *FOLDER.glob("*.xz")]


def test_every_face_is_there_with_its_licence() -> None:
    assert {file.name.split(".")[0] for file in list_files()} == {SANS, BOLD, *SCRIPTS}
    for licence in ("OFL-1.1.txt", "Apache-2.0.txt"):
        assert "ermission" in (FOLDER / licence).read_text("utf-8")


def test_all_faces_weigh_at_most_three_megabytes_in_a_wheel() -> None:
    assert sum(len(zlib.compress(file.read_bytes(), 9)) for file in list_files()) <= 3_000_000


def test_together_they_draw_all_that_they_ever_drew() -> None:
    drawn = {code for name in (SANS, BOLD, *SCRIPTS) for code in open_face(name).source.unicodes}
    assert len(drawn) == 45_210
    assert set(range(0x4E00, 0x9FA6)) <= drawn
    assert set(range(0xAC00, 0xD7A4)) <= drawn


@pytest.mark.parametrize("name", [SANS, BOLD, *SCRIPTS])
def test_a_face_may_be_embedded_and_has_outlines(name: str) -> None:
    with TTFont(io.BytesIO(bytes(open_face(name).source.blob.data)), lazy=True) as font:
        assert "glyf" in font
        assert font["OS/2"].fsType in (0, 8)


def test_bold_has_what_regular_has() -> None:
    assert set(open_face(SANS).source.unicodes) == set(open_face(BOLD).source.unicodes)


@pytest.mark.parametrize("bold", [False, True])
def test_letters_of_a_name_are_found(bold: bool) -> None:
    assert [char for char in HAN_NAMES if find_face(char, bold) is None] == []
    assert [chr(code) for code in range(0xAC00, 0xD7A4) if find_face(chr(code), bold) is None] == []


@pytest.mark.parametrize("module", [cleaning, faces, missing])
def test_the_examples_in_the_modules_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]
