"""Passkeys (W3C Web Authentication, level 3): a key that a device keeps, and lets go only for whoever it knows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passkey:
    """What is needed to check one: the public half, and how often the device says it signed. Texts are base64url."""

    credential_id: str
    public_key: str
    sign_count: int
