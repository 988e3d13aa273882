"""Verifying: ten steps from untrusted text to claims, in fixed order (docs/order-token.md, "Verification")."""

from dataclasses import dataclass
from typing import Any

from itsdangerous.encoding import base64_decode, bytes_to_int

from sendback.orders.normalize import norm_order
from sendback.orders.token import base64url
from sendback.orders.token.box import complete_tags, merge_box
from sendback.orders.token.claims import MatchTags, OrderClaims, SealedBuyer
from sendback.orders.token.grammar import TokenParts, split_token
from sendback.orders.token.keys import FindKey, SigningKey, find_signer
from sendback.orders.token.payload import read_json, unpack_payload
from sendback.orders.token.refusal import TokenReason, TokenRefused
from sendback.orders.token.revocation import FindRevocation, find_nothing_revoked, require_not_revoked
from sendback.orders.token.schema import read_claims, refuse_open_prices

CLOCK_LEEWAY_SECONDS = 300
DAY_SECONDS = 86_400
LOGGED_IN_SECONDS = 30 * 60
MAX_AGE_DAYS = 400
# Costs an unknown key id the same work as a known one. Never a key: a token that fits it is refused all the same.
DUMMY_KEY = "sbsk_live_00000000_" + "0" * 49


@dataclass(frozen=True, slots=True)
class VerifiedToken:
    """A token whose ten checks passed; `signed_at` is in Unix seconds.

    `claims` is what any holder of the link can read. `all_claims`, `buyer` and `tags` have the sealed box merged in
    and are for use after the typed proof. `is_logged_in` already knows that the waiver lasts 30 minutes.
    """

    key: SigningKey
    signed_at: int
    claims: OrderClaims
    all_claims: OrderClaims
    buyer: SealedBuyer | None
    tags: MatchTags
    is_logged_in: bool


def verify_token(
    text: object,
    find_key: FindKey,
    shop_id: str | None,
    now: int,
    max_age_days: int = MAX_AGE_DAYS,
    find_revocation: FindRevocation = find_nothing_revoked,
) -> VerifiedToken:
    """Verify a token at `now` (Unix seconds), or raise TokenRefused and nothing else, whatever the text.

    `shop_id` is the shop that the request speaks for, None where the token alone says which. The text is no key to
    anything: remember a token by shop and token id.
    """
    parts = split_token(text)
    key = require_signature(parts, find_key(parts.kid))
    require_key(key, shop_id, now)
    signed_at = read_stamp(parts.stamp)
    require_time(signed_at, now, max_age_days)
    require_canonical_stamp(parts.stamp)
    facts: Any = read_json(unpack_payload(parts.payload, compressed=parts.compressed))
    claims = read_claims(facts)
    all_claims, buyer = merge_box(facts, claims, key.text)
    if all_claims.is_gift:
        refuse_open_prices(claims)
    revocation = find_revocation(key.shop_id, claims.token_id, norm_order(claims.order))
    require_not_revoked(revocation, key, signed_at)
    return VerifiedToken(
        key=key,
        signed_at=signed_at,
        claims=claims,
        all_claims=all_claims,
        buyer=buyer,
        tags=complete_tags(all_claims, buyer, key.text),
        is_logged_in=all_claims.is_logged_in and now - signed_at <= LOGGED_IN_SECONDS,
    )


def require_signature(parts: TokenParts, key: SigningKey | None) -> SigningKey:
    """Check the signature, with a dummy key where there is none, and refuse both alike."""
    fits = find_signer(DUMMY_KEY if key is None else key.text).verify_signature(parts.signed, parts.signature)
    if key is None:
        raise TokenRefused(TokenReason.SIGNATURE, "no key of this id is known here")
    if not fits:
        raise TokenRefused(TokenReason.SIGNATURE, "the signature does not fit: changed text, or another key")
    return key


def require_key(key: SigningKey, shop_id: str | None, now: int) -> None:
    """Refuse the key of another shop as a wrong signature, and a key past its date as retired."""
    if shop_id is not None and key.shop_id != shop_id:
        raise TokenRefused(TokenReason.SIGNATURE, "the key belongs to another shop")
    if not key.is_accepted_at(now):
        raise TokenRefused(TokenReason.KEY_RETIRED, "the key is no longer accepted; sign with the current one")


def read_stamp(stamp: str) -> int:
    """Read the signed time in Unix seconds; the grammar leaves 4 or 5 bytes."""
    return bytes_to_int(base64_decode(stamp))


def require_canonical_stamp(stamp: str) -> None:
    """Refuse leading zero bytes and stray bits, which no encoder writes."""
    if not base64url.is_canonical(stamp) or base64_decode(stamp)[0] == 0:
        raise TokenRefused(TokenReason.PAYLOAD, "the time has leading zero bytes or stray bits")


def require_time(signed_at: int, now: int, max_age_days: int) -> None:
    """Allow 300 seconds of a fast clock and the shop's number of days."""
    if signed_at > now + CLOCK_LEEWAY_SECONDS:
        ahead = signed_at - now
        raise TokenRefused(TokenReason.NOT_YET_VALID, f"signed {ahead} seconds ahead of our clock; check the signer's")
    if now - signed_at > max_age_days * DAY_SECONDS:
        days = (now - signed_at) // DAY_SECONDS
        raise TokenRefused(TokenReason.EXPIRED, f"signed {days} days ago; this shop accepts {max_age_days}")
