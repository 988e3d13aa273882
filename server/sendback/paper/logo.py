"""The shop's logo, made ready for print once."""

import functools
import zlib
from dataclasses import dataclass
from io import BytesIO

# A logo stands in 60 by 13 millimetres: more detail than this cannot be printed at 600 dpi.
MOST_PIXELS = (1400, 320)
MOST_SOURCE_PIXELS = 24_000_000


@dataclass(frozen=True, slots=True)
class Raster:
    """Deflated pixels, one byte each in grey or three in RGB."""

    width: int
    height: int
    colours: int
    deflated: bytes


@functools.lru_cache(maxsize=32)
def read_logo(png: bytes) -> Raster | None:
    """Return a PNG on white, or None when it cannot be read or is absurdly large: then the shop's name stands in."""
    from PIL import Image, ImageOps  # takes 10 MB: only shops with a logo pay

    try:
        with Image.open(BytesIO(png), formats=["PNG"]) as source:
            if source.width * source.height > MOST_SOURCE_PIXELS:
                return None
            picture = source.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    canvas = Image.new("RGBA", picture.size, "white")
    canvas.alpha_composite(picture)
    canvas = canvas.crop(ImageOps.invert(canvas.convert("L")).getbbox() or (0, 0, 1, 1))
    canvas.thumbnail(MOST_PIXELS, Image.Resampling.LANCZOS)
    plain = canvas.convert("RGB")
    red, green, blue = plain.split()
    grey = red.tobytes() == green.tobytes() == blue.tobytes()
    pixels = (red if grey else plain).tobytes()
    return Raster(plain.width, plain.height, 1 if grey else 3, zlib.compress(pixels, 9))
