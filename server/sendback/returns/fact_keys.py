"""What makes two returns the same person's or the same address's, as compared."""

import hashlib
import re
import unicodedata

from sendback.orders.normalize import norm_email, norm_postcode
from sendback.shops.address import Address

_WORDS = re.compile(r"\w+")


def key_email(email: str) -> str:
    """Spell an e-mail address as it is compared; empty matches nobody."""
    return norm_email(email)


def key_address(address: Address) -> str:
    """Hash an address so that case, accents, blanks and points make no other of it; empty where no street is known."""
    street = fold_words(" ".join(address.lines))
    if not street:
        return ""
    parts = (address.country, norm_postcode(address.postcode), fold_words(address.city), street)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def fold_words(text: str) -> str:
    """Spell a text as it is compared.

    >>> fold_words("Hämeenkatu 5, A 12"), fold_words("hameenkatu  5 a 12")
    ('hameenkatu 5 a 12', 'hameenkatu 5 a 12')
    """
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return " ".join(_WORDS.findall("".join(c for c in decomposed if not unicodedata.combining(c))))
