"""The signed order token: how a shop vouches for a purchase without a word to the server (docs/order-token.md)."""
