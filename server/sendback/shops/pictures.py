"""A picture that somebody sent, made safe: measured first, decoded under limits, and drawn anew so that only pixels survive."""

import io
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from PIL import Image, ImageCms

from sendback.shops.picture_headers import Header, Kind, read_header

MOST_PIXELS: Final[Mapping[Kind, int]] = {
    Kind.JPEG: 40_000_000,
    Kind.PROGRESSIVE: 25_000_000,
    Kind.PNG: 24_000_000,
    Kind.WEBP: 16_000_000,
}
"""By what a pixel costs while it is decoded: 4 to 18 bytes. The worst file of any kind takes 350 MB and a second."""

_FORMATS: Final = {Kind.JPEG: "JPEG", Kind.PROGRESSIVE: "JPEG", Kind.PNG: "PNG", Kind.WEBP: "WEBP"}
_ORIENTATION: Final = 0x0112
_UPRIGHT: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What sets a picture upright, by how the camera was held (Exif 3.0, 4.6.5.1.6)."""


class Fault(StrEnum):
    """Why a picture is not taken."""

    UNKNOWN = "unknown"
    HEIC = "heic"
    PIXELS = "pixels"
    DAMAGED = "damaged"


class PictureRefused(Exception):
    """Say why a picture is not taken, and with PIXELS how many its kind may have."""

    def __init__(self, fault: Fault, most_pixels: int = 0) -> None:
        super().__init__(fault.value)
        self.fault = fault
        self.most_pixels = most_pixels


def redraw(body: bytes, most_side: int) -> Image.Image:
    """Return a picture's first frame upright, in sRGB, no side longer than `most_side`, as L, RGB or RGBA.

    Nothing else of the file survives: no place, no camera, no profile, no comment, nothing hung on behind it. PictureRefused for
    anything but a whole JPEG, PNG or WebP of sane size, whatever its name says.
    """
    header = _check(read_header(body))
    try:
        with Image.open(io.BytesIO(body), formats=[_FORMATS[header.kind]]) as opened:
            if opened.width * opened.height > MOST_PIXELS[header.kind]:  # the decoder read another size than we did
                raise PictureRefused(Fault.PIXELS, MOST_PIXELS[header.kind])
            return _redraw(opened, most_side)
    except PictureRefused:
        raise
    except Exception:  # a decoder that meets a broken file may fail in any way it likes
        raise PictureRefused(Fault.DAMAGED) from None


def _check(header: Header | None) -> Header:
    if header is None:
        raise PictureRefused(Fault.UNKNOWN)
    if header.kind is Kind.HEIC:
        raise PictureRefused(Fault.HEIC)
    if header.pixels > MOST_PIXELS[header.kind]:
        raise PictureRefused(Fault.PIXELS, MOST_PIXELS[header.kind])
    return header


def _redraw(opened: Image.Image, most_side: int) -> Image.Image:
    opened.draft(None, (most_side, most_side))  # a JPEG is decoded hardly larger than it will be
    plain = _without_palette(opened)
    turn = _UPRIGHT.get(_read_orientation(opened))  # of the opened file: a PNG may say it behind its pixels
    plain.thumbnail((most_side, most_side), Image.Resampling.LANCZOS)
    upright = plain if turn is None else plain.transpose(turn)
    coloured = _to_srgb(upright, opened.info.get("icc_profile"))
    bare = Image.new(coloured.mode, coloured.size)
    bare.paste(coloured)
    return bare


def _without_palette(opened: Image.Image) -> Image.Image:
    """Write colours out, eight bits each: what is shrunk must not be numbers of colours."""
    opened.load()
    if opened.mode.startswith("I"):  # sixteen bits of grey: the upper eight
        return opened.point(lambda grey: grey * (1 / 256)).convert("L")
    if opened.mode in ("LA", "PA", "RGBA") or "transparency" in opened.info:
        return opened.convert("RGBA")
    if opened.mode == "1":
        return opened.convert("L")
    return opened if opened.mode in ("L", "RGB", "CMYK") else opened.convert("RGB")


def _read_orientation(opened: Image.Image) -> int:
    try:
        return int(opened.getexif().get(_ORIENTATION, 1))
    except Exception:  # a broken Exif says nothing, and is no reason to refuse the picture
        return 1


def _to_srgb(picture: Image.Image, profile: object) -> Image.Image:
    """Turn the colours of a camera, such as Display P3, or of a press into those of screens."""
    if picture.mode == "RGBA":
        coloured = _to_srgb(picture.convert("RGB"), profile)
        coloured.putalpha(picture.getchannel("A"))
        return coloured
    if isinstance(profile, bytes) and profile:
        try:
            read = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(picture, read, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except Exception:  # a profile that is broken, or for another kind of colours
            converted = None
        if converted is not None:
            return converted
    return picture.convert("RGB") if picture.mode == "CMYK" else picture
