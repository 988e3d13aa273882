"""A real browser on a real server: what a shopper and a merchant see."""
