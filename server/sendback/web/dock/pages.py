"""The dock's page: a shell with nothing of anybody in it, and what its service worker keeps for days without network."""

import functools
import json
from importlib import resources
from typing import Any

from flask import Response, jsonify, render_template, request, url_for

from sendback.errors import Code, Problem
from sendback.words.catalogue import LANGUAGES, words_for

_POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self'; manifest-src 'self'; "
    "connect-src 'self'; img-src 'self' blob: data: https:; media-src blob:; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types sendback-dock"
)
_FOREVER = "public, max-age=31536000, immutable"
_ENCODINGS = {"br": ".br", "gzip": ".gz"}
_KINDS = {
    "app.js": "text/javascript",
    "app.css": "text/css",
    "decoder.js": "text/javascript",
    "zxing_reader.wasm": "application/wasm",
}
_ICONS = (
    ("icon.svg", "any", "image/svg+xml", "any"),
    ("icon-192.png", "192x192", "image/png", "any"),
    ("icon-512.png", "512x512", "image/png", "any"),
    ("icon-whole-512.png", "512x512", "image/png", "maskable"),
)
"""Drawn from the first by `dock/draw_icons.py`."""


@functools.cache
def read_build() -> str:
    """Name the build: the hash of everything that a device keeps of the page."""
    build: dict[str, str] = json.loads(_folder().joinpath("build.json").read_text("utf-8"))
    return build["build"]


def show_shell() -> Response:
    """Send the page, the same to everybody; only here may a camera be used."""
    response = Response(render_template("dock/shell.html", build=read_build()))
    response.headers["Content-Security-Policy"] = _POLICY
    response.headers["Permissions-Policy"] = "camera=(self), microphone=(), geolocation=()"
    response.headers["Cache-Control"] = "no-cache"
    return response


def send_worker() -> Response:
    """Send the service worker; browsers ask for it again and again, and another byte in it is another version."""
    response = _send("sw.js", "text/javascript", "no-cache")
    response.headers["Content-Security-Policy"] = "default-src 'none'; connect-src 'self'; script-src 'self'"
    return response


def send_part(build: str, part: str) -> Response:
    """Send a part of one build, under a name that no other bytes will ever have."""
    if build != read_build() or part not in _KINDS:
        raise Problem(Code.NOT_FOUND, "There is no such part of the dock.")
    response = _send(part, _KINDS[part], _FOREVER)
    # A worker runs under the policy that its own script brings.
    response.headers["Content-Security-Policy"] = _POLICY
    return response


def send_words(language: str) -> Response:
    """Send every sentence of the page in one language."""
    if language not in LANGUAGES:
        raise Problem(Code.NOT_FOUND, "There are no such words.")
    response = jsonify(words_for(language).area("dock"))
    response.headers["Cache-Control"] = "no-cache"
    return response


def send_manifest() -> Response:
    """Say what the page is called and looks like once it is installed."""
    facts: dict[str, Any] = {
        "name": "Sendback dock",
        "short_name": "Dock",
        "id": url_for("dock.show_shell"),
        "start_url": url_for("dock.show_shell"),
        "scope": url_for("dock.show_shell"),
        "display": "standalone",
        "background_color": "#0f1314",
        "theme_color": "#0f1314",
        "icons": [
            {"src": url_for("static", filename=name), "sizes": sizes, "type": kind, "purpose": purpose}
            for name, sizes, kind, purpose in _ICONS
        ],
    }
    response = Response(json.dumps(facts), mimetype="application/manifest+json")
    response.headers["Cache-Control"] = "no-cache"
    return response


def _send(part: str, kind: str, cache: str) -> Response:
    encoding = next((known for known in _ENCODINGS if request.accept_encodings[known] > 0), "")
    response = Response(_folder().joinpath(part + _ENCODINGS.get(encoding, "")).read_bytes(), mimetype=kind)
    response.headers["Cache-Control"] = cache
    response.headers["Vary"] = "Accept-Encoding"
    if encoding:
        response.headers["Content-Encoding"] = encoding
    response.add_etag()
    response.make_conditional(request)
    return response


def _folder() -> Any:
    return resources.files("sendback.web").joinpath("static", "dock")
