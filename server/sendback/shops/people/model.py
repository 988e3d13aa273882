"""What is known of people: an account of their own, and what they are in each shop."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sendback.shops.sign_in import Person, Role

IDLE_LIFE = timedelta(hours=2)
SESSION_LIFE = timedelta(hours=12)
FRESH = timedelta(minutes=5)
"""How long somebody counts as just having proved to be there."""

MOST_NAME = 80


class Purpose(StrEnum):
    """What a one-time link is for."""

    INVITATION = "invitation"
    SIGN_IN = "sign-in"
    RECOVERY = "recovery"


LINK_LIFE = {
    Purpose.INVITATION: timedelta(days=7),
    Purpose.SIGN_IN: timedelta(hours=24),
    Purpose.RECOVERY: timedelta(minutes=10),
}


@dataclass(frozen=True, slots=True)
class Account:
    """A person, whichever shops they work for, and what proves them beside passkeys."""

    account_id: str
    name: str
    email: str
    password_hash: str | None = None
    totp_sealed: str | None = None
    totp_step: int = 0


@dataclass(frozen=True, slots=True)
class Member:
    """A person as one shop sees them."""

    account_id: str
    name: str
    email: str
    role: Role
    is_active: bool
    seen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Membership:
    """A shop as one person sees it."""

    shop_id: str
    slug: str
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody signed in with one browser."""

    session_id: str
    person: Person
    email: str
    device: str
    created_at: datetime
    seen_at: datetime
    confirmed_at: datetime
    has_credential: bool
    is_trial: bool

    @property
    def must_set_up(self) -> bool:
        """Say whether nothing may be done before a passkey or a password is set up; a shop for trials lets people look."""
        return not self.has_credential and not self.is_trial

    def is_fresh(self, now: datetime) -> bool:
        """Say whether the person proved to be there a moment ago."""
        return self.confirmed_at > now - FRESH


@dataclass(frozen=True, slots=True)
class Link:
    """A one-time link as it is kept: what it does, never its secret."""

    shop_id: str
    link_id: str
    purpose: Purpose
    account_id: str | None
    email: str
    role: Role
    made_by: str
    made_at: datetime
    expires_at: datetime


def key_email(email: str) -> str:
    """Spell an address as addresses are compared: one person has one account, however they type it.

    >>> key_email(" Kaisa@Shop.Example ")
    'kaisa@shop.example'
    """
    return unicodedata.normalize("NFKC", email.strip()).casefold()
