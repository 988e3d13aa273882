"""How the desk writes moments, states and whereabouts in plain English."""

from sendback.returns.model import Status
from sendback.web.moments import write_day as write_day
from sendback.web.moments import write_moment as write_moment

STATES: dict[Status, tuple[str, str]] = {
    Status.REQUESTED: ("Waiting for you", "warn"),
    Status.AUTHORIZED: ("Label ready", ""),
    Status.DECLINED: ("Declined", "off"),
    Status.CANCELED: ("Canceled", "off"),
    Status.CLOSED: ("Closed", "off"),
}
"""Each status as a person says it, and the tone of its badge."""
