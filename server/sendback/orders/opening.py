"""Opening an order for a shopper: by signed token or by number, always with a typed proof."""

import functools
import hmac
import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sendback.database.model import Database, Tx
from sendback.errors import Code, Problem
from sendback.orders import guess_store, store
from sendback.orders.gifts import keep_gift
from sendback.orders.guessing import Guessed, Subject, make_subject, name_caller, refuse_guessers
from sendback.orders.joining import keep_order, see_order
from sendback.orders.model import Buyer, Order
from sendback.orders.normalize import norm_order
from sendback.orders.token.claims import Profile
from sendback.orders.token.match import ProofField, names_order, proves, tag_order
from sendback.orders.token.refusal import TokenRefused
from sendback.orders.token.verifying import VerifiedToken, verify_token
from sendback.orders.token_keys import key_finder, revocation_finder
from sendback.shops.address import Address
from sendback.shops.model import Shop
from sendback.shops.vault import Vault

T = TypeVar("T")

_PROCESS_KEY = f"sbsk_live_00000000_{secrets.token_urlsafe(32)}"
"""Tags the buyers of pushed orders in memory, so that both ways in compare by the same constant-time code."""

_NOBODY = Buyer(email=f"{secrets.token_hex(8)}@invalid", phone="-", address=Address(postcode=secrets.token_hex(4)))
"""Costs an unknown order the same work as a known one; what it proves is refused all the same."""

_TAGGED = {"postcode": ProofField.POSTCODE, "email": ProofField.EMAIL}
LEAST_ORDERS_TO_JUDGE = 500
GUESSABLE_SHARE = 0.005


@dataclass(frozen=True, slots=True)
class OpeningParts:
    """What opening needs of the installation."""

    database: Database
    vault: Vault
    pepper: bytes
    token_days: int


@dataclass(frozen=True, slots=True)
class Caller:
    """Who tries: the network address, for the limits only."""

    address: str


@dataclass(frozen=True, slots=True)
class Opened:
    """An order as far as the caller may see it; `proof_fields` name what would prove it.

    A gift shows no price and nobody's purchase, and only the lines that were given.
    """

    order: Order
    is_proved: bool
    shows_lines: bool
    proof_fields: tuple[str, ...]
    is_gift: bool = False


def open_by_number(
    parts: OpeningParts,
    shop: Shop,
    number: str,
    proof: Mapping[str, str],
    caller: Caller,
    now: datetime,
    ask: Callable[[], object] | None = None,
) -> Opened:
    """Open a pushed order by its number and a typed proof; one answer for an unknown order and for a wrong proof.

    `ask` has the shop tell of the order first. It is called only once the try was counted, so that nobody can have a shop
    asked more often than they may guess.
    """
    seconds, key = int(now.timestamp()), norm_order(number)
    subjects = [
        make_subject(parts.pepper, Guessed.ORDER, f"{shop.shop_id}/{key}"),
        make_subject(parts.pepper, Guessed.CALLER, name_caller(caller.address)),
        make_subject(parts.pepper, Guessed.SHOP, shop.shop_id),
    ]
    fields = list_proof_fields(parts.database, shop, now)

    def find(tx: Tx) -> Order | None:
        order = store.find_order(tx, shop.shop_id, key) if key else None
        return order if _proves_buyer(order.buyer if order else _NOBODY, number, proof, fields) else None

    if ask is not None:
        parts.database.write(_count_beforehand, parts.database.engine, shop.shop_id, subjects, seconds)
        ask()
    order = _try(parts, shop, subjects, seconds, find, is_counted=ask is not None)
    return Opened(order, is_proved=True, shows_lines=True, proof_fields=fields)


def open_by_token(parts: OpeningParts, shop: Shop, token: str, number: str, proof: Mapping[str, str], now: datetime) -> Opened:
    """Open an order that a token vouches for; without a proof, only what the link's holder may see.

    TokenRefused becomes the one answer not-verified; its reason stays in `__cause__` for the log.
    """
    try:
        verified = parts.database.read(_verify, parts, shop, token, now)
    except TokenRefused as refused:
        raise not_verified() from refused
    if number and not names_order(verified.claims.order, number):
        raise not_verified()
    known = parts.database.read(store.find_order, shop.shop_id, norm_order(verified.claims.order))
    if verified.claims.profile is Profile.REFERENCE and known is None:
        raise not_verified()
    if verified.all_claims.is_gift:  # the link is the proof: who was given the goods knows nothing of the buyer
        order = parts.database.write(keep_gift, shop.shop_id, verified, known)
        return Opened(order, is_proved=True, shows_lines=True, proof_fields=(), is_gift=True)
    fields = _fields_of_token(shop, verified, known)
    is_proved = verified.is_logged_in
    if not is_proved and any(proof.values()):
        _prove_token(parts, shop, verified, known, proof, fields, now)
        is_proved = True
    if is_proved:
        order = parts.database.write(keep_order, shop.shop_id, verified, known)
        return Opened(order, is_proved=True, shows_lines=True, proof_fields=fields)
    seen = see_order(verified, known)
    return Opened(seen, False, verified.claims.profile is Profile.SELF_CONTAINED, fields)


