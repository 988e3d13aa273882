"""base64url without padding (RFC 4648, section 5), strict about the one spelling an encoder writes."""

from binascii import Error

from itsdangerous.encoding import base64_decode, base64_encode
from itsdangerous.exc import BadData

# By length mod 4: the last characters whose unused low bits are zero. One character too many encodes nothing.
CANONICAL_LAST = {
    0: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_",
    1: "",
    2: "AQgw",
    3: "AEIMQUYcgkosw048",
}


def encode(raw: bytes) -> str:
    """Encode without padding."""
    return base64_encode(raw).decode("ascii")


def is_canonical(text: str) -> bool:
    """Tell whether an encoder could have written `text`, which holds characters of the alphabet only."""
    return not text or text[-1] in CANONICAL_LAST[len(text) % 4]


def decode(text: str) -> bytes:
    """Decode text already known to be canonical and of the alphabet."""
    return base64_decode(text)


def decode_loosely(text: str) -> bytes:
    """Decode whatever can be decoded, for hints only; nothing decodable gives nothing."""
    try:
        return base64_decode(text)
    except (BadData, Error, ValueError):
        return b""
