"""Secrets that a link, a session or a key carries: made here, kept only as a hash."""

import hashlib
import secrets


def new_secret() -> str:
    """Make 256 random bits that a URL can carry."""
    return secrets.token_urlsafe(32)


def hash_secret(secret: str) -> str:
    """Hash a secret of ours for storage; 256 random bits need no slow hash (OWASP ASVS 5.0, 11.4.2)."""
    return hashlib.sha256(secret.encode()).hexdigest()
