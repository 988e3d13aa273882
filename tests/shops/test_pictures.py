"""Pictures that strangers send: what is read of them, what is refused, and that nothing but pixels survives."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from sendback.shops.picture_headers import MOST_SCANS, Kind, read_header
from sendback.shops.pictures import MOST_PIXELS, Fault, PictureRefused, redraw
from tests.pictures import HEIC, NO_PICTURES, SCRIPT, make_bomb, make_corner, make_picture, make_scan_bomb, make_tagged, save

KINDS = [("JPEG", {}), ("JPEG", {"progressive": True}), ("PNG", {}), ("WEBP", {}), ("WEBP", {"lossless": True})]


def fault_of(body: bytes) -> Fault:
    with pytest.raises(PictureRefused) as refused:
        redraw(body, 100)
    return refused.value.fault


@pytest.mark.parametrize(("kind", "options"), KINDS)
def test_kind_and_size_are_told_by_content(kind: str, options: dict[str, object]) -> None:
    header = read_header(make_picture(kind, (70, 30), **options))
    assert header is not None
    assert (header.kind.value.split()[-1].upper(), header.width, header.height) == (kind, 70, 30)


def test_a_webp_with_a_profile_and_one_that_moves_say_their_size_elsewhere() -> None:
    moving = make_picture("WEBP", (70, 30), save_all=True, append_images=[Image.new("RGB", (70, 30), "red")])
    for body in (make_tagged("WEBP", (70, 30)), moving):
        header = read_header(body)
        assert header is not None
        assert (header.width, header.height) == (70, 30)


@pytest.mark.parametrize("name", NO_PICTURES)
def test_what_is_no_picture_is_not_even_opened(name: str) -> None:
    assert fault_of(NO_PICTURES[name]) is Fault.UNKNOWN


def test_a_heic_is_called_by_its_name() -> None:
    assert fault_of(HEIC) is Fault.HEIC


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("side", [6_500, 16_383])
def test_a_bomb_is_refused_by_its_header(kind: str, side: int) -> None:
    assert fault_of(make_bomb(side, kind)) is Fault.PIXELS


def test_a_jpeg_of_endless_scans_is_refused_and_a_common_one_is_not() -> None:
    assert fault_of(make_scan_bomb(MOST_SCANS)) is Fault.UNKNOWN
    assert read_header(make_picture(progressive=True)) is not None


def test_a_moving_part_behind_a_photo_is_left_behind() -> None:
    """Phones hang a short film on their photos: markers in it are none."""
    film = b"\0\0\0\x20ftypmp42" + b"\xff\xda\xff\xc0" * 200
    assert redraw(make_picture(size=(60, 30)) + film, 100).size == (60, 30)


@pytest.mark.parametrize(("kind", "options"), KINDS)
def test_a_picture_that_did_not_arrive_whole_is_refused(kind: str, options: dict[str, object]) -> None:
    whole = save(Image.effect_noise((300, 300), 60), kind, **options)
    assert fault_of(whole[: len(whole) // 2]) is Fault.DAMAGED


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_set_upright_as_pillow_would(kind: str, orientation: int) -> None:
    from PIL import ImageOps

    body = make_corner(orientation, kind)
    with Image.open(io.BytesIO(body)) as opened:
        upright = ImageOps.exif_transpose(opened).convert("RGB")
    drawn = redraw(body, 400)
    assert drawn.size == upright.size
    corners = [(x, y) for x in (10, drawn.width - 10) for y in (10, drawn.height - 10)]
    assert [drawn.getpixel(place)[1] > 128 for place in corners] == [upright.getpixel(place)[1] > 128 for place in corners]


@pytest.mark.parametrize("orientation", [0, 9, 65535])
def test_an_impossible_orientation_says_nothing(orientation: int) -> None:
    assert redraw(make_corner(orientation), 400).size == (400, 200)


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")
def test_a_broken_exif_is_no_reason_to_refuse() -> None:
    assert redraw(make_picture(exif=b"Exif\0\0MM\0*\0\0\0\x08\xff\xff"), 100).size == (40, 20)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_mode_becomes_eight_bits_a_colour(mode: str) -> None:
    assert redraw(make_picture("PNG", mode=mode), 100).mode in ("L", "RGB", "RGBA")


def test_sixteen_bits_of_grey_are_scaled_not_clipped() -> None:
    assert redraw(make_picture("PNG", mode="I;16", color=0x8000), 100).getpixel((5, 5)) == 0x80


def test_what_is_seen_through_stays_so() -> None:
    palette = make_picture("PNG", mode="P", color=0, transparency=0)
    assert redraw(palette, 100).getpixel((5, 5))[3] == 0


def test_a_cmyk_photo_has_the_colours_of_a_screen() -> None:
    red, green, blue = redraw(make_picture(mode="CMYK", color=(0, 255, 255, 0)), 100).getpixel((5, 5))
    assert red > 200
    assert max(green, blue) < 60


def test_a_profile_is_turned_into_srgb_and_a_wrong_one_is_ignored() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    for profile in (lab, b"no profile at all"):
        assert redraw(make_picture(color="red", icc_profile=profile), 100).getpixel((5, 5))[0] > 200
    xyz = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    assert redraw(make_picture("PNG", mode="RGBA", icc_profile=xyz), 100).mode == "RGBA"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_but_pixels_survives(kind: str) -> None:
    drawn = redraw(make_tagged(kind) + SCRIPT, 400)
    assert drawn.info == {}
    assert not drawn.getexif()


def test_the_first_picture_of_a_moving_one_is_taken() -> None:
    for kind in ("PNG", "WEBP"):
        moving = make_picture(kind, color="red", save_all=True, append_images=[Image.new("RGB", (40, 20), "blue")], lossless=True)
        red, _, blue = redraw(moving, 100).convert("RGB").getpixel((5, 5))
        assert red > blue, kind


@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"RIFF\0\0\0\0WEBPVP8X", HEIC[:12]]),
)
def test_random_bytes_are_refused_and_break_nothing(noise: bytes, beginning: bytes) -> None:
    fault_of(beginning + noise)


WHOLE = [
    make_tagged("JPEG", (60, 40)),
    make_picture("JPEG", progressive=True),
    make_tagged("PNG", (60, 40)),
    make_tagged("WEBP", (60, 40)),
]


@given(st.sampled_from(WHOLE), st.data())
def test_a_damaged_picture_is_drawn_or_refused(whole: bytes, data: st.DataObject) -> None:
    damaged = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 8))):
        damaged[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        drawn = redraw(bytes(damaged), 50)
    except PictureRefused:
        return
    assert max(drawn.size) <= 50


def test_the_largest_of_each_kind_is_what_a_camera_makes() -> None:
    assert MOST_PIXELS[Kind.JPEG] == 40_000_000
    assert all(12_192_768 <= most <= MOST_PIXELS[Kind.JPEG] for most in MOST_PIXELS.values())
