"""The payload between its signature and its schema: base64url, perhaps zlib, then strict JSON."""

import json
import zlib
from typing import Any, NoReturn

from sendback.orders.token import base64url
from sendback.orders.token.refusal import TokenReason, TokenRefused

MOST_INFLATED = 32 * 1024


def refuse(hint: str) -> NoReturn:
    """Refuse as `payload`."""
    raise TokenRefused(TokenReason.PAYLOAD, hint)


def pack_payload(text: bytes, *, compress: bool) -> str:
    """Encode signed JSON; `compress` writes zlib behind a dot where that is shorter, as itsdangerous does."""
    packed = zlib.compress(text, 9) if compress else text
    if len(packed) < len(text) - 1:
        return "." + base64url.encode(packed)
    return base64url.encode(text)


def unpack_payload(payload: str, *, compressed: bool) -> bytes:
    """Give back the signed JSON, at most 32 KiB of it whatever the zlib stream promises."""
    if not base64url.is_canonical(payload):
        refuse("the payload is not canonical base64url: its last character carries stray bits")
    raw = base64url.decode(payload)
    return _inflate(raw) if compressed else raw


def _inflate(raw: bytes) -> bytes:
    stream = zlib.decompressobj()
    try:
        text = stream.decompress(raw, MOST_INFLATED + 1)
    except zlib.error:
        refuse("the payload begins with a dot but is not zlib (RFC 1950); gzip and raw deflate are not zlib")
    if len(text) > MOST_INFLATED:
        refuse(f"the payload inflates to more than {MOST_INFLATED} bytes")
    if not stream.eof:
        refuse("the compressed payload is cut off")
    if stream.unused_data:
        refuse("something follows the compressed payload")
    return text


def read_json(text: bytes) -> object:
    """Read UTF-8 JSON (RFC 8259) without the liberties Python takes: no duplicate keys, no NaN, no Infinity."""
    try:
        return STRICT.decode(text.decode("utf-8"))
    except UnicodeDecodeError:
        refuse("the text is not UTF-8")
    except RecursionError:
        # As schema, like nesting that Python can still read: the answer must not hang on how deep our stack is.
        raise TokenRefused(TokenReason.SCHEMA, "the text is nested too deeply") from None
    except ValueError:
        refuse("the text is not JSON, or a number in it is absurd")


def _refuse_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    facts = dict(pairs)
    if len(facts) < len(pairs):
        refuse("a JSON key is there twice")
    return facts


def _refuse_constant(_name: str) -> NoReturn:
    refuse("NaN and Infinity are not JSON")


STRICT = json.JSONDecoder(object_pairs_hook=_refuse_duplicates, parse_constant=_refuse_constant)
