"""The script's two addresses, one that floats and one that never changes; and the form's, which names its bytes."""

import base64
import gzip
import hashlib

from flask.testing import FlaskClient

from sendback.web.widget_files import read_manifest


def test_the_newest_script_floats_and_a_version_stays(client: FlaskClient) -> None:
    version = read_manifest()["version"]
    floating, fixed = client.get("/widget/v1/sendback.js"), client.get(f"/widget/{version}/sendback.js")
    assert floating.data == fixed.data
    assert "immutable" in fixed.headers["Cache-Control"]
    assert "immutable" not in floating.headers["Cache-Control"]
    for answer in (floating, fixed):
        assert answer.mimetype == "text/javascript"
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_the_integrity_hash_is_that_of_what_is_sent(client: FlaskClient) -> None:
    manifest = read_manifest()
    body = client.get(f"/widget/{manifest['version']}/sendback.js").data
    assert manifest["integrity"] == "sha384-" + base64.b64encode(hashlib.sha384(body).digest()).decode()


def test_compressed_copies_are_the_same_script(client: FlaskClient) -> None:
    plain = client.get("/widget/v1/sendback.js").data
    packed = client.get("/widget/v1/sendback.js", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain
    assert client.get("/widget/v1/sendback.js", headers={"Accept-Encoding": "br, gzip"}).headers["Content-Encoding"] == "br"


def test_the_form_stands_under_the_name_of_its_bytes_for_ever(client: FlaskClient) -> None:
    version, form = read_manifest()["version"], read_manifest()["form"]
    answer = client.get(f"/widget/{version}/form-{form['name']}.js")
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert hashlib.sha384(answer.data).hexdigest().startswith(form["name"])
    assert form["integrity"] == "sha384-" + base64.b64encode(hashlib.sha384(answer.data).digest()).decode()


def test_an_older_script_never_gets_another_form(client: FlaskClient) -> None:
    version, name = read_manifest()["version"], read_manifest()["form"]["name"]
    for path in (f"{version}/form-0123456789abcdef.js", f"{version}/form-.js", f"0.0.1/form-{name}.js", f"v1/form-{name}.js"):
        answer = client.get(f"/widget/{path}")
        assert answer.status_code == 404
        assert "immutable" not in answer.headers.get("Cache-Control", "")


def test_unknown_versions_and_paths_are_not_found(client: FlaskClient) -> None:
    for version in ("9.9.9", "..", "%2e%2e", "manifest.json"):
        assert client.get(f"/widget/{version}/sendback.js").status_code == 404
