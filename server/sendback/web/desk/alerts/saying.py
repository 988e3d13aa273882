"""What the desk calls each kind of alert, and what can be done about it."""

from collections.abc import Mapping
from types import MappingProxyType

from sendback.delivery.alerts.model import AlertKind

TITLES: Mapping[AlertKind, str] = MappingProxyType(
    {
        AlertKind.UNDECIDED: "Undecided for long",
        AlertKind.WITHDRAWAL: "Withdrawals not handled",
        AlertKind.UNUSED: "Labels not used",
        AlertKind.STUCK: "Stuck on the way",
        AlertKind.REFUND: "Refunds due",
        AlertKind.MESSAGE: "Messages from shoppers",
    }
)
ADVICE: Mapping[AlertKind, str] = MappingProxyType(
    {
        AlertKind.UNDECIDED: "Approve or decline it, or ask the shopper.",
        AlertKind.WITHDRAWAL: "Find its order, and give the money back in time.",
        AlertKind.UNUSED: "Ask whether the parcel still comes, or give the label back while the carrier takes it.",
        AlertKind.STUCK: "Ask the carrier where it is; see whether it arrived and nobody said so.",
        AlertKind.REFUND: "Pay it back where it was paid, then note it here.",
        AlertKind.MESSAGE: "Answer on the return’s page, or mark it as read.",
    }
)
DAYS: Mapping[AlertKind, tuple[str, str]] = MappingProxyType(
    {
        AlertKind.UNDECIDED: ("A return waits for a decision", "Counted from the request. Not while the shopper was asked."),
        AlertKind.WITHDRAWAL: ("A withdrawal is not handled", "Counted from when it arrived."),
        AlertKind.UNUSED: ("A carrier's label is not used", "Counted from when it was bought, while no carrier has the box."),
        AlertKind.STUCK: ("A parcel is on its way", "Counted from when the carrier was first seen to have it."),
        AlertKind.REFUND: ("Money is due", "Counted from when the policy says so; 0 tells at once."),
        AlertKind.MESSAGE: ("A shopper’s message is unread", "Counted from when it was written; 0 tells at once."),
    }
)
"""What the settings page calls the days of each kind, and how they are counted."""
