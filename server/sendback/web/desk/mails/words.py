"""What each mail to shoppers is called at the desk, when it goes, and why some have no switch."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sendback.shops.mails import OptionalMail

_FLOW = "Always on: without it nobody can send anything."
_PROMISED = "Always on: an earlier mail says that an answer comes."
_WRITTEN = "Always on: somebody at the desk wrote it."


@dataclass(frozen=True, slots=True)
class ShopperMail:
    """One mail, by the name that its sentences begin with; `always` says why it cannot be turned off."""

    name: str
    title: str
    when: str
    always: str = ""

    @property
    def optional(self) -> OptionalMail | None:
        """The mail as the settings know it, where it may be off."""
        return None if self.always else OptionalMail(self.name)


MAILS = (
    ShopperMail("received", "Request received", "when a return waits for your decision"),
    ShopperMail("question", "Question", "when you ask the shopper something", _WRITTEN),
    ShopperMail("changed", "Return changed", "when you change lines and tell the shopper why", _WRITTEN),
    ShopperMail("declined", "Declined", "when you decline", _PROMISED),
    ShopperMail("reopened", "Decision taken back", "when you undo a decision", "Always on: it takes back what a mail said."),
    ShopperMail("label", "Return label", "when a return is approved", _FLOW),
    ShopperMail("postage", "Carrier label", "when a carrier’s label was bought", _FLOW),
    ShopperMail("code", "Code for the shop’s counter", "when a return is brought to the shop", _FLOW),
    ShopperMail("message", "Message", "when you write to the shopper", _WRITTEN),
    ShopperMail("canceled", "Canceled", "when a return is canceled"),
    ShopperMail("in_transit", "On its way", "when the carrier has the first box"),
    ShopperMail("arrived", "Arrived", "when the first box is taken in"),
    ShopperMail("settled", "Checked and settled", "when everything in the boxes is settled"),
    ShopperMail("closed", "Keep the items", "when a return is settled without being sent"),
    ShopperMail("refunded", "Refunded", "when you note that the money went back"),
    ShopperMail("shipped", "Order shipped", "when an order ships", "The builder says whether it goes."),
    ShopperMail("access", "Link to an order", "when a shopper asks for a link", "Always on: the shopper asked for it."),
)
"""In the order in which a return comes by them."""

SHARED = ShopperMail("shared", "In every mail", "the subject, the numbers and the last line", _FLOW)
"""The sentences that all mails about a return have."""

BY_NAME: Mapping[str, ShopperMail] = MappingProxyType({mail.name: mail for mail in (*MAILS, SHARED)})

_PARTS: Mapping[str, str] = MappingProxyType(
    {
        "subject": "Subject",
        "glance": "Beside the subject",
        "title": "Title",
        "lead": "First sentence",
        "next": "What happens next",
        "button": "Button",
        "foot": "Last line",
        "status": "Button to the return’s page",
        "message_title": "Above what you wrote",
        "reason_title": "Above your reason",
        "items_title": "Above the items",
        "item_kept": "An item that is kept",
        "fact_rma": "Return number",
        "fact_order": "Order number",
        "fact_fee": "Fee",
        "attached": "Until when the link works",
        "hand_in": "Step: hand in",
        "print": "Step: print",
        "pack": "Step: pack",
        "slip": "Link to the packing slip",
        "boxes": "Where more boxes are to come",
        "by": "Until when",
        "differs": "Where something is not as expected",
        "refund": "What you do: refund",
        "exchange": "What you do: exchange",
        "store_credit": "What you do: store credit",
        "repair": "What you do: repair",
        "credit": "Store credit instead of money",
        "dropoff": "Code for a drop-off point",
        "photos": "Where you ask for photos",
    }
)


def name_part(key: str) -> str:
    """Say what a sentence is in its mail, by the end of its key.

    >>> name_part("arrived.lead"), name_part("settled.wrong")
    ('First sentence', 'Wrong')
    """
    part = key.rpartition(".")[2]
    return _PARTS.get(part) or part.replace("_", " ").capitalize()


def list_keys(mail: ShopperMail, every: Mapping[str, object]) -> list[str]:
    """List the sentences of one mail among those of all mails."""
    if mail is SHARED:
        return [key for key in every if "." not in key]
    return [key for key in every if key.startswith(f"{mail.name}.")]
