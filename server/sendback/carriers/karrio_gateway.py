"""A shop's account at a carrier, as karrio's gateway: the plug-in, its sign-in token, and nothing that is written down."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from sendback.carriers.configuration import KarrioSetting
from sendback.carriers.karrio_sdk import load_karrio
from sendback.carriers.model import CarrierTrouble, TroubleKind


class Tokens:
    """Sign-in tokens of one account, in memory. In karrio's shape, but without the threads it would fetch them on."""

    def __init__(self) -> None:
        self._kept: dict[str, Any] = {}

    def get(self, key: str) -> Any:
        """Give what is kept under a key."""
        return self._kept.get(key)

    def set(self, key: str, value: Any, **_: Any) -> None:
        """Keep a value, or what a function gives."""
        self._kept[key] = value() if callable(value) else value

    def thread_safe(self, **how: Any) -> Any:
        """Give karrio's own keeper of one token, which fetches it anew in time."""
        from karrio.core.utils.caching import ThreadSafeTokenManager

        return ThreadSafeTokenManager(cache=self, **how)

    def clear(self) -> None:
        """Forget all, so that the next call signs in again."""
        self._kept.clear()


class _NoTrace:
    """Karrio keeps every request and answer, with the addresses in them; we keep none."""

    context: Mapping[str, str] = {}

    def with_metadata(self, _: Mapping[str, Any]) -> Any:
        return lambda *_args, **_options: None


_TOKENS: dict[str, Tokens] = {}
"""By account, so that a carrier opened for every parcel does not sign in for every parcel."""


def open_gateway(setting: KarrioSetting, secrets: Mapping[str, str]) -> tuple[Any, Tokens]:
    """Open an account; CarrierTrouble REFUSED when the plug-in is missing or does not take it."""
    karrio = load_karrio()
    if setting.plugin not in karrio.gateway.providers:
        reason = f"The karrio plug-in {setting.plugin} is not installed: pip install karrio-{setting.plugin.replace('_', '-')}."
        raise CarrierTrouble(TroubleKind.REFUSED, reason)
    missing = [field for field, name in setting.secrets.items() if name not in secrets]
    if missing:
        raise CarrierTrouble(TroubleKind.REFUSED, f"The account has no {', '.join(missing)}.")
    account = {
        **setting.account,
        **{field: secrets[name] for field, name in setting.secrets.items()},
        "test_mode": setting.test_mode,
        "carrier_id": setting.plugin,
    }
    whole = json.dumps([setting.plugin, account, setting.servers], sort_keys=True).encode()
    tokens = _TOKENS.setdefault(hashlib.sha256(whole).hexdigest(), Tokens())
    try:
        gateway = karrio.gateway[setting.plugin].create(account, tracer=_NoTrace(), cache=tokens)
    except Exception as error:
        reason = f"The karrio plug-in {setting.plugin} does not take the account ({type(error.__cause__ or error).__name__})."
        raise CarrierTrouble(TroubleKind.REFUSED, reason) from None
    return gateway, tokens
