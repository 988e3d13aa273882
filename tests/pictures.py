"""Pictures as phones, scanners and attackers send them, made by Pillow and by hand."""

import io
import struct
import zlib
from typing import Any

from PIL import Image, ImageCms

PLACE, CAMERA = "N 60 10 11", "SECRET CAMERA"
SCRIPT = b"<!doctype html><script>alert(1)</script>"


def make_picture(
    kind: str = "JPEG", size: tuple[int, int] = (40, 20), mode: str = "RGB", color: Any = 0, **options: Any
) -> bytes:
    """Make a picture of one colour."""
    return save(Image.new(mode, size, color), kind, **options)


def save(picture: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    """Write a picture as a file of some kind."""
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def open_picture(body: bytes) -> Image.Image:
    """Read a file whole."""
    with Image.open(io.BytesIO(body)) as opened:
        opened.load()
        return opened


def make_tagged(kind: str = "JPEG", size: tuple[int, int] = (400, 200), **options: Any) -> bytes:
    """Make a picture that says where it was taken, with what, and more, in every way its kind has."""
    exif = Image.Exif()
    exif[0x0110] = CAMERA
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[29] = "N", (60.0, 10.0, 11.0), PLACE
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    xmp = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{PLACE}</x:xmpmeta>".encode()
    extra = {"comment": CAMERA} if kind == "JPEG" else {}
    return make_picture(kind, size, color="red", exif=exif, xmp=xmp, icc_profile=profile, **extra, **options)


def make_corner(orientation: int, kind: str = "JPEG") -> bytes:
    """Make a wide picture, red at its beginning, that says how the camera was held."""
    picture = Image.new("RGB", (400, 200), "white")
    picture.paste((255, 0, 0), (0, 0, 100, 100))
    exif = Image.Exif()
    exif[0x0112] = orientation
    return save(picture, kind, exif=exif)


def make_bomb(side: int, kind: str = "PNG") -> bytes:
    """Make a few bytes that say they are side × side pixels."""
    if kind == "JPEG":
        whole = make_picture(size=(8, 8))
        return whole.replace(struct.pack(">HH", 8, 8), struct.pack(">HH", side, side), 1)
    if kind == "WEBP":
        head = b"VP8X" + struct.pack("<II", 10, 0) + (side - 1).to_bytes(3, "little") * 2
        return b"RIFF" + struct.pack("<I", 4 + len(head)) + b"WEBP" + head

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 64)) + chunk(b"IEND", b"")


def make_scan_bomb(scans: int) -> bytes:
    """Make a JPEG whose last scan comes again and again: each costs a walk over every pixel."""
    whole = make_picture(size=(2000, 2000), progressive=True)
    last = whole.rindex(b"\xff\xda")
    return whole[:last] + whole[last:-2] * scans + whole[-2:]


NO_PICTURES = {
    "nothing": b"",
    "SVG": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "HTML": SCRIPT,
    "PDF": b"%PDF-1.7\n",
    "GIF": make_picture("GIF"),
    "BMP": make_picture("BMP"),
    "TIFF": make_picture("TIFF"),
    "MP4": b"\0\0\0\x20ftypisom\0\0\2\0isomiso2avc1mp41" + b"\0" * 400,
    "zip": b"PK\x03\x04" + b"\0" * 60,
    "a script with a picture behind it": SCRIPT + make_picture(),
    "a picture without a size": b"\xff\xd8\xff\xd9",
    "PNG without pixels": b"\x89PNG\r\n\x1a\n",
}
HEIC = b"\0\0\0\x24ftypheic\0\0\0\0mif1heic" + b"\0" * 400
