"""The carriers that a shop has a contract with; their secrets are kept sealed."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, JsonValue

from sendback.shops.frozen import Frozen
from sendback.shops.vault import Vault

CARRIER_CODE = r"^[a-z0-9_]+(:[a-z0-9_]+)?$"
"""A carrier's name in events and settings, such as `sandbox` or `karrio:ups`."""


class CarrierSetting(Frozen):
    """A contract with a carrier: what the carriers step reads (`carriers/configuration.py`), and secrets, sealed, by name."""

    code: str = Field(max_length=60, pattern=CARRIER_CODE)
    settings: dict[str, JsonValue] = Field(default_factory=dict, max_length=40)
    sealed: dict[str, Annotated[str, Field(max_length=4000)]] = Field(default_factory=dict, max_length=40)


def seal_secrets(vault: Vault, shop_id: str, code: str, secrets: Mapping[str, str]) -> dict[str, str]:
    """Seal a contract's secrets to their shop, carrier and name, so that a copy elsewhere does not open."""
    return {name: vault.seal(secret, _place(shop_id, code, name)) for name, secret in secrets.items()}


def open_secrets(vault: Vault, shop_id: str, carrier: CarrierSetting) -> dict[str, str]:
    """Return a contract's secrets; ValueError when one does not open."""
    return {name: vault.open(text, _place(shop_id, carrier.code, name)) for name, text in carrier.sealed.items()}


def _place(shop_id: str, code: str, name: str) -> str:
    return f"carriers/{shop_id}/{code}/{name}"
