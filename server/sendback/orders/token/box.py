"""What is in a sealed box: more claims, merged into the token's own, and who bought."""

from typing import Any

from sendback.orders.token.claims import MatchTags, OrderClaims, SealedAddress, SealedBuyer
from sendback.orders.token.fields import read_text, refuse, refuse_unknown
from sendback.orders.token.match import tag_order
from sendback.orders.token.payload import read_json
from sendback.orders.token.refusal import TokenRefused
from sendback.orders.token.schema import read_claims
from sendback.orders.token.seal import open_box

BUYER_KEYS = frozenset("nea")
ADDRESS_KEYS = frozenset({"lines", "postcode", "city", "region", "country"})
MOST_LINES = 8
MOST_CHARACTERS = 120
MOST_EMAIL = 254
COUNTRY_LETTERS = 2


def merge_box(facts: dict[str, Any], claims: OrderClaims, key: str) -> tuple[OrderClaims, SealedBuyer | None]:
    """Open the box of a token and merge it; a key present in both is refused, for nobody could say which one counts.

    A box with the buyer's e-mail or postcode proves by these, so that it need not carry match tags as well.
    """
    if claims.box is None:
        return claims, None
    box = _read_contents(open_box(claims.box, key, claims.order))
    both = facts.keys() & box.keys()
    if both:
        refuse(f"{min(both)} is in the token and in the sealed box")
    buyer = read_buyer({name: value for name, value in box.items() if name in BUYER_KEYS})
    merged = read_claims(facts | {name: value for name, value in box.items() if name not in BUYER_KEYS})
    return merged, buyer


def _read_contents(text: bytes) -> dict[str, Any]:
    try:
        box = read_json(text)
    except TokenRefused as fault:
        refuse(f"in the sealed box: {fault.hint}")
    if not isinstance(box, dict):
        refuse("the sealed box is not a JSON object")
    return box


def read_buyer(facts: dict[str, Any]) -> SealedBuyer:
    """Read `n` name, `e` e-mail and `a` address; any may be missing."""
    return SealedBuyer(
        name=read_text(facts["n"], "box n", 1, MOST_CHARACTERS) if "n" in facts else None,
        email=read_text(facts["e"], "box e", 3, MOST_EMAIL) if "e" in facts else None,
        address=_read_address(facts["a"]) if "a" in facts else None,
    )


def complete_tags(claims: OrderClaims, buyer: SealedBuyer | None, key: str) -> MatchTags:
    """Give the tags to prove by: the claims' own, else those of the buyer in the box."""
    if buyer is None:
        return claims.tags
    postcode = buyer.address.postcode if buyer.address is not None else None
    own, sealed = claims.tags, tag_order(key, claims.order, postcode=postcode, email=buyer.email)
    return MatchTags(own.postcode or sealed.postcode, own.email or sealed.email)


def _read_address(facts: object) -> SealedAddress:
    if isinstance(facts, list):
        lines = _read_lines(facts)
        last = lines[-1]
        if len(lines) > 1 and len(last) == COUNTRY_LETTERS and last.isascii() and last.isupper():
            return SealedAddress(lines[:-1], country=last)
        return SealedAddress(lines)
    if not isinstance(facts, dict):
        refuse("box a is neither a list of lines nor an object")
    refuse_unknown(facts, ADDRESS_KEYS)
    parts = {name: read_text(value, f"box a.{name}", 1, MOST_CHARACTERS) for name, value in facts.items() if name != "lines"}
    return SealedAddress(_read_lines(facts.get("lines")), **parts)


def _read_lines(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not 1 <= len(value) <= MOST_LINES:
        refuse(f"box a has no list of 1 to {MOST_LINES} lines")
    return tuple(read_text(line, "a line of box a", 1, MOST_CHARACTERS) for line in value)
