"""The token inspector: everything a merchant needs to see why a token is accepted or not."""

from dataclasses import dataclass

from sendback.orders.token.claims import OrderClaims
from sendback.orders.token.diagnosis import diagnose_signature
from sendback.orders.token.grammar import TokenParts, split_token
from sendback.orders.token.keys import FindKey, SigningKey, find_signer
from sendback.orders.token.payload import unpack_payload
from sendback.orders.token.refusal import TokenReason, TokenRefused
from sendback.orders.token.revocation import FindRevocation, find_nothing_revoked
from sendback.orders.token.verifying import MAX_AGE_DAYS, VerifiedToken, read_stamp, verify_token


@dataclass(frozen=True, slots=True)
class TokenReading:
    """What could be read of a token. Anything but `claims` is as the token says it, signed or not.

    `signed_at` is in Unix seconds; `payload_json` is the JSON as signed, None where it cannot be unpacked; `claims`
    has the sealed box merged in and is there only for an accepted token.
    """

    length: int
    is_well_formed: bool
    kid: str | None = None
    mode: str | None = None
    is_key_known: bool = False
    is_signature_right: bool = False
    is_compressed: bool = False
    signed_at: int | None = None
    age_seconds: int | None = None
    payload_json: str | None = None
    claims: OrderClaims | None = None
    is_box_opened: bool = False
    problem: TokenReason | None = None
    hint: str = ""

    @property
    def is_accepted(self) -> bool:
        """Tell whether the server would accept the token now."""
        return self.problem is None


def read_token(
    text: str,
    find_key: FindKey,
    now: int,
    shop_id: str | None = None,
    max_age_days: int = MAX_AGE_DAYS,
    find_revocation: FindRevocation = find_nothing_revoked,
) -> TokenReading:
    """Read a token for its merchant; never for a shopper, whom the hint would help to forge."""
    token, refused = _try_verify(text, find_key, shop_id, now, max_age_days, find_revocation)
    try:
        parts = split_token(text)
    except TokenRefused as fault:
        return TokenReading(len(text), is_well_formed=False, problem=fault.reason, hint=fault.hint)
    key = find_key(parts.kid)
    is_right = key is not None and find_signer(key.text).verify_signature(parts.signed, parts.signature)
    signed_at = read_stamp(parts.stamp)
    return TokenReading(
        length=len(text),
        is_well_formed=True,
        kid=parts.kid,
        mode=key.mode if key is not None else None,
        is_key_known=key is not None,
        is_signature_right=is_right,
        is_compressed=parts.compressed,
        signed_at=signed_at,
        age_seconds=now - signed_at,
        payload_json=_unpack_for_reading(parts),
        claims=token.all_claims if token is not None else None,
        is_box_opened=token is not None and token.buyer is not None,
        problem=refused.reason if refused is not None else None,
        hint=_explain(refused, parts, key, is_right=is_right),
    )


def _try_verify(
    text: str, find_key: FindKey, shop_id: str | None, now: int, max_age_days: int, find_revocation: FindRevocation
) -> tuple[VerifiedToken | None, TokenRefused | None]:
    try:
        return verify_token(text, find_key, shop_id, now, max_age_days, find_revocation), None
    except TokenRefused as refused:
        return None, refused


def _unpack_for_reading(parts: TokenParts) -> str | None:
    try:
        return unpack_payload(parts.payload, compressed=parts.compressed).decode("utf-8", "replace")
    except TokenRefused:
        return None


def _explain(refused: TokenRefused | None, parts: TokenParts, key: SigningKey | None, *, is_right: bool) -> str:
    if refused is None:
        return ""
    if refused.reason is TokenReason.SIGNATURE and key is not None and not is_right:
        return diagnose_signature(parts, key.text)
    return refused.hint
