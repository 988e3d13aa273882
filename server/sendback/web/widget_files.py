"""The tag's two scripts: one that every page loads, and the form that it brings when a shopper means it."""

import functools
import hashlib
import json
import re
from importlib import resources
from typing import Any

from flask import Blueprint, Response, request

from sendback.errors import Code, Problem

door = Blueprint("widget_files", __name__, url_prefix="/widget")
_FOREVER = "public, max-age=31536000, immutable"
_FLOATING = "public, max-age=3600, stale-while-revalidate=604800"
_ENCODINGS = {"br": ".br", "gzip": ".gz"}
_NAME_LENGTH = 16
_VERSION = re.compile(r"[0-9]{1,4}(\.[0-9]{1,4}){2}")


@functools.cache
def read_manifest() -> dict[str, Any]:
    """Read what was built: version, integrity (SHA-384) and sizes of the script, and of the form it was built with."""
    manifest: dict[str, Any] = json.loads(_folder().joinpath("manifest.json").read_text("utf-8"))
    return manifest


@door.get("/v1/sendback.js")
def send_newest() -> Response:
    """Send the newest script of major version 1."""
    return _send(read_manifest()["version"], "sendback.js", _FLOATING)


@door.get("/<version>/sendback.js")
def send_version(version: str) -> Response:
    """Send the script of one version, byte for byte as its integrity hash says, for ever."""
    return _send(version, "sendback.js", _FOREVER)


@door.get("/<version>/form-<name>.js")
def send_form(version: str, name: str) -> Response:
    """Send the form of one version under the name of its own bytes, so that no cache can hold others there."""
    form = _read(version, "form.js")
    if form is None or hashlib.sha384(form).hexdigest()[:_NAME_LENGTH] != name:
        raise Problem(Code.NOT_FOUND, "There is no such form.")
    return _send(version, "form.js", _FOREVER)


def _send(version: str, name: str, cache: str) -> Response:
    encoding = next((known for known in _ENCODINGS if request.accept_encodings[known] > 0), None)
    body = _read(version, name + _ENCODINGS.get(encoding or "", ""))
    if body is None:
        raise Problem(Code.NOT_FOUND, "There is no such version of the script.")
    response = Response(body, mimetype="text/javascript")
    response.headers["Cache-Control"] = cache
    response.headers["Access-Control-Allow-Origin"] = "*"  # needed for integrity, and by the form, a module
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Vary"] = "Accept-Encoding"
    if encoding:
        response.headers["Content-Encoding"] = encoding
    response.add_etag()
    response.make_conditional(request)
    return response


@functools.lru_cache(maxsize=128)
def _read(version: str, name: str) -> bytes | None:
    if not _VERSION.fullmatch(version):
        return None
    file = _folder().joinpath(version, name)
    return file.read_bytes() if file.is_file() else None


def _folder() -> Any:
    return resources.files("sendback.web").joinpath("static", "widget")
