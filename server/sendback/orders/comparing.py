"""What was typed against what the shop knows: differences are facts for the approval queue, never a gate."""

from sendback.orders.model import Buyer
from sendback.shops.address import Address
from sendback.shops.text import fold_words


def find_mismatches(buyer: Buyer, name: str, address: Address) -> tuple[str, ...]:
    """Name the typed facts that differ from the buyer's known ones: name, postcode, city, country."""
    known = buyer.address
    pairs = {
        "name": (name, buyer.name),
        "postcode": (address.postcode, known.postcode),
        "city": (address.city, known.city),
        "country": (address.country, known.country),
    }
    return tuple(what for what, (typed, told) in pairs.items() if typed and told and not _alike(typed, told))


def _alike(first: str, second: str) -> bool:
    """Say whether two texts share their words: order, case, accents and a middle name do not matter."""
    one, two = (frozenset(fold_words(text).split()) for text in (first, second))
    return one <= two or two <= one
