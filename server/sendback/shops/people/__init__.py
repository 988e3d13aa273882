"""The people of a shop: their accounts and what proves them, the links that let them in, their sessions."""
