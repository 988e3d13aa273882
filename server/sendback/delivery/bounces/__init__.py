"""Mail that came back: read, told of, and no more of it sent to an address that takes none."""
