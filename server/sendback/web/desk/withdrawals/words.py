"""How the desk says what the law and the matching mean."""

from collections.abc import Mapping
from types import MappingProxyType

from sendback.withdrawals.inbox_store import View
from sendback.withdrawals.model import Tie

VIEWS: Mapping[View, str] = MappingProxyType(
    {
        View.OPEN: "Open",
        View.TO_CHECK: "To check",
        View.UNMATCHED: "Not matched",
        View.DUE: "Money due",
        View.DONE: "Done",
    }
)
TIES: Mapping[Tie, tuple[str, str]] = MappingProxyType(
    {Tie.TIED: ("Tied", ""), Tie.TO_CHECK: ("To check", "warn"), Tie.UNMATCHED: ("Not matched", "warn")}
)
ARTICLES: Mapping[str, str] = MappingProxyType(
    {
        "a": "service fully performed",
        "b": "price depends on the financial market",
        "c": "made to the consumer's specifications",
        "d": "liable to deteriorate or expire rapidly",
        "e": "sealed for health or hygiene, unsealed after delivery",
        "f": "inseparably mixed with other items",
        "g": "alcoholic drinks agreed for later delivery",
        "h": "urgent repairs at the consumer's home",
        "i": "sealed audio, video or software, unsealed after delivery",
        "j": "newspapers and magazines, not as a subscription",
        "k": "concluded at a public auction",
        "l": "accommodation, transport, catering or leisure on a date",
        "m": "digital content, begun with consent",
    }
)
