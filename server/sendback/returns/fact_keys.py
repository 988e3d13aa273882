"""What makes two addresses the same, as compared."""

import hashlib

from sendback.orders.normalize import norm_postcode
from sendback.shops.address import Address
from sendback.shops.text import fold_words


def key_address(address: Address) -> str:
    """Hash an address so that case, accents, blanks and points make no other of it; empty where no street is known."""
    street = fold_words(" ".join(address.lines))
    if not street:
        return ""
    parts = (address.country, norm_postcode(address.postcode), fold_words(address.city), street)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
