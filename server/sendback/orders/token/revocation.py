"""What a shop has taken back: one token, or all tokens of an order or of a key older than some second."""

from collections.abc import Callable
from dataclasses import dataclass

from sendback.orders.token.keys import SigningKey
from sendback.orders.token.refusal import TokenReason, TokenRefused


@dataclass(frozen=True, slots=True)
class Revocation:
    """What is on record for one token: itself revoked, or its order's tokens before a Unix second."""

    is_token_revoked: bool = False
    order_not_before: int = 0


NOTHING_REVOKED = Revocation()
# Asked with shop id, token id and normalized order number, after everything else about the token was found right.
FindRevocation = Callable[[str, str, str], Revocation]


def find_nothing_revoked(_shop_id: str, _token_id: str, _order: str) -> Revocation:
    """Stand in where no record of revocations is kept, as in the test vectors."""
    return NOTHING_REVOKED


def require_not_revoked(revocation: Revocation, key: SigningKey, signed_at: int) -> None:
    """Refuse a token taken back by its id, its order or its key."""
    if revocation.is_token_revoked:
        raise TokenRefused(TokenReason.REVOKED, "this token was revoked by its id")
    if signed_at < revocation.order_not_before:
        raise TokenRefused(TokenReason.REVOKED, "older tokens of this order were revoked; sign a new one")
    if signed_at < key.not_before:
        raise TokenRefused(TokenReason.REVOKED, "older tokens of this key were revoked; sign a new one")
