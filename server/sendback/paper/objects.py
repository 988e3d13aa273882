"""The objects of a PDF file as it grows: streams go out at once, all others packed together (ISO 32000-1, 7.5.7 and 7.5.8)."""

import hashlib
import struct
import zlib
from itertools import accumulate
from typing import BinaryIO

# Level 3 takes hardly longer than level 1 and half the time of level 6, for a tenth more bytes.
COMPRESSION = 3
# 8 kB, in powers of two: the content of a label.
SHORT_WINDOW = 13
HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
# Kind, place and index of an object, as /W [1 4 2] says: in the file, or packed into another object.
_ENTRY = struct.Struct(">BIH")
_IN_FILE, _PACKED = 1, 2


class ObjectFile:
    """A file of numbered objects; memory holds no more of it than what waits to be packed, and seven bytes an object."""

    def __init__(self, out: BinaryIO) -> None:
        self._out, self._at, self._digest = out, 0, hashlib.blake2b(digest_size=16)
        self._table = bytearray(_ENTRY.pack(0, 0, 0xFFFF))
        self._waiting: dict[int, str] = {}
        self._write(HEADER)

    def reserve(self, count: int = 1) -> int:
        """Return the first of as many new numbers."""
        number = len(self._table) // _ENTRY.size
        self._table += bytes(_ENTRY.size * count)
        return number

    def add(self, number: int, body: str) -> None:
        """Let an object that is no stream wait to be packed with others."""
        self._waiting[number] = body

    def add_stream(self, number: int, data: bytes, said: str = "") -> None:
        """Deflate a stream and write it; `said` are further entries of its dictionary."""
        self.add_deflated(number, deflate(data), said)

    def add_deflated(self, number: int, deflated: bytes, said: str = "") -> None:
        """Write a stream that is deflated already."""
        _ENTRY.pack_into(self._table, number * _ENTRY.size, _IN_FILE, self._at, 0)
        self._write(
            b"%d 0 obj\n<</Filter/FlateDecode/Length %d%b>>\nstream\n%b\nendstream\nendobj\n"
            % (number, len(deflated), said.encode("ascii"), deflated)
        )

    def pack(self) -> None:
        """Write what waits as one object stream."""
        number, waiting, table, size = self.reserve(), self._waiting, self._table, _ENTRY.size
        for index, packed in enumerate(waiting):
            _ENTRY.pack_into(table, packed * size, _PACKED, number, index)
        ends = accumulate([len(body) + 1 for body in waiting.values()], initial=0)
        head = " ".join([f"{packed} {at}" for packed, at in zip(waiting, ends, strict=False)])
        data = f"{head}\n{chr(10).join(waiting.values())}"
        said = f"/Type/ObjStm/N {len(waiting)}/First {len(head) + 1}"
        waiting.clear()
        self.add_stream(number, data.encode("ascii"), said)

    def close(self, catalog: int, about: int) -> None:
        """Write the cross-reference stream, which is the trailer too; the file's ID is of its content."""
        self.pack()
        start, number, identity = self._at, self.reserve(), self._digest.hexdigest().upper()
        _ENTRY.pack_into(self._table, number * _ENTRY.size, _IN_FILE, start, 0)
        said = f"/Type/XRef/W[1 4 2]/Size {number + 1}/Root {catalog} 0 R/Info {about} 0 R/ID[<{identity}><{identity}>]"
        self.add_stream(number, bytes(self._table), said)
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)

    def _write(self, data: bytes) -> None:
        self._digest.update(data)
        self._at += len(data)
        self._out.write(data)


def deflate(data: bytes) -> bytes:
    """Deflate a stream; a short one with a window no longer than itself, which spares the clearing of a long one."""
    packer = zlib.compressobj(COMPRESSION, zlib.DEFLATED, SHORT_WINDOW if len(data) <= 1 << SHORT_WINDOW else zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


def write_text(text: str) -> str:
    """Write a text string in hex, so that nothing in it can be taken for PDF (7.9.2.2)."""
    return f"<{text.encode('ascii').hex()}>" if text.isascii() else f"<FEFF{text.encode('utf-16-be').hex()}>"
