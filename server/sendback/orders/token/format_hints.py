"""What a signer's author probably did when the outer shape is wrong; never part of the decision."""

import re

from sendback.orders.token.base64url import decode_loosely

PIECES = re.compile(r"(?P<kid>[^.]*)\.(?P<payload>\.?[^.]*)\.(?P<stamp>[^.]*)\.(?P<signature>[^.]*)")
DIGESTS = {
    27: "SHA-1 makes 27",
    38: "SHA-224 makes 38",
    64: "64 is SHA-256 in hexadecimal, or SHA-384",
    86: "SHA-512 makes 86",
}
FIRST_MILLISECONDS = 10**11
FEWEST_STAMP, MOST_STAMP = 6, 7
FEWEST_PAYLOAD, MOST_PAYLOAD = 16, 4000
SIGNATURE_LENGTH = 43


def explain_format(text: str) -> str:
    """Say in one sentence what keeps `text` from being a token; the commonest fault first."""
    if not text:
        return "the token is empty"
    if text != text.strip():
        return "there is white space around the token"
    if not text.startswith("sbo1_"):
        return 'a token begins with "sbo1_" and the key id, before the signed string'
    if "=" in text:
        return 'base64url is written without "=" at the end'
    if "%" in text:
        return "the token is still percent-encoded"
    if "+" in text or "/" in text:
        return 'this is plain base64: write "-" for "+" and "_" for "/"'
    found = PIECES.fullmatch(text)
    if found is None:
        return "a token has four parts with a dot between: sbo1_<key id>.<payload>.<time>.<signature>"
    return _explain_pieces(found["kid"], found["payload"].removeprefix("."), found["stamp"], found["signature"])


def _explain_pieces(kid: str, payload: str, stamp: str, signature: str) -> str:
    if re.fullmatch(r"sbo1_[A-Za-z0-9]{8}", kid) is None:
        return "the key id is the third part of the signing key: eight letters and digits"
    if not FEWEST_STAMP <= len(stamp) <= MOST_STAMP:
        return explain_stamp(stamp)
    if not FEWEST_PAYLOAD <= len(payload) <= MOST_PAYLOAD:
        return f"the payload has {len(payload)} characters; allowed are {FEWEST_PAYLOAD} to {MOST_PAYLOAD}"
    if len(signature) != SIGNATURE_LENGTH:
        digest = DIGESTS.get(len(signature), "HMAC-SHA256 in base64url makes 43")
        return f"the signature has {len(signature)} characters: {digest}; use HMAC-SHA256 and base64url"
    return "a character outside A-Z a-z 0-9 - _, or a last character that no encoder writes"


def explain_stamp(stamp: str) -> str:
    """Say what is wrong with a time stamp of the wrong length: milliseconds, text, or too long."""
    raw = decode_loosely(stamp)
    if raw.isdigit():
        return "the time is written as decimal text: write the number as big-endian bytes"
    if FIRST_MILLISECONDS <= int.from_bytes(raw) < 10**14:
        return "signed with milliseconds: the time is in whole seconds since 1970"
    return f"the time has {len(stamp)} characters: seconds as big-endian bytes without leading zeros make 6"
