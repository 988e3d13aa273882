"""BMP files as every program reads them: a BITMAPINFOHEADER, uncompressed, from the lowest row up."""

import struct

_FILE_HEADER, _INFO_HEADER = 14, 40
_BLACK_AND_WHITE = b"\0\0\0\0\xff\xff\xff\0"


def write_bmp(rows: bytes, size: tuple[int, int], bits: int, dpi: int) -> bytes:
    """Write rows of whole bytes: 1 bit a pixel with 0 for black, or 24 bits in the order blue, green, red."""
    width, height = size
    stride = len(rows) // height
    padding = bytes(-stride % 4)
    upwards = b"".join(rows[start : start + stride] + padding for start in range(len(rows) - stride, -1, -stride))
    palette = _BLACK_AND_WHITE if bits == 1 else b""
    start, per_metre = _FILE_HEADER + _INFO_HEADER + len(palette), round(dpi / 0.0254)
    file = struct.pack("<2sIHHI", b"BM", start + len(upwards), 0, 0, start)
    colours = len(palette) // 4
    shape = struct.pack("<IiiHHI", _INFO_HEADER, width, height, 1, bits, 0)
    return file + shape + struct.pack("<IiiII", len(upwards), per_metre, per_metre, colours, 0) + palette + upwards
