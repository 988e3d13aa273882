"""What the mails and errands of the outbox are called at the desk."""

from collections.abc import Mapping
from types import MappingProxyType

from sendback.delivery.model import Kind

JOBS: Mapping[str, str] = MappingProxyType(
    {
        Kind.LABEL: "label",
        Kind.RECEIVED: "request received",
        Kind.DECLINED: "return declined",
        Kind.CANCELED: "return canceled",
        Kind.CLOSED: "items may be kept",
        Kind.ACCESS: "link to an order",
        Kind.POSTAGE: "carrier label",
        Kind.BUY: "buying a carrier label",
        Kind.VOID: "giving a carrier label back",
        Kind.SAVE: "keeping papers in the library",
        Kind.ORDERS: "taking in a file of orders",
        Kind.SHIPPED: "order shipped",
        Kind.QUESTION: "question to the shopper",
        Kind.CHANGED: "return changed",
        Kind.MESSAGE: "message to the shopper",
        Kind.REOPENED: "decision taken back",
        Kind.APPROVAL: "decision asked of an approver",
        Kind.IN_TRANSIT: "return on its way",
        Kind.ARRIVED: "return arrived",
        Kind.SETTLED: "return checked and settled",
        Kind.REFUNDED: "money given back",
        Kind.TEST: "test mail",
        Kind.WITHDRAWAL: "acknowledgement of a withdrawal",
        Kind.WEBHOOK_PAUSED: "webhook paused",
        Kind.INVITATION: "invitation",
        Kind.RECOVERY: "way back in",
        Kind.KEY_IN_BROWSER: "key in a browser",
        Kind.ALERTS: "what does not move on",
        Kind.JOURNAL_HEAD: "head of the journal",
    }
)
"""By the kind's word, as the journal has it too."""
