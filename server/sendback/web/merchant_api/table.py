"""Every operation of the merchant's API, room by room."""

from sendback.web.merchant_api import (
    bounces,
    deciding,
    documents,
    events,
    keeping,
    labels,
    lines,
    making,
    messages,
    order_reading,
    order_replacing,
    orders,
    parcels,
    print_file,
    privacy,
    returns,
    shipments,
    webhook_deliveries,
    webhook_endpoints,
)
from sendback.web.merchant_api.operation import Operation

OPERATIONS: tuple[Operation, ...] = (
    *order_reading.OPERATIONS,
    *orders.OPERATIONS,
    *order_replacing.OPERATIONS,
    *returns.OPERATIONS,
    *making.OPERATIONS,
    *deciding.OPERATIONS,
    *lines.OPERATIONS,
    *messages.OPERATIONS,
    *bounces.OPERATIONS,
    *labels.OPERATIONS,
    *parcels.OPERATIONS,
    *shipments.OPERATIONS,
    *print_file.OPERATIONS,
    *documents.OPERATIONS,
    *keeping.OPERATIONS,
    *privacy.OPERATIONS,
    *events.OPERATIONS,
    *webhook_endpoints.OPERATIONS,
    *webhook_deliveries.OPERATIONS,
)
"""A new room adds its line here; nothing else registers an address of this door."""