def list_proof_fields(database: Database, shop: Shop, now: datetime) -> tuple[str, ...]:
    """List what may prove an order by number: the shop's choice, less the postcode where postcodes can be guessed."""
    chosen = shop.settings.proof.fields
    if "postcode" in chosen and _is_postcode_guessable(database, shop.shop_id, now.strftime("%Y-%m-%dT%H")):
        return tuple(name for name in chosen if name != "postcode")
    return chosen


def not_verified() -> Problem:
    """Give the one answer to every failed proof."""
    return Problem(Code.NOT_VERIFIED, "We could not find that order with these details. Check both, or ask for a link by email.")


def _verify(tx: Tx, parts: OpeningParts, shop: Shop, token: str, now: datetime) -> VerifiedToken:
    finder = key_finder(tx, parts.vault)
    return verify_token(token, finder, shop.shop_id, int(now.timestamp()), parts.token_days, revocation_finder(tx))


def _prove_token(
    parts: OpeningParts,
    shop: Shop,
    verified: VerifiedToken,
    known: Order | None,
    proof: Mapping[str, str],
    fields: Sequence[str],
    now: datetime,
) -> None:
    seconds = int(now.timestamp())
    subject = make_subject(parts.pepper, Guessed.TOKEN, f"{shop.shop_id}/{verified.claims.token_id}")

    def fits(_tx: Tx) -> bool | None:
        found = False
        for name, field in _TAGGED.items():
            typed = proof.get(name, "")
            found |= bool(typed) & proves(verified.tags, verified.key.text, verified.claims.order, field, typed)
        if known is not None and verified.claims.profile is Profile.REFERENCE:
            found |= _proves_buyer(known.buyer, known.number, proof, fields)
        return found or None

    _try(parts, shop, [subject], seconds, fits)


def _count_beforehand(tx: Tx, engine: str, shop_id: str, subjects: Sequence[Subject], now: int) -> None:
    guess_store.stand_in_line(tx, engine, shop_id)
    refuse_guessers(guess_store.list_failures(tx, shop_id, subjects, now), now)
    guess_store.count_failure(tx, shop_id, subjects, now)


def _try(
    parts: OpeningParts,
    shop: Shop,
    subjects: Sequence[Subject],
    now: int,
    compare: Callable[[Tx], T | None],
    is_counted: bool = False,
) -> T:
    """Compare and count in one transaction, so that of many tries sent at once none slips past a limit.

    A try that was counted beforehand is taken off again when it was none.
    """
    engine = parts.database.engine

    def work(tx: Tx) -> T | None:
        guess_store.stand_in_line(tx, engine, shop.shop_id)
        if not is_counted:
            refuse_guessers(guess_store.list_failures(tx, shop.shop_id, subjects, now), now)
        found = compare(tx)
        if (found is None) is not is_counted:
            guess_store.count_failure(tx, shop.shop_id, subjects, now, -1 if is_counted else 1)
        return found

    if (found := parts.database.write(work)) is None:
        raise not_verified()
    return found


def _fields_of_token(shop: Shop, verified: VerifiedToken, known: Order | None) -> tuple[str, ...]:
    """Name what can prove this order: what the token or the pushed order has, the shop's own choice first."""
    has = {"postcode": bool(verified.tags.postcode), "email": bool(verified.tags.email), "phone": False}
    if known is not None and verified.claims.profile is Profile.REFERENCE:
        buyer = known.buyer
        has = {"postcode": bool(buyer.address.postcode), "email": bool(buyer.email), "phone": bool(buyer.phone)}
    provable = tuple(name for name, there in has.items() if there)
    return tuple(name for name in shop.settings.proof.fields if name in provable) or provable


def _proves_buyer(buyer: Buyer, number: str, proof: Mapping[str, str], fields: Sequence[str]) -> bool:
    tags = tag_order(_PROCESS_KEY, number, postcode=buyer.address.postcode, email=buyer.email)
    fits = False
    for name, field in _TAGGED.items():
        fits |= (name in fields) & proves(tags, _PROCESS_KEY, number, field, proof.get(name, ""))
    typed, told = _last_digits(proof.get("phone", "")), _last_digits(buyer.phone)
    return fits | (("phone" in fields) & hmac.compare_digest(typed, told or "-") & (len(told) >= 6))


def _last_digits(phone: str) -> str:
    """Return the last eight digits: a country's code and its leading zero are written in many ways."""
    return re.sub(r"\D", "", phone, flags=re.ASCII)[-8:]


@functools.lru_cache(maxsize=2048)
def _is_postcode_guessable(database: Database, shop_id: str, _hour: str) -> bool:
    """Say whether so many buyers share a postcode that trying it is no proof; asked once an hour and shop."""
    top, every = database.read(guess_store.measure_top_postcode, shop_id)
    return every >= LEAST_ORDERS_TO_JUDGE and top / every >= GUESSABLE_SHARE
