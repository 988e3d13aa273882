"""What happens to a printed page before a cheap scanner sees it."""

import functools
import io
import random
from collections.abc import Callable

import zxingcpp
from PIL import Image, ImageChops, ImageFilter

SEED = 20_261_124
KINDS = (zxingcpp.BarcodeFormat.Code128, zxingcpp.BarcodeFormat.QRCode)


def scan_page(printed: Image.Image) -> Image.Image:
    """Look at a page of black and white dots with twice as many pixels an inch."""
    return printed.convert("L").resize((printed.width * 2, printed.height * 2), Image.Resampling.NEAREST)


def blur(seen: Image.Image) -> Image.Image:
    """Hold the scanner out of focus: a deviation of two pixels, one dot."""
    return seen.filter(ImageFilter.GaussianBlur(2))


def add_noise(seen: Image.Image) -> Image.Image:
    """Turn 2 % of the pixels around."""
    return ImageChops.difference(seen, _find_noise(seen.size))


@functools.lru_cache(maxsize=4)
def _find_noise(size: tuple[int, int]) -> Image.Image:
    hit = bytearray(size[0] * size[1])
    for place in random.Random(SEED).sample(range(len(hit)), len(hit) // 50):
        hit[place] = 255
    return Image.frombytes("L", size, bytes(hit))


def squeeze(seen: Image.Image) -> Image.Image:
    """Save as JPEG of quality 30."""
    out = io.BytesIO()
    seen.save(out, "JPEG", quality=30)
    return Image.open(out).convert("L")


def turn(degrees: float) -> Callable[[Image.Image], Image.Image]:
    """Hold the page askew."""
    return lambda seen: seen.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=255)


def wear(seen: Image.Image) -> Image.Image:
    """Let all of it happen: turned 3°, blurred, with noise, as JPEG."""
    return squeeze(add_noise(blur(turn(3)(seen))))


DAMAGES: dict[str, Callable[[Image.Image], Image.Image]] = {
    "clean": lambda seen: seen,
    "blur": blur,
    "noise": add_noise,
    "jpeg": squeeze,
    "turned 3°": turn(3),
    "turned 5°": turn(5),
    "all": wear,
}


def read_codes(seen: Image.Image) -> set[tuple[str, str]]:
    """Decode every symbol with zxing, which shares no code with what drew them.

    As a desk's scanner it is set to the two kinds that are printed: else it finds an EAN in a row of letters now and then.
    """
    return {(found.format.name, found.text) for found in zxingcpp.read_barcodes(seen.convert("L"), formats=KINDS)}
