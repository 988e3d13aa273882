"""What kind of file this is: its content tells, never its name."""

import codecs
import csv
import re
from dataclasses import dataclass
from enum import StrEnum


class FileForm(StrEnum):
    """What a file of orders can be."""

    CSV = "csv"
    JSON = "json"
    LINES = "jsonl"
    WORKBOOK = "xlsx"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Sniffed:
    """A file's form, and for text how it is written."""

    form: FileForm
    encoding: str = "utf-8"
    delimiter: str = ","


_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_OTHERS = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"<!DOCTYPE", b"<html", b"<?xml")
_DELIMITERS = ",;\t|"


def sniff(beginning: bytes) -> Sniffed:
    """Tell a file by its first 64 KiB or so."""
    if beginning.startswith(_BOOKS):
        return Sniffed(FileForm.WORKBOOK)
    encoding = _tell_encoding(beginning)
    text = beginning.decode(encoding, "replace").lstrip("\ufeff \r\n\t")
    noise = sum(sign < " " and sign not in "\r\n\t" for sign in text[:200])
    if beginning.lstrip().startswith(_OTHERS) or not text or noise > len(text[:200]) // 10:
        return Sniffed(FileForm.NONE)
    if text[0] in "[{":
        is_lines = text[0] == "{" and bool(re.match(r"\{[^\n]*\}\s*\n\s*\{", text))
        return Sniffed(FileForm.LINES if is_lines else FileForm.JSON, encoding)
    return Sniffed(FileForm.CSV, encoding, tell_delimiter(text))


def tell_delimiter(text: str) -> str:
    """Tell what stands between the cells of a table's header: whichever sign divides it most, outside quotes."""
    header = re.sub(r'"[^"]*"', "", text.partition("\n")[0])
    best = max(_DELIMITERS, key=header.count)
    return best if header.count(best) else ","


def dialect_of(delimiter: str) -> type[csv.Dialect]:
    """Give the dialect of a table that is divided so."""

    class Divided(csv.excel):
        pass

    Divided.delimiter = delimiter
    return Divided


def _tell_encoding(beginning: bytes) -> str:
    for mark, encoding in _BOMS:
        if beginning.startswith(mark):
            return encoding
    pairs = beginning[:200]
    if len(pairs) > 8 and pairs[1::2].count(0) > len(pairs) // 4:
        return "utf-16-le"
    if len(pairs) > 8 and pairs[0::2].count(0) > len(pairs) // 4:
        return "utf-16-be"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(beginning)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"
