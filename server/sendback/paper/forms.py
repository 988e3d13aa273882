"""Whose forms of Han characters a text wants: one character is written three ways in Beijing, Taipei and Tokyo."""

import functools
from enum import StrEnum

import regex


class Forms(StrEnum):
    """A way of writing Han characters; the value is the language that fonts know it by (OpenType `locl`)."""

    SIMPLIFIED = "zh-Hans"
    TRADITIONAL = "zh-Hant"
    JAPANESE = "ja"


_KANA = regex.compile(r"[[\p{Hiragana}\p{Katakana}]--[の]]", regex.V1)
_HAN = regex.compile(r"\p{Han}")
# The everyday characters of each country, as its own standard lists them: GB 2312, Big5, JIS X 0208.
_STANDARDS = {"gb2312": Forms.SIMPLIFIED, "big5": Forms.TRADITIONAL, "shift_jis": Forms.JAPANESE}


@functools.lru_cache(maxsize=1024)
def find_forms(text: str) -> Forms:
    """Return whose forms a block of text wants: Japanese with kana or 〒, else of the first standard that has all of it.

    >>> [find_forms(text).value for text in ("北京市朝阳区", "台北市大安區", "渋谷区", "北海道 さくら", "優の品")]
    ['zh-Hans', 'zh-Hant', 'ja', 'ja', 'zh-Hant']
    """
    if text.isascii():
        return Forms.SIMPLIFIED
    if has_kana(text) or "〒" in text:
        return Forms.JAPANESE
    han = "".join(_HAN.findall(text))
    return next((forms for standard, forms in _STANDARDS.items() if _has_all(standard, han)), Forms.SIMPLIFIED)


def has_kana(text: str) -> bool:
    """Say whether a text holds kana, other than the の that Chinese brands like to borrow."""
    return _KANA.search(text) is not None


def _has_all(standard: str, han: str) -> bool:
    try:
        han.encode(standard)
    except UnicodeEncodeError:
        return False
    return True
