"""What the desk calls the states of a return."""

from collections.abc import Mapping
from types import MappingProxyType

from sendback.returns.model import Status

STATES: Mapping[Status, tuple[str, str]] = MappingProxyType(
    {
        Status.REQUESTED: ("Waiting for you", "warn"),
        Status.AUTHORIZED: ("Label ready", ""),
        Status.RECEIVED: ("Arrived", "warn"),
        Status.DECLINED: ("Declined", "off"),
        Status.CANCELED: ("Canceled", "off"),
        Status.CLOSED: ("Closed", "off"),
    }
)
"""Each as a person says it, and the tone of its badge."""
