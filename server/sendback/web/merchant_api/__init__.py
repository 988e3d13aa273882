"""The door of the shop's own systems, by API key: orders in, shipments in and their paper out."""
