"""What the desk calls what was found, and what becomes of it."""

from collections.abc import Mapping
from types import MappingProxyType

from sendback.shops.receiving import Disposition, Outcome

OUTCOMES: Mapping[Outcome, str] = MappingProxyType(
    {
        Outcome.ARRIVED: "Arrived",
        Outcome.MISSING: "Missing",
        Outcome.DAMAGED: "Damaged",
        Outcome.WRONG: "Something else",
        Outcome.EXTRA: "Not announced",
    }
)
DISPOSITIONS: Mapping[Disposition, str] = MappingProxyType(
    {
        Disposition.RESTOCK: "Back in stock",
        Disposition.RESELL: "Sell elsewhere",
        Disposition.REFURBISH: "Refurbish",
        Disposition.VENDOR: "To the vendor",
        Disposition.DONATE: "Donate",
        Disposition.RECYCLE: "Recycle",
        Disposition.SCRAP: "Scrap",
    }
)
