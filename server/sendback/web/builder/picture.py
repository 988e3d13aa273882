"""The picture that an owner chose as a logo, as a PNG of ours."""

import io

from sendback.errors import Problem, refuse_field
from sendback.shops.pictures import Fault, PictureRefused, redraw

MOST_SIDE_PX = 1200


def redraw_as_png(picture: bytes) -> bytes:
    """Return the picture as a PNG of at most 1200 px a side; Problem invalid-fields for anything but PNG, JPEG or WebP."""
    try:
        drawn = redraw(picture, MOST_SIDE_PX)
    except PictureRefused as refused:
        raise _explain(refused) from None
    out = io.BytesIO()
    drawn.save(out, "PNG", optimize=True)
    return out.getvalue()


def _explain(refused: PictureRefused) -> Problem:
    if refused.fault is Fault.PIXELS:
        return _refuse(
            "range", f"This picture has too many pixels. At most {refused.most_pixels // 1_000_000} million are taken."
        )
    return _refuse("format", "This is not a picture we can use. Choose a PNG, JPEG or WebP file.")


def _refuse(code: str, detail: str) -> Problem:
    return refuse_field("logo", code, detail)
