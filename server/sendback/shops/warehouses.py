"""Where a shop's boxes arrive: places with a name and an address, told apart by a code."""

from dataclasses import dataclass
from datetime import datetime

from sendback.shops.address import Address

MAIN = "main"
"""The warehouse that every shop begins with; while it has no address of its own, the shop's return address is its own."""


@dataclass(frozen=True, slots=True)
class Warehouse:
    """One place that takes boxes in; `code` is what the policy names its address by, or `main`."""

    shop_id: str
    code: str
    name: str
    address: Address | None
    closed_at: datetime | None = None

    @property
    def is_main(self) -> bool:
        """Say whether it is the one that a shop begins with, and keeps."""
        return self.code == MAIN
