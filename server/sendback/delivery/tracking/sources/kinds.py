"""The systems whose messages of parcels are understood."""

import hashlib
import hmac
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sendback.delivery.tracking.pushing import Word
from sendback.delivery.tracking.sources.easypost import read_easypost
from sendback.delivery.tracking.sources.karrio import read_karrio
from sendback.delivery.tracking.sources.plain import read_plain
from sendback.shops.sources import SourceKind


class TrackingSource(SourceKind):
    """One such system; the word stands in the address it sends to."""

    PLAIN = "json"
    KARRIO = "karrio"
    EASYPOST = "easypost"

    @property
    def area(self) -> str:
        """Parcels on their way."""
        return "tracking"


@dataclass(frozen=True, slots=True)
class Speech:
    """How one speaks: the header that proves it is who it says, how that is made of secret and body, and how it is read.

    Reading gives nothing for a message of another kind, and raises ValueError for one that cannot be understood.
    """

    header: str
    prove: Callable[[str, bytes], str]
    read: Callable[[Mapping[str, Any]], Sequence[Word]]


def believes(kind: TrackingSource, secret: str, body: bytes, header: str) -> bool:
    """Say whether a body is its source's own word, compared in constant time; nothing is without a secret."""
    made = SPEECHES[kind].prove(secret, body).encode()
    return bool(secret) & hmac.compare_digest(made, header.strip().encode("utf-8", "replace"))


def sign(secret: str, body: bytes) -> str:
    """Sign as we ask of whoever sends plain JSON: HMAC-SHA256 over the body, in hexadecimal."""
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def _sign_easypost(secret: str, body: bytes) -> str:
    normal = unicodedata.normalize("NFKD", secret)
    return f"hmac-sha256-hex={sign(normal, body)}"


SPEECHES: Mapping[TrackingSource, Speech] = MappingProxyType(
    {
        TrackingSource.PLAIN: Speech("X-Sendback-Signature", sign, read_plain),
        # karrio's server signs nothing: it sends the secret itself, so its address must be https.
        TrackingSource.KARRIO: Speech("X-Event-Id", lambda secret, _: secret, read_karrio),
        TrackingSource.EASYPOST: Speech("X-Hmac-Signature", _sign_easypost, read_easypost),
    }
)
