"""Photos as files: what a shopper sends becomes a small JPEG that holds nothing but what the eye sees."""

import io
from typing import Final

from PIL import Image

from sendback.shops.pictures import redraw

MOST_SENT_BYTES: Final = 8 * 1024 * 1024
MOST_KEPT_BYTES: Final = 1_000_000
MOST_SIDE_PX: Final = 1600
THUMBNAIL_PX: Final = 320
_STEPS: Final = ((MOST_SIDE_PX, 85), (MOST_SIDE_PX, 75), (MOST_SIDE_PX, 60), (MOST_SIDE_PX, 45), (1200, 45))
"""Sides and qualities to try in turn; the last one holds even pure noise below the limit."""


def redraw_photo(body: bytes) -> bytes:
    """Return what was sent as a JPEG of at most 1600 px a side and 1 MB; PictureRefused."""
    picture = _put_on_white(redraw(body, MOST_SIDE_PX))
    jpeg = b""
    for side, quality in _STEPS:
        picture.thumbnail((side, side), Image.Resampling.LANCZOS)
        jpeg = _write(picture, quality)
        if len(jpeg) <= MOST_KEPT_BYTES:
            break
    return jpeg


def shrink_photo(jpeg: bytes) -> bytes:
    """Return a kept photo small, for a list."""
    return _write(redraw(jpeg, THUMBNAIL_PX), 80)


def _put_on_white(picture: Image.Image) -> Image.Image:
    if picture.mode != "RGBA":
        return picture
    white = Image.new("RGB", picture.size, "white")
    white.paste(picture, mask=picture.getchannel("A"))
    return white


def _write(picture: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()
