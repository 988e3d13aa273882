"""Deciding a return from a mail: a link that one approver was sent, that opens one return and decides it once."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sendback.orders.normalize import norm_email

LINK_LIFE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ApprovalLink:
    """What a link is bound to; `approver` is a mark."""

    shop_id: str
    return_id: str
    approver: str
    expires_at: datetime
    used_at: datetime | None

    @property
    def actor(self) -> str:
        """Whom the journal names: the role, and a mark that stays the same for the same address."""
        return f"approver {self.approver}"


def mark_approver(shop_id: str, email: str) -> str:
    """Make the short mark that stands for an approver's address wherever the address itself must not stand."""
    return hashlib.sha256(f"{shop_id}/{norm_email(email)}".encode()).hexdigest()[:8]


def find_approver(shop_id: str, approvers: tuple[str, ...], mark: str) -> str:
    """Find the address that a mark stands for; empty once it is no approver's any more."""
    return next((email for email in approvers if mark_approver(shop_id, email) == mark), "")
