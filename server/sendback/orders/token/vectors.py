"""Test vectors: run a file of them against this build, for the authors of signers (tests/vectors/order-token.json)."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sendback.orders.normalize import norm_order
from sendback.orders.token import base64url
from sendback.orders.token.keys import FindKey, SigningKey
from sendback.orders.token.match import NORMS, ProofField, tag
from sendback.orders.token.refusal import TokenRefused
from sendback.orders.token.seal import NONCE_BYTES, open_box, seal_bytes
from sendback.orders.token.signing import sign_payload
from sendback.orders.token.verifying import verify_token

KEY_OWNER = re.compile(r"(?P<shop>\S+)(?: \(not after (?P<until>[0-9]+)\))?")
ACCEPTED = "ok"


@dataclass(frozen=True, slots=True)
class VectorMiss:
    """One vector that this build answers differently."""

    section: str
    index: int
    wanted: str
    got: str

    def __str__(self) -> str:
        return f"{self.section}[{self.index}]: wanted {self.wanted}, got {self.got}"


@dataclass(frozen=True, slots=True)
class VectorReport:
    """How many vectors of each section were run, and which missed."""

    counts: Mapping[str, int]
    misses: tuple[VectorMiss, ...]

    @property
    def summary(self) -> str:
        """Put the counts in one line: `sign 40, tag 96, seal 8, verify 41: 0 missed`."""
        counted = ", ".join(f"{section} {count}" for section, count in self.counts.items())
        return f"{counted}: {len(self.misses)} missed"


def run_vectors(source: Path | Mapping[str, Any]) -> VectorReport:
    """Run every vector of a file or of its parsed content; ValueError or KeyError where it has another shape."""
    vectors = json.loads(source.read_text("utf-8")) if isinstance(source, Path) else source
    runs = {"sign": _sign, "tag": _tag, "seal": _seal, "verify": _verify}
    find_key = read_keys(vectors.get("verify_keys", {}))
    counts: Counter[str] = Counter()
    misses = []
    for section, run in runs.items():
        counts[section] = len(vectors.get(section, []))
        for index, vector in enumerate(vectors.get(section, [])):
            misses += [VectorMiss(section, index, wanted, got) for wanted, got in run(vector, find_key) if wanted != got]
    if not counts.total():
        raise ValueError("no vectors: none of the sections sign, tag, seal, verify is there")
    return VectorReport(dict(counts), tuple(misses))


def read_keys(owners: Mapping[str, str]) -> FindKey:
    """Read `verify_keys`: shop, perhaps `(not after SECONDS)`, to key."""
    keys: dict[str, SigningKey] = {}
    for owner, text in owners.items():
        found = KEY_OWNER.fullmatch(owner)
        if found is None:
            raise ValueError(f"verify_keys: {owner!r} is not a shop, or a shop (not after SECONDS)")
        until = found["until"]
        key = SigningKey(text, found["shop"], accepted_until=None if until is None else int(until))
        keys[key.kid] = key
    return keys.get


def _sign(vector: Mapping[str, Any], _find_key: FindKey) -> Iterator[tuple[str, str]]:
    token = sign_payload(vector["payload_json"].encode("utf-8"), vector["key"], vector["ts"])
    yield vector["token"], token
    yield str(vector.get("length", len(token))), str(len(token))


def _tag(vector: Mapping[str, Any], _find_key: FindKey) -> Iterator[tuple[str, str]]:
    field = ProofField(vector["field"])
    yield vector["tag"], tag(vector["key"], field, vector["order"], vector["value"])
    yield vector["normalized"], NORMS[field](vector["value"])
    yield vector["order_normalized"], norm_order(vector["order"])


def _seal(vector: Mapping[str, Any], _find_key: FindKey) -> Iterator[tuple[str, str]]:
    text, nonce = vector["plaintext_json"].encode("utf-8"), bytes.fromhex(vector["nonce_hex"])
    yield vector["box"], seal_bytes(text, vector["key"], vector["order"], nonce)
    yield vector["nonce_hex"], base64url.decode(vector["box"])[:NONCE_BYTES].hex()
    yield vector["plaintext_json"], _open(vector)


def _open(vector: Mapping[str, Any]) -> str:
    try:
        return open_box(vector["box"], vector["key"], vector["order"]).decode("utf-8")
    except TokenRefused as refused:
        return refused.hint


def _verify(vector: Mapping[str, Any], find_key: FindKey) -> Iterator[tuple[str, str]]:
    try:
        verify_token(vector["token"], find_key, vector["shop"], vector["now"])
    except TokenRefused as refused:
        yield vector["expect"], refused.reason.value
    else:
        yield vector["expect"], ACCEPTED
