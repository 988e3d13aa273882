"""Passkeys (W3C Web Authentication, level 3): a key that a device keeps, and lets go only for whoever it knows."""

import base64
import binascii
import hashlib
import ipaddress
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from sendback.errors import Code, Problem
from sendback.shops.people.challenges import make_challenge, read_challenge
from sendback.shops.people.model import Account

MOST_ANSWER = 16_000
"""How long an answer of a browser may be."""


@dataclass(frozen=True, slots=True)
class Passkey:
    """What is needed to check one: the public half, and how often the device says it signed. Texts are base64url."""

    credential_id: str
    public_key: str
    sign_count: int


@dataclass(frozen=True, slots=True)
class Site:
    """Where passkeys hold: the installation's own host, which browsers check that they are on."""

    base_url: str
    pepper: bytes

    @property
    def host(self) -> str:
        """Name the host that passkeys are made for."""
        return urlsplit(self.base_url).hostname or ""

    @property
    def origin(self) -> str:
        """Name the origin that a browser says it is on."""
        parts = urlsplit(self.base_url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def can_have_passkeys(self) -> bool:
        """Say whether browsers make passkeys here: for a name and https, or for this very machine by name; never for a number."""
        try:
            ipaddress.ip_address(self.host)
        except ValueError:
            return self.base_url.startswith("https://") or self.host == "localhost"
        return False


@dataclass(frozen=True, slots=True)
class Answered:
    """A challenge that was answered: by which passkey, and what is to be spent so that the answer counts once."""

    passkey: Passkey
    challenge_hash: str
    until: datetime


def ask_to_make(site: Site, purpose: str, account: Account, known: Sequence[Passkey], now: datetime) -> str:
    """Write, in JSON, what a browser is asked to make: a key that names its holder, behind a finger, a face or a PIN."""
    options = generate_registration_options(
        rp_id=site.host,
        rp_name="Sendback",
        user_id=account.account_id.encode(),
        user_name=account.email or "Sendback",  # the browser fills in what is typed beside it
        user_display_name=account.name or account.email or "Sendback",
        challenge=make_challenge(site.pepper, purpose, now),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=_decode(each.credential_id)) for each in known],
    )
    return options_to_json(options)


def ask_to_sign(site: Site, purpose: str, now: datetime, known: Sequence[Passkey] = ()) -> str:
    """Write, in JSON, what a browser is asked to sign; with any passkey of this site, or with one of those that are known."""
    options = generate_authentication_options(
        rp_id=site.host,
        challenge=make_challenge(site.pepper, purpose, now),
        allow_credentials=[PublicKeyCredentialDescriptor(id=_decode(each.credential_id)) for each in known],
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return options_to_json(options)


def read_made(site: Site, purpose: str, answer: str, now: datetime) -> Answered:
    """Check a new passkey; Problem invalid-fields when it is none, or not for this."""
    challenge, until = _read_challenge(site, purpose, answer, now)
    try:
        made = verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, TypeError, KeyError) as fault:
        raise refuse_passkey() from fault
    passkey = Passkey(_encode(made.credential_id), _encode(made.credential_public_key), made.sign_count)
    return Answered(passkey, hashlib.sha256(challenge).hexdigest(), until)


def read_signed(site: Site, purpose: str, answer: str, passkey: Passkey, now: datetime) -> Answered:
    """Check that a passkey signed what was asked; Problem invalid-fields when it did not."""
    challenge, until = _read_challenge(site, purpose, answer, now)
    try:
        signed = verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=_decode(passkey.public_key),
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, TypeError, KeyError) as fault:
        raise refuse_passkey() from fault
    used = Passkey(passkey.credential_id, passkey.public_key, signed.new_sign_count)
    return Answered(used, hashlib.sha256(challenge).hexdigest(), until)


def name_credential(answer: str) -> str:
    """Read which passkey a browser says has signed; empty where it says nothing of the kind."""
    found = _read_json(answer).get("id")
    return found if isinstance(found, str) and len(found) <= 1400 and found.isascii() else ""


def refuse_passkey() -> Problem:
    """Say that a passkey was not taken, in one sentence for every reason."""
    return Problem(Code.INVALID_FIELDS, "That did not work. Try again, or use another way.")


def _read_challenge(site: Site, purpose: str, answer: str, now: datetime) -> tuple[bytes, datetime]:
    try:
        told = json.loads(_decode(_read_json(answer)["response"]["clientDataJSON"]))
        challenge = _decode(told["challenge"])
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as fault:
        raise refuse_passkey() from fault
    until = read_challenge(site.pepper, purpose, challenge, now)
    if until is None:
        raise refuse_passkey()
    return challenge, until


def _read_json(answer: str) -> dict[str, Any]:
    if len(answer) > MOST_ANSWER:
        return {}
    try:
        found = json.loads(answer)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _encode(body: bytes) -> str:
    return base64.urlsafe_b64encode(body).decode().rstrip("=")


def _decode(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error as fault:
        raise ValueError("not base64url") from fault
