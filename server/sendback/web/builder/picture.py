"""A picture that somebody chose, made safe: decoded under limits and written anew, so that only pixels survive."""

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from sendback.errors import Code, FieldError, Problem

MOST_PIXELS = 24_000_000
"""More than any camera phone's default picture; each decoded pixel takes up to 4 bytes of memory."""

MOST_SIDE_PX = 1200
FORMATS = ("PNG", "JPEG", "WEBP")


def redraw_as_png(picture: bytes) -> bytes:
    """Return the picture as a PNG of at most 1200 px a side; Problem invalid-fields for anything but PNG, JPEG or WebP."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(picture), formats=FORMATS) as opened:
                return _redraw(opened)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise _too_many_pixels() from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
        raise _refuse("format", "This is not a picture we can use. Choose a PNG, JPEG or WebP file.") from None


def _redraw(opened: Image.Image) -> bytes:
    if opened.width * opened.height > MOST_PIXELS:
        raise _too_many_pixels()
    opened.draft("RGB", (MOST_SIDE_PX, MOST_SIDE_PX))  # a JPEG is decoded no larger than it will be
    upright = ImageOps.exif_transpose(opened)
    see_through = upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info
    plain = upright.convert("RGBA" if see_through else "RGB")
    plain.thumbnail((MOST_SIDE_PX, MOST_SIDE_PX), Image.Resampling.LANCZOS)
    plain.info.clear()  # no profile, comment or place of the original travels on
    out = io.BytesIO()
    plain.save(out, "PNG", optimize=True)
    return out.getvalue()


def _too_many_pixels() -> Problem:
    return _refuse("range", f"This picture has too many pixels. At most {MOST_PIXELS // 1_000_000} million are taken.")


def _refuse(code: str, detail: str) -> Problem:
    return Problem(Code.INVALID_FIELDS, detail, errors=[FieldError("logo", code, detail)])
