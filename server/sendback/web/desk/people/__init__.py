"""Who works for the shop: the owner's page."""
