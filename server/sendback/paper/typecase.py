"""Outlines taken out of faces and put together to one TrueType font: what a document embeds (OpenType 1.9, ISO 32000-1, 9.9).

Most documents need a few letters of several faces. One font of just these is written sooner than a subset of each, and a
viewer opens one instead of six. Faces of the same units per em share one; nothing of an outline is changed.
"""

import functools
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from sendback.paper.faces import Face

# Of a composite glyph's flags: what follows each component.
_WORDS, _SCALE, _MORE, _TWO_SCALES, _MATRIX = 0x1, 0x8, 0x20, 0x40, 0x80
_HEAD = struct.Struct(">IIIIHHQQhhhhHHhhh")
_HHEA = struct.Struct(">IhhhHhhhhhhhhhhhH")
_MAXP = struct.pack(">IH13H", 0x10000, 0, 4000, 400, 8000, 800, 1, 0, 0, 0, 0, 0, 0, 100, 10)
_MAGIC, _WHOLE = 0x5F0F3CF5, 0xB1B0AFBA
_TABLES = (b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp")
_DIRECTORY = struct.pack(">IHHHH", 0x10000, len(_TABLES), 64, 2, 32)
_FIRST = len(_DIRECTORY) + 16 * len(_TABLES)
_PADDING = {b"head": 2}


@dataclass(frozen=True, slots=True)
class Outline:
    """A glyph as its face has it, in whole words of four bytes; `parts` are where it names others, and which."""

    record: bytes
    total: int
    parts: tuple[tuple[int, int], ...]
    metrics: int


@dataclass(frozen=True, slots=True)
class TypeCase:
    """A deflated font of `length` bytes before deflation, and the six letters that mark it as a subset (9.6.4)."""

    deflated: bytes
    length: int
    tag: str


def fill_case(glyphs: Sequence[tuple[Face, int]], units: int) -> TypeCase:
    """Put glyphs of faces of these units per em together, numbered from 1 as they come."""
    wanted = list(glyphs)
    places = {glyph: number for number, glyph in enumerate(wanted, 1)}
    records, totals, metrics, at = [], [], [0], 0
    while at < len(wanted):
        face, index = wanted[at]
        outline = find_outline(face, index)
        record = outline.record
        if outline.parts:
            record = _renumber(outline, face, places, wanted)
        records.append(record)
        totals.append(sum(struct.unpack(f">{len(record) // 4}I", record)) if outline.parts else outline.total)
        metrics.append(outline.metrics)
        at += 1
    loca = [0, *accumulate(map(len, records), initial=0)]
    return _write_font(b"".join(records), sum(totals), loca, metrics, units)


def _renumber(outline: Outline, face: Face, places: dict[tuple[Face, int], int], wanted: list[tuple[Face, int]]) -> bytes:
    """Name the glyphs that a glyph is composed of by their new numbers, and ask for those that are missing."""
    record = bytearray(outline.record)
    for offset, part in outline.parts:
        glyph = (face, part)
        if glyph not in places:
            wanted.append(glyph)
            places[glyph] = len(wanted)
        struct.pack_into(">H", record, offset, places[glyph])
    return bytes(record)


def _write_font(glyf: bytes, total: int, loca: list[int], metrics: list[int], units: int) -> TypeCase:
    count = len(metrics)
    box = (-600 * units // 1000, -400 * units // 1000, 1600 * units // 1000, 1200 * units // 1000)
    tables = (
        glyf,
        _HEAD.pack(0x10000, 0, 0, _MAGIC, 0, units, 0, 0, *box, 0, 6, 2, 1, 0) + b"\0\0",
        _HHEA.pack(0x10000, box[3], box[1], 0, 2 * units, 0, 0, 2 * units, 1, 0, 0, 0, 0, 0, 0, 0, count),
        struct.pack(f">{count}I", *metrics),
        struct.pack(f">{count + 1}I", *loca),
        _MAXP[:4] + count.to_bytes(2, "big") + _MAXP[6:],
    )
    sums = [total, *(_add_up(table) for table in tables[1:])]
    entries, at = [], _FIRST
    for name, table, checksum in zip(_TABLES, tables, sums, strict=True):
        entries.append(struct.pack(">4sIII", name, checksum & 0xFFFFFFFF, at, len(table) - _PADDING.get(name, 0)))
        at += len(table)
    directory = _DIRECTORY + b"".join(entries)
    adjustment = _WHOLE - _add_up(directory) - sum(sums) & 0xFFFFFFFF
    head = tables[1][:8] + adjustment.to_bytes(4, "big") + tables[1][12:]
    data = b"".join((directory, glyf, head, *tables[2:]))
    return TypeCase(zlib.compress(data, 1), len(data), _make_tag(data))


def _add_up(table: bytes) -> int:
    return sum(struct.unpack(f">{len(table) // 4}I", table))


@functools.lru_cache(maxsize=16384)
def find_outline(face: Face, index: int) -> Outline:
    """Read a glyph of a face."""
    tables = _open_tables(face)
    start, end = tables.find_place(index)
    record = tables.glyf[start:end]
    padded = record + b"\0" * (-len(record) % 4)
    metrics = tables.find_metrics(index)
    return Outline(padded, _add_up(padded), tuple(_find_parts(record)), metrics)


@dataclass(frozen=True, slots=True)
class _Tables:
    glyf: bytes
    loca: bytes
    hmtx: bytes
    is_long: bool
    advances: int

    def find_place(self, index: int) -> tuple[int, int]:
        if self.is_long:
            start, end = struct.unpack_from(">II", self.loca, 4 * index)
            return start, end
        start, end = struct.unpack_from(">HH", self.loca, 2 * index)
        return 2 * start, 2 * end

    def find_metrics(self, index: int) -> int:
        """Return advance and left side bearing as one word."""
        last = self.advances - 1
        advance = int.from_bytes(self.hmtx[4 * min(index, last) : 4 * min(index, last) + 2], "big")
        at = 4 * index + 2 if index <= last else 4 * self.advances + 2 * (index - self.advances)
        return advance << 16 | int.from_bytes(self.hmtx[at : at + 2], "big")


@functools.cache
def _open_tables(face: Face) -> _Tables:
    read = face.source.reference_table
    glyf, loca, hmtx, head, hhea = (read(name).data for name in ("glyf", "loca", "hmtx", "head", "hhea"))
    return _Tables(glyf, loca, hmtx, bool(head[51]), int.from_bytes(hhea[34:36], "big"))


def _find_parts(record: bytes) -> list[tuple[int, int]]:
    """Return where a composite glyph names its components, and which those are."""
    if not record or record[0] < 0x80:
        return []
    parts, at, flags = [], 10, _MORE
    while flags & _MORE:
        flags, part = struct.unpack_from(">HH", record, at)
        parts.append((at + 2, part))
        at += 8 if flags & _WORDS else 6
        at += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _MATRIX else 0
    return parts


def _make_tag(data: bytes) -> str:
    number, letters = zlib.crc32(data), ""
    for _ in range(6):
        number, letter = divmod(number, 26)
        letters += chr(ord("A") + letter)
    return letters
