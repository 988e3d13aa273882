"""The logo: what is taken in, what is refused, who sees it."""

import io
import struct
import zlib
from datetime import datetime

import pytest
from flask.testing import FlaskClient
from PIL import Image
from werkzeug.test import TestResponse

from sendback.database.model import Database
from sendback.shops.model import Shop
from tests.conftest import Clock, MakeShop
from tests.web.owner import sign_in

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"


@pytest.fixture
def owner(client: FlaskClient, database: Database, shop: Shop, clock: Clock) -> FlaskClient:
    return sign_in(client, database, shop, clock())


def make_picture(kind: str = "PNG", size: tuple[int, int] = (40, 20), mode: str = "RGB", **options: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size).save(out, kind, **options)
    return out.getvalue()


def make_bomb(side: int) -> bytes:
    """Make a PNG of a few kilobytes that says it has side × side pixels."""
    rows = zlib.compress(b"\0" * 64)

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def upload(client: FlaskClient, picture: bytes, name: str = "logo.png") -> TestResponse:
    answer = client.post("/builder/logo", data={"logo": (io.BytesIO(picture), name)}, headers={"Accept": "application/json"})
    answer.request.environ["wsgi.input"].close()  # the test client keeps a large body in a file
    return answer


@pytest.mark.parametrize(("kind", "mode"), [("PNG", "RGBA"), ("PNG", "P"), ("JPEG", "RGB"), ("JPEG", "CMYK"), ("WEBP", "RGBA")])
def test_a_picture_becomes_a_png_of_ours(owner: FlaskClient, shop: Shop, kind: str, mode: str) -> None:
    answer = upload(owner, make_picture(kind, (3000, 1500), mode))
    assert answer.status_code == 201
    shown = owner.get(f"/shop-images/{shop.slug}/{answer.json['image_id']}.png")
    with Image.open(io.BytesIO(shown.data)) as drawn:
        assert (drawn.format, drawn.size) == ("PNG", (1200, 600))


def test_nothing_of_the_original_but_pixels_survives(owner: FlaskClient, shop: Shop) -> None:
    exif = Image.Exif()
    exif[0x010E] = "SECRET PLACE"
    picture = make_picture("JPEG", exif=exif) + b"<script>alert(1)</script>"
    image_id = upload(owner, picture).json["image_id"]
    png = owner.get(f"/builder/logo/{image_id}").data
    assert b"SECRET" not in png
    assert b"script" not in png


def test_a_picture_that_is_a_page_besides_becomes_a_picture_only(owner: FlaskClient) -> None:
    polyglot = make_picture() + HTML + b"%PDF-1.7 /JavaScript"
    png = owner.get(f"/builder/logo/{upload(owner, polyglot).json['image_id']}").data
    assert b"script" not in png.lower()
    assert b"%PDF" not in png


@pytest.mark.parametrize(
    "picture",
    [
        SVG,
        HTML,
        b"%PDF-1.7",
        b"GIF89a" + b"\0" * 40,
        make_picture("GIF"),
        make_picture("BMP"),
        make_picture("TIFF"),
        b"\x89PNG\r\n\x1a\n",
    ],
)
def test_what_is_no_picture_of_ours_is_refused_whatever_its_name(owner: FlaskClient, picture: bytes) -> None:
    answer = upload(owner, picture)
    assert answer.status_code == 422
    assert "PNG, JPEG or WebP" in answer.text


@pytest.mark.parametrize("side", [5_000, 20_000, 60_000])
def test_a_picture_that_would_fill_the_memory_is_refused_unopened(owner: FlaskClient, side: int) -> None:
    answer = upload(owner, make_bomb(side))
    assert answer.status_code == 422
    assert "too many pixels" in answer.text


def test_a_large_file_and_no_file_are_refused(owner: FlaskClient) -> None:
    assert upload(owner, b"x" * (2 * 1024 * 1024 + 9000)).status_code == 413
    assert upload(owner, b"x" * (8 * 1024 * 1024)).status_code == 413
    assert upload(owner, b"").status_code == 422


def test_anybody_may_see_a_logo_for_ever_but_only_under_its_shop(owner: FlaskClient, shop: Shop, make_shop: MakeShop) -> None:
    image_id = upload(owner, make_picture()).json["image_id"]
    anybody = owner.application.test_client()
    shown = anybody.get(f"/shop-images/{shop.slug}/{image_id}.png")
    assert shown.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert shown.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert anybody.get(f"/shop-images/{make_shop('Other').shop.slug}/{image_id}.png").status_code == 404
    assert anybody.get(f"/shop-images/nobody/{image_id}.png").status_code == 404
    assert anybody.get(f"/builder/logo/{image_id}", headers={"Sec-Fetch-Dest": "image"}).status_code == 401


def test_a_stranger_does_not_see_a_logo_that_is_not_published(
    owner: FlaskClient, make_shop: MakeShop, database: Database, now: datetime
) -> None:
    image_id = upload(owner, make_picture()).json["image_id"]
    stranger = sign_in(owner.application.test_client(), database, make_shop("Other").shop, now)
    assert stranger.get(f"/builder/logo/{image_id}").status_code == 404


def test_another_sites_page_uploads_nothing(owner: FlaskClient) -> None:
    data = {"logo": (io.BytesIO(make_picture()), "logo.png")}
    assert owner.post("/builder/logo", data=data, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
