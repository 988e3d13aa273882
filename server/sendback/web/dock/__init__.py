"""The dock's door: devices that scan, each with a cookie of its own, and whoever works there."""
