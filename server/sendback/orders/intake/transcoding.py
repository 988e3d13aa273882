"""Text of any of the three encodings as UTF-8, a piece at a time; lines of a file may even differ."""

import codecs
import io
from typing import BinaryIO

_PIECE = 64 * 1024


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """Read bytes that are not UTF-8 as Windows-1252, the other thing that spreadsheets write (WHATWG Encoding, 9.1)."""
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("sendback-windows-1252", _as_windows)


class AsUtf8(io.RawIOBase):
    """A file's text as UTF-8, without a mark at its beginning and without NUL."""

    def __init__(self, source: BinaryIO, encoding: str) -> None:
        super().__init__()
        utf8 = encoding in ("utf-8", "utf-8-sig", "cp1252")
        errors = "sendback-windows-1252" if utf8 else "replace"
        self._decoder = codecs.getincrementaldecoder("utf-8-sig" if utf8 else encoding)(errors)
        self._source = source
        self._waiting = b""
        self._has_ended = False

    def readable(self) -> bool:
        """Say yes."""
        return True

    def readinto(self, buffer: "memoryview[int]") -> int:  # type: ignore[override]
        """Fill a buffer with what comes next."""
        while not self._waiting and not self._has_ended:
            piece = self._source.read(_PIECE)
            self._has_ended = not piece
            self._waiting = self._decoder.decode(piece, final=not piece).replace("\0", "").encode("utf-8", "replace")
        taken = self._waiting[: len(buffer)]
        buffer[: len(taken)] = taken
        self._waiting = self._waiting[len(taken) :]
        return len(taken)
