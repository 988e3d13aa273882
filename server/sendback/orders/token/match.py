"""Match tags: proof that a typed postcode or e-mail is the order's, without the token saying what they are."""

import hmac
import re
from enum import StrEnum

from sendback.orders.normalize import norm_email, norm_order, norm_postcode
from sendback.orders.token import base64url
from sendback.orders.token.claims import MatchTags
from sendback.orders.token.keys import MATCH_SALT, derive_key

TAG_BYTES = 12
SEPARATOR = b"\x1f"
NO_TAG = "." * 16  # as long as a tag, with a character that no tag has
COUNTRY_PREFIX = re.compile(r"\s*[A-Za-z]{1,3}[-\s]\s*")


class ProofField(StrEnum):
    """Name what can be typed to prove an order; the text is part of the tag."""

    POSTCODE = "p"
    EMAIL = "e"


NORMS = {ProofField.POSTCODE: norm_postcode, ProofField.EMAIL: norm_email}


def tag(key: str, field: ProofField, order: str, value: str) -> str:
    """Compute the 16 characters that bind `value` to this order under this key."""
    return _tag_normalized(key, field, order, NORMS[field](value))


def tag_order(key: str, order: str, *, postcode: str | None = None, email: str | None = None) -> MatchTags:
    """Tag what is known of the buyer; a value that normalizes to nothing gets no tag, for nothing would prove it."""
    return MatchTags(
        postcode=tag(key, ProofField.POSTCODE, order, postcode) if postcode and norm_postcode(postcode) else None,
        email=tag(key, ProofField.EMAIL, order, email) if email and norm_email(email) else None,
    )


def proves(tags: MatchTags, key: str, order: str, field: ProofField, typed: str) -> bool:
    """Tell whether what the shopper typed fits the tag, in the same time whether it does or not.

    A missing tag is compared with a dummy. A postcode has two candidates, as typed and without a country prefix
    (`D-`, `NL `); both are always computed. A candidate that normalizes to nothing never proves anything.
    """
    expected = (tags.postcode if field is ProofField.POSTCODE else tags.email) or NO_TAG
    proved = False
    for candidate in _list_candidates(field, typed):
        fits = hmac.compare_digest(_tag_normalized(key, field, order, candidate), expected)
        proved |= fits & (candidate != "")
    return proved


def names_order(order: str, typed: str) -> bool:
    """Tell whether the typed order number is the token's."""
    return hmac.compare_digest(_to_bytes(norm_order(order)), _to_bytes(norm_order(typed)))


def _list_candidates(field: ProofField, typed: str) -> tuple[str, ...]:
    norm = NORMS[field]
    if field is ProofField.EMAIL:
        return (norm(typed),)
    return norm(typed), norm(COUNTRY_PREFIX.sub("", typed, count=1) if COUNTRY_PREFIX.match(typed) else typed)


def _tag_normalized(key: str, field: ProofField, order: str, value: str) -> str:
    message = SEPARATOR.join((field.encode(), _to_bytes(norm_order(order)), _to_bytes(value)))
    return base64url.encode(hmac.digest(derive_key(key, MATCH_SALT), message, "sha256")[:TAG_BYTES])


def _to_bytes(text: str) -> bytes:
    # A shopper's JSON may hold half a surrogate pair; it must fail to match, not fail.
    return text.encode("utf-8", "surrogatepass")
