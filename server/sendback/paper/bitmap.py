"""Pixels in rows."""

from dataclasses import dataclass

_THRESHOLD = b"0" * 128 + b"1" * 128


@dataclass(frozen=True, slots=True)
class Bitmap:
    """Rows of pixels from the top, each row whole bytes: 1 or 8 bits of grey with 0 for black, or 24 of blue, green, red."""

    width: int
    height: int
    bits: int
    rows: bytes

    @property
    def stride(self) -> int:
        """Return how many bytes a row takes."""
        return len(self.rows) // self.height

    def pack(self) -> "Bitmap":
        """Turn grey rows, a multiple of eight pixels long, into black and white: one number with a binary digit a pixel."""
        digits = self.rows.translate(_THRESHOLD)
        return Bitmap(self.width, self.height, 1, int(digits, 2).to_bytes(len(digits) // 8, "big"))

    def crop(self, left: int, top: int, right: int, bottom: int) -> "Bitmap":
        """Cut a piece out of a grey bitmap, its rows filled up with white to a multiple of eight pixels."""
        width, stride = right - left, self.stride
        white = b"\xff" * (-width % 8)
        starts = range(top * stride + left, bottom * stride + left, stride)
        return Bitmap(width, bottom - top, 8, b"".join(self.rows[start : start + width] + white for start in starts))
