"""A shopper's photo becomes a small JPEG, and nothing of the phone or the place is in it."""

import random
import subprocess
import sys

import pytest
from PIL import Image

from sendback.returns.photo_pictures import MOST_KEPT_BYTES, MOST_SIDE_PX, redraw_photo, shrink_photo
from tests.pictures import CAMERA, PLACE, SCRIPT, make_picture, make_tagged, open_picture, save


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_kept_without_place_camera_profile_and_comment(kind: str) -> None:
    sent = make_tagged(kind, (2400, 1200)) + SCRIPT
    assert CAMERA.encode() in sent
    for kept in (redraw_photo(sent), shrink_photo(redraw_photo(sent))):
        assert [
            said for said in (CAMERA.encode(), PLACE.encode(), b"Exif", b"ICC_PROFILE", b"adobe", b"script") if said in kept
        ] == []
        drawn = open_picture(kept)
        assert drawn.format == "JPEG"
        assert set(drawn.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert kept.count(b"\xff\xe1") == kept.count(b"\xff\xfe") == 0


def test_a_large_photo_is_shrunk_and_a_small_one_is_not_enlarged() -> None:
    assert open_picture(redraw_photo(make_picture(size=(4032, 3024)))).size == (MOST_SIDE_PX, 1200)
    assert open_picture(redraw_photo(make_picture(size=(40, 20)))).size == (40, 20)
    assert open_picture(redraw_photo(make_picture("PNG", size=(20_000, 1)))).size == (MOST_SIDE_PX, 1)
    assert open_picture(shrink_photo(redraw_photo(make_picture(size=(4032, 3024))))).size == (320, 240)


def test_even_noise_takes_no_more_than_a_megabyte() -> None:
    noise = Image.frombytes("RGB", (1600, 1600), random.Random(1).randbytes(1600 * 1600 * 3))
    assert len(redraw_photo(save(noise, quality=95))) <= MOST_KEPT_BYTES


def test_what_is_seen_through_becomes_white() -> None:
    assert open_picture(redraw_photo(make_picture("PNG", mode="RGBA", color=(0, 0, 0, 0)))).getpixel((5, 5)) == (255, 255, 255)


def test_the_same_photo_becomes_the_same_bytes() -> None:
    sent = make_tagged()
    assert redraw_photo(sent) == redraw_photo(sent)


def test_the_worst_picture_of_each_kind_takes_no_more_than_half_a_gigabyte() -> None:
    """In a process of its own, and one after another: the most that it ever held."""
    measured = subprocess.run([sys.executable, "-c", WORST], capture_output=True, text=True, timeout=120, check=True)
    assert int(measured.stdout) < 500, f"{measured.stdout} MB"


WORST = """
import io, re
from pathlib import Path
from PIL import Image
from sendback.returns.photo_pictures import redraw_photo

for mode, size, kind, options in (
    ("RGB", (8000, 5000), "JPEG", {}),
    ("CMYK", (5000, 5000), "JPEG", {"progressive": True, "subsampling": 0}),
    ("RGBA", (6000, 4000), "PNG", {"compress_level": 1}),
    ("RGBA", (4000, 4000), "WEBP", {"lossless": True, "method": 0}),
):
    out = io.BytesIO()
    Image.new(mode, size).save(out, kind, **options)
    assert redraw_photo(out.getvalue())
status = Path("/proc/self/status").read_text()  # ru_maxrss would count what the process that began us held
print(int(re.search(r"VmHWM:\\s+(\\d+) kB", status)[1]) // 1024)
"""
