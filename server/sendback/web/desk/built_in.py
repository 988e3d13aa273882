"""What decides besides the shop's own rules, as the desk names it."""

from collections.abc import Mapping
from types import MappingProxyType

BUILT_IN: Mapping[str, str] = MappingProxyType(
    {
        "marked": "the order says it never comes back",
        "sku": "an article that never comes back",
        "quantity": "nothing of it is left to return",
        "window": "the return window",
        "withdrawal": "the right of withdrawal",
    }
)
