"""PNG files (ISO/IEC 15948) that say how large they are on paper."""

import struct
import zlib

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_GREY, _RGB = 0, 2


def write_png(rows: bytes, size: tuple[int, int], bits: int, dpi: int = 0) -> bytes:
    """Write rows of whole bytes as a grey picture of 1 or 8 bits a pixel or a red, green and blue one of 24; 0 is black."""
    width, height = size
    stride = len(rows) // height
    filtered = b"".join(b"\0" + rows[start : start + stride] for start in range(0, len(rows), stride))
    depth, kind = (8, _RGB) if bits == 24 else (bits, _GREY)
    parts = [_write_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, 0))]
    if dpi:
        per_metre = round(dpi / 0.0254)
        parts.append(_write_chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1)))
    parts += [_write_chunk(b"IDAT", zlib.compress(filtered, 6)), _write_chunk(b"IEND", b"")]
    return _SIGNATURE + b"".join(parts)


def _write_chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
