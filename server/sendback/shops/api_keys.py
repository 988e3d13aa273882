"""API keys: what each may do, from where and until when; made, rolled and ended."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from sendback.database.ids import new_id
from sendback.database.model import Tx
from sendback.errors import Code, Problem, refuse_field
from sendback.shops import store
from sendback.shops.keys import KeyKind, ShopKey, get_kid, is_accepted, make_secret_key
from sendback.shops.model import Shop
from sendback.shops.scopes import DEFAULT_SCOPES, Scope
from sendback.shops.secret import hash_secret
from sendback.shops.text import clean_line

OVERLAPS = {"0": timedelta(0), "1h": timedelta(hours=1), "24h": timedelta(hours=24), "7d": timedelta(days=7)}
"""How long the old key may stay accepted when a key is rolled."""
MOST_KEYS, MOST_NETWORKS, MOST_NAME = 20, 20, 60


@dataclass(frozen=True, slots=True)
class Grant:
    """What a key is made for; no networks means from everywhere, no `until` for good."""

    name: str = ""
    scopes: frozenset[Scope] = DEFAULT_SCOPES
    networks: tuple[str, ...] = ()
    until: datetime | None = None


def add_api_key(tx: Tx, shop: Shop, grant: Grant, actor: str, now: datetime) -> str:
    """Give the shop another API key and return it: the only time it is seen in the clear."""
    if not grant.scopes:
        raise refuse_field("scopes", "required", "Choose what the key is for.")
    if grant.until is not None and grant.until <= now:
        raise refuse_field("until", "range", "The key must be good for a while: choose a later day.")
    accepted = [key for key in store.list_keys(tx, shop.shop_id, KeyKind.API) if is_accepted(key, now)]
    if len(accepted) >= MOST_KEYS:
        raise refuse_field("key", "range", f"At most {MOST_KEYS} API keys are accepted at once. End one first.")
    secret, name = make_secret_key(KeyKind.API, shop.mode), clean_line(grant.name)[:MOST_NAME]
    key = ShopKey(
        shop.shop_id, new_id(), KeyKind.API, get_kid(secret), hash_secret(secret), now, now, grant.until,
        name=name, scopes=grant.scopes, networks=grant.networks,
    )  # fmt: skip
    store.save_key(tx, key, actor, now)
    return secret


def roll_api_key(tx: Tx, shop: Shop, lookup: str, overlap: timedelta, actor: str, now: datetime) -> str:
    """Make a key like another, which stays accepted for `overlap`: time to put the new one in its place."""
    old = get_api_key(tx, shop.shop_id, lookup, now)
    until = min(now + overlap, old.accepted_until or now + overlap)
    store.end_key(tx, old, until, old.not_before, actor, now)
    return add_api_key(tx, shop, Grant(old.name, old.scopes, old.networks, old.accepted_until), actor, now)


def end_api_key(tx: Tx, shop_id: str, lookup: str, actor: str, now: datetime) -> None:
    """Accept a key no longer, from this moment on."""
    key = get_api_key(tx, shop_id, lookup, now)
    store.end_key(tx, key, now, key.not_before, actor, now)


def get_api_key(tx: Tx, shop_id: str, lookup: str, now: datetime) -> ShopKey:
    """Return the shop's API key with this public id while it is accepted, or refuse."""
    key = store.find_key(tx, KeyKind.API, lookup)
    if key is None or key.shop_id != shop_id or not is_accepted(key, now):
        raise Problem(Code.NOT_FOUND, "There is no such API key that is still accepted.")
    return key


def is_from(networks: Iterable[str], address: str) -> bool:
    """Say whether an address lies in one of the networks; an IPv4 address is the same when it comes mapped into IPv6.

    >>> is_from(("203.0.113.0/24",), "::ffff:203.0.113.9"), is_from(("2001:db8::/32",), "203.0.113.9")
    (True, False)
    """
    try:
        asked = ip_address(address)
    except ValueError:
        return False
    asked = getattr(asked, "ipv4_mapped", None) or asked
    return any(asked.version == known.version and asked in known for known in map(ip_network, networks))


def read_networks(text: str) -> tuple[str, ...]:
    """Read networks or single addresses, a word each; Problem invalid-fields names the first that is none.

    >>> read_networks("203.0.113.7, 2001:db8::/32")
    ('203.0.113.7/32', '2001:db8::/32')
    """
    words = text.replace(",", " ").split()
    if len(words) > MOST_NETWORKS:
        raise refuse_field("networks", "range", f"Name at most {MOST_NETWORKS} networks.")
    return tuple(dict.fromkeys(str(_read_network(word)) for word in words))


def _read_network(word: str) -> IPv4Network | IPv6Network:
    try:
        return ip_network(word)
    except ValueError:
        sentence = "Write addresses such as 203.0.113.7 or networks such as 203.0.113.0/24, with a space between."
        raise refuse_field("networks", "format", sentence) from None
