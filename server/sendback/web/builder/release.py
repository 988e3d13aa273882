"""The widget's script as this installation serves it: which version, and the hash that pins it."""

import base64
import functools
import hashlib
import json
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable

FLOATING = "v1"
"""The address that follows every 1.x release, instead of one version for ever."""


@dataclass(frozen=True, slots=True)
class Release:
    """What a pinned snippet names, and the form that its script brings later."""

    version: str
    integrity: str
    form: str
    form_integrity: str


@functools.cache
def get_release() -> Release:
    """Return the newest version, from the manifest that was built with it."""
    manifest = json.loads(_folder().joinpath("manifest.json").read_text("utf-8"))
    form = f"form-{manifest['form']['name']}.js"
    return Release(manifest["version"], manifest["integrity"], form, manifest["form"]["integrity"])


@functools.lru_cache(maxsize=64)
def find_integrity(version: str) -> str | None:
    """Compute the hash of one version still served (Subresource Integrity, 3.2); None when there is no such version."""
    if version not in {folder.name for folder in _folder().iterdir() if folder.is_dir()}:
        return None
    script = _folder().joinpath(version, "sendback.js").read_bytes()
    return f"sha384-{base64.b64encode(hashlib.sha384(script).digest()).decode()}"


def _folder() -> Traversable:
    return resources.files("sendback.web").joinpath("static", "widget")
