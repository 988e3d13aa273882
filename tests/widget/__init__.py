"""The shopper's widget, driven in a real browser against a scripted door."""
