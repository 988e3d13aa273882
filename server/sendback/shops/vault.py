"""Secrets at rest: sealed with AES-256-GCM under a key of the installation."""

import base64
import hashlib
import os
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM


class Vault:
    """Seal and open secrets; the newest installation key seals, every listed one opens."""

    def __init__(self, secret_keys: Sequence[str]) -> None:
        if not secret_keys:
            raise ValueError("the vault needs at least one installation key")
        self._boxes = [AESGCM(hashlib.sha256(b"sendback.vault.v1" + key.encode()).digest()) for key in secret_keys]

    def seal(self, secret: str, place: str) -> str:
        """Seal a secret to its place (table, shop, id), so that a row copied elsewhere does not open."""
        nonce = os.urandom(12)
        return base64.b64encode(nonce + self._boxes[0].encrypt(nonce, secret.encode(), place.encode())).decode()

    def open(self, sealed: str, place: str) -> str:
        """Open what `seal` gave; ValueError when no installation key fits."""
        raw = base64.b64decode(sealed)
        for box in self._boxes:
            try:
                return box.decrypt(raw[:12], raw[12:], place.encode()).decode()
            except InvalidTag:
                continue
        raise ValueError("this secret was sealed under an installation key that is not configured any more")
