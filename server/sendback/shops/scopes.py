"""What an API key opens: each system gets a key for its own work, and no more."""

from enum import StrEnum


class Scope(StrEnum):
    """One kind of work that a key may be for; the word stands in the API's document and in what it refuses."""

    ORDERS_READ = "orders:read"
    ORDERS_WRITE = "orders:write"
    """Orders and shipments in."""
    RETURNS_READ = "returns:read"
    RETURNS_WRITE = "returns:write"
    """Make, approve, decline, cancel, change and note returns."""
    LABELS_READ = "labels:read"
    """Labels, slips and every other paper."""
    RECEIVING_WRITE = "receiving:write"
    """Receipts and inspections, from a system that does the receiving."""
    STOCK_READ = "stock:read"
    STOCK_WRITE = "stock:write"
    DOCUMENTS_WRITE = "documents:write"
    REPORTS_READ = "reports:read"
    WEBHOOKS_WRITE = "webhooks:write"
    PRIVACY_ERASE = "privacy:erase"


DEFAULT_SCOPES = frozenset({Scope.ORDERS_WRITE})
"""What a new key opens when nobody says otherwise: a leaked one then tells nothing of anybody."""
