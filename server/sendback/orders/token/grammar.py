"""The outer shape of a token: prefix, key id, payload, time stamp, signature."""

import re
from dataclasses import dataclass

from sendback.orders.token.format_hints import explain_format
from sendback.orders.token.refusal import TokenReason, TokenRefused

LONGEST_TOKEN = 4096
# The last class of the signature leaves out the three other spellings that decode to the same 32 bytes.
TOKEN = re.compile(
    r"sbo1_([A-Za-z0-9]{8})"
    r"\.((\.?)([A-Za-z0-9_-]{16,4000})\.([A-Za-z0-9_-]{6,7}))"
    r"\.([A-Za-z0-9_-]{42}[AEIMQUYcgkosw048])"
)


@dataclass(frozen=True, slots=True)
class TokenParts:
    """Hold the pieces of a well-formed token, still encoded; `signed` is what the signature covers."""

    kid: str
    signed: str
    compressed: bool
    payload: str
    stamp: str
    signature: str


def split_token(text: object) -> TokenParts:
    """Take a token apart, or refuse it as `format`; length and type are looked at before anything else."""
    if not isinstance(text, str):
        raise TokenRefused(TokenReason.FORMAT, "a token is text")
    if len(text) > LONGEST_TOKEN:
        raise TokenRefused(TokenReason.FORMAT, f"{len(text)} characters; a token has at most {LONGEST_TOKEN}")
    found = TOKEN.fullmatch(text)
    if found is None:
        raise TokenRefused(TokenReason.FORMAT, explain_format(text))
    kid, signed, dot, payload, stamp, signature = found.groups()
    return TokenParts(kid, signed, dot == ".", payload, stamp, signature)
