"""Every operation of the merchant's API, room by room."""

from sendback.web.merchant_api import documents, keeping, orders, parcels, print_file, privacy, shipments
from sendback.web.merchant_api.operation import Operation

OPERATIONS: tuple[Operation, ...] = (
    *orders.OPERATIONS,
    *shipments.OPERATIONS,
    *print_file.OPERATIONS,
    *parcels.OPERATIONS,
    *documents.OPERATIONS,
    *keeping.OPERATIONS,
    *privacy.OPERATIONS,
)
"""A new room adds its line here; nothing else registers an address of this door."""
