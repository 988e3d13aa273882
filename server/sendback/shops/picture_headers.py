"""What a picture's first bytes say of it: its kind and its size, told by content before any decoder sees it."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What a file is; PROGRESSIVE is a JPEG that must be held whole while it is decoded."""

    JPEG = "JPEG"
    PROGRESSIVE = "progressive JPEG"
    PNG = "PNG"
    WEBP = "WebP"
    HEIC = "HEIC"


MOST_SCANS: Final = 32
"""Of a JPEG: cameras write one, the web about ten. Each costs a walk over every pixel, and an 8 MB file has room for 100,000."""

# Pictures as Apple's and others' cameras keep them (ISO/IEC 23008-12, 10.2; AV1 Image File Format, 9.1).
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis"})
# A marker with a segment behind it (ITU-T T.81, B.1.1): not a stuffed zero, a restart, or the picture's beginning.
_MARKER = re.compile(rb"\xff+([\x02-\xcf\xd9-\xfe])")
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_END, _SCAN = 0xD9, 0xDA


@dataclass(frozen=True, slots=True)
class Header:
    """A picture's kind and its size in pixels; HEIC is only named, its size is 0 by 0."""

    kind: Kind
    width: int
    height: int

    @property
    def pixels(self) -> int:
        """Count its pixels."""
        return self.width * self.height


def read_header(body: bytes) -> Header | None:
    """Read what a file is; None for all that is no picture of these kinds, or one that says nothing of its size."""
    if body[:3] == b"\xff\xd8\xff":
        return _read_jpeg(body)
    if body[:8] == b"\x89PNG\r\n\x1a\n" and body[12:16] == b"IHDR":
        return _header(Kind.PNG, int.from_bytes(body[16:20]), int.from_bytes(body[20:24]))
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return _read_webp(body)
    return Header(Kind.HEIC, 0, 0) if body[4:8] == b"ftyp" and body[8:12] in _HEIC_BRANDS else None


def _read_jpeg(body: bytes) -> Header | None:
    """Walk a JPEG's segments to its end, past what cameras hang on behind it; None where it has absurdly many scans."""
    place, scans, frame, width, height = 2, 0, 0, 0, 0
    while (found := _MARKER.search(body, place)) and found[1][0] != _END:
        kind, place = found[1][0], found.end()
        if kind in _FRAMES:
            frame, height, width = kind, int.from_bytes(body[place + 3 : place + 5]), int.from_bytes(body[place + 5 : place + 7])
        scans += kind == _SCAN
        if scans > MOST_SCANS:
            return None
        place += int.from_bytes(body[place : place + 2])
    is_plain = frame in (0xC0, 0xC1) and scans == 1
    return _header(Kind.JPEG if is_plain else Kind.PROGRESSIVE, width, height)


def _read_webp(body: bytes) -> Header | None:
    chunk = body[12:16]
    if chunk == b"VP8X":
        return _header(Kind.WEBP, int.from_bytes(body[24:27], "little") + 1, int.from_bytes(body[27:30], "little") + 1)
    if chunk == b"VP8L":
        sides = int.from_bytes(body[21:25], "little")
        return _header(Kind.WEBP, (sides & 0x3FFF) + 1, (sides >> 14 & 0x3FFF) + 1)
    if chunk == b"VP8 ":
        width, height = (int.from_bytes(body[start : start + 2], "little") & 0x3FFF for start in (26, 28))
        return _header(Kind.WEBP, width, height)
    return None


def _header(kind: Kind, width: int, height: int) -> Header | None:
    return Header(kind, width, height) if width and height else None
