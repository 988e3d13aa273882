"""The dock's page: the same for everybody, whole for days without network, under the strictest policy."""

import io
import re

import pytest
from flask.testing import FlaskClient
from PIL import Image

from sendback.web.dock.pages import read_build
from sendback.words.catalogue import LANGUAGES

BROTLI = {"Accept-Encoding": "br"}
MOST_BYTES = 60 * 1024


def test_the_page_holds_nothing_of_anybody_and_may_use_the_camera(client: FlaskClient) -> None:
    shell = client.get("/dock/")
    policy = shell.headers["Content-Security-Policy"]
    assert "require-trusted-types-for 'script'" in policy
    assert "unsafe-inline" not in policy
    assert shell.headers["Permissions-Policy"].startswith("camera=(self)")
    assert "Set-Cookie" not in shell.headers
    assert client.get("/dock").location == "http://localhost/dock/"


def test_every_part_stands_under_the_name_of_its_build(client: FlaskClient) -> None:
    for part in ("app.js", "app.css", "decoder.js", "zxing_reader.wasm"):
        assert "immutable" in client.get(f"/dock/static/{read_build()}/{part}").headers["Cache-Control"]
    for path in (f"/dock/static/{'0' * 16}/app.js", f"/dock/static/{read_build()}/build.json", "/dock/words/sv.json"):
        assert client.get(path).status_code == 404


def test_the_worker_keeps_the_page_and_all_its_words(client: FlaskClient) -> None:
    answer = client.get("/dock/sw.js")
    assert answer.headers["Cache-Control"] == "no-cache"
    kept = re.findall(r'"(/dock/[^"]*)"', answer.text)
    assert {f"/dock/words/{language}.json" for language in LANGUAGES} <= set(kept)
    for path in kept:
        if not path.endswith("/api/"):
            assert client.get(path).status_code == 200, path


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_small(client: FlaskClient, language: str) -> None:
    parts = ["/dock/", "/dock/sw.js", *(f"/dock/static/{read_build()}/{part}" for part in ("app.js", "app.css"))]
    words = len(client.get(f"/dock/words/{language}.json").data)
    assert sum(len(client.get(path, headers=BROTLI).data) for path in parts) + words <= MOST_BYTES


def test_phones_find_icons_of_the_size_they_say_and_can_cut_them(client: FlaskClient) -> None:
    icons = client.get("/dock/manifest.webmanifest").get_json(force=True)["icons"]
    assert [icon["purpose"] for icon in icons].count("maskable") == 1
    touch = re.search(r'rel="apple-touch-icon" href="([^"]+)"', client.get("/dock/").text)
    assert touch is not None
    drawn = [icon for icon in icons if icon["type"] == "image/png"]
    for icon in (*drawn, {"src": touch[1], "sizes": "180x180", "purpose": "maskable"}):
        with client.get(icon["src"]) as answer:
            assert answer.mimetype == "image/png"
            body = answer.data
        with Image.open(io.BytesIO(body)) as picture:
            assert "x".join(map(str, picture.size)) == icon["sizes"]
            corner = picture.convert("RGBA").getpixel((0, 0))
        assert corner == ((0x1F, 0x5E, 0x4B, 255) if icon["purpose"] == "maskable" else (0, 0, 0, 0))
