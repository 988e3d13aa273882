"""The karrio SDK, imported when it is first needed and kept from what it does to the whole process.

karrio is an extra (LGPL-3.0, `sendback[karrio]`): it costs half a second and 40 MB, and as it comes it switches off the
check of TLS certificates for every urllib caller, repeats calls that failed, and logs what it sends. Its own door to the
network is replaced by ours, see `karrio_line`.
"""

import functools
import importlib
import ssl
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from sendback.carriers.karrio_line import send
from sendback.carriers.model import CarrierTrouble, TroubleKind

_LOADING = threading.Lock()


def load_karrio() -> ModuleType:
    """Import `karrio.sdk` with its plug-ins; CarrierTrouble REFUSED, with the way to install it, when it is missing."""
    with _LOADING:
        return _load()


def list_plugins() -> dict[str, str]:
    """List the plug-ins that are installed, by code with the carrier's name; none without karrio."""
    try:
        providers = load_karrio().gateway.providers
    except CarrierTrouble:
        return {}
    return {code: str(getattr(plugin, "label", code)) for code, plugin in providers.items()}


@functools.cache
def _load() -> ModuleType:
    try:
        with _kept_in_bounds():
            karrio = importlib.import_module("karrio.sdk")
            _put_on_our_line()
            karrio.gateway.providers  # noqa: B018  # imports the plug-ins, which may do as the SDK does
    except ImportError:
        reason = "This carrier needs karrio: pip install 'sendback[karrio]' and the carrier's plug-in."
        raise CarrierTrouble(TroubleKind.REFUSED, reason) from None
    return karrio


@contextmanager
def _kept_in_bounds() -> Iterator[None]:
    """Let karrio be imported without its silencing TLS checks, mending broken pictures for all, logging or warning.

    The name karrio copies is swapped beforehand, so that there is no moment in which certificates go unchecked.
    """
    from loguru import logger
    from PIL import ImageFile

    logger.disable("karrio")
    unverified, default = ssl._create_unverified_context, ssl._create_default_https_context
    broken_pictures = ImageFile.LOAD_TRUNCATED_IMAGES
    ssl._create_unverified_context = default  # type: ignore[assignment]  # takes what urllib gives it
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            yield
    finally:
        ssl._create_unverified_context = unverified
        ssl._create_default_https_context = default
        ImageFile.LOAD_TRUNCATED_IMAGES = broken_pictures


def _put_on_our_line() -> None:
    """Make every request of every plug-in go through `send`, one after the other and on the caller's thread."""
    helpers = importlib.import_module("karrio.core.utils.helpers")
    shown = importlib.import_module("karrio.core.utils")

    def one_by_one(call: Any, sequence: Any, **_: Any) -> list[Any]:
        return [call(each) for each in sequence]

    for name, ours in {
        "urlopen": send,
        "_urlopen_with_span": send,
        "exec_parrallel": one_by_one,
        "exec_async": one_by_one,
    }.items():
        if not hasattr(helpers, name):
            raise ImportError(f"this version of karrio has no {name}")
        setattr(helpers, name, ours)
        setattr(shown, name, ours)
