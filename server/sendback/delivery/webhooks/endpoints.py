"""What a shop's owner does with endpoints: add, change, roll the secret, pause, remove."""

from dataclasses import dataclass, replace
from datetime import datetime

from sendback.database.ids import new_id
from sendback.database.model import Tx
from sendback.database.times import from_epoch
from sendback.delivery.webhooks import store, try_store
from sendback.delivery.webhooks.model import Because, Endpoint, EndpointState
from sendback.delivery.webhooks.pausing import pause
from sendback.delivery.webhooks.public_types import PUBLIC_TYPES
from sendback.delivery.webhooks.signing import OVERLAP, new_secret, open_secret, seal_secret
from sendback.egress.reach import Reach
from sendback.egress.refusals import CallRefused
from sendback.egress.targets import check_url
from sendback.errors import Code, FieldError, Problem, refuse_field
from sendback.journal.store import record
from sendback.shops.text import clean_line
from sendback.shops.vault import Vault

MOST_ENDPOINTS = 20
MOST_NOTE = 100


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants of an endpoint; no types mean all."""

    url: str
    types: tuple[str, ...] = ()
    note: str = ""


def add_endpoint(tx: Tx, vault: Vault, reach: Reach, shop_id: str, wish: Wish, actor: str, now: datetime) -> Endpoint:
    """Add an endpoint with a secret of its own; Problem invalid-fields names what cannot be."""
    if len(store.list_endpoints(tx, shop_id)) >= MOST_ENDPOINTS:
        raise refuse_field("url", "range", f"There are {MOST_ENDPOINTS} endpoints already. Remove one that is not needed.")
    checked, endpoint_id = _check(wish, reach), new_id()
    endpoint = Endpoint(
        shop_id=shop_id,
        endpoint_id=endpoint_id,
        url=checked.url,
        types=checked.types,
        note=checked.note,
        sealed=seal_secret(vault, shop_id, endpoint_id, new_secret()),
        old_sealed=None,
        old_until=None,
        state=EndpointState.ACTIVE,
        because=Because.NOTHING,
        failures=0,
        rest_until=from_epoch(0),
        last_success_at=None,
        created_at=now,
    )
    store.add_endpoint(tx, endpoint)
    _tell(tx, endpoint, "created", actor, now)
    return endpoint


def change_endpoint(tx: Tx, reach: Reach, shop_id: str, endpoint_id: str, wish: Wish, actor: str, now: datetime) -> Endpoint:
    """Change where an endpoint is and what it hears; what is on its way goes to the new address."""
    before = store.lock_endpoint(tx, shop_id, endpoint_id)
    checked = _check(wish, reach)
    after = replace(before, url=checked.url, types=checked.types, note=checked.note)
    if after != before:
        store.save_endpoint(tx, after)
        _tell(tx, after, "changed", actor, now)
    return after


def roll_secret(tx: Tx, vault: Vault, shop_id: str, endpoint_id: str, actor: str, now: datetime) -> Endpoint:
    """Give an endpoint a new secret; the one before signs beside it for a day, so that no delivery is refused meanwhile."""
    before = store.lock_endpoint(tx, shop_id, endpoint_id)
    sealed = seal_secret(vault, shop_id, endpoint_id, new_secret())
    after = replace(before, sealed=sealed, old_sealed=before.sealed, old_until=now + OVERLAP)
    store.save_endpoint(tx, after)
    _tell(tx, after, "rolled", actor, now)
    return after


def show_secret(tx: Tx, vault: Vault, shop_id: str, endpoint_id: str, actor: str, now: datetime) -> str:
    """Return the secret; the journal tells who looked."""
    endpoint = store.get_endpoint(tx, shop_id, endpoint_id)
    _tell(tx, endpoint, "secret_shown", actor, now)
    return open_secret(vault, endpoint)


def pause_endpoint(tx: Tx, shop_id: str, endpoint_id: str, actor: str, now: datetime) -> Endpoint:
    """Stop telling an endpoint until somebody goes on with it."""
    endpoint = store.lock_endpoint(tx, shop_id, endpoint_id)
    return endpoint if endpoint.state is EndpointState.PAUSED else pause(tx, endpoint, Because.OWNER, actor, now)


def remove_endpoint(tx: Tx, shop_id: str, endpoint_id: str, actor: str, now: datetime) -> None:
    """Take an endpoint away with its log and all that waits for it."""
    endpoint = store.lock_endpoint(tx, shop_id, endpoint_id)
    try_store.delete_deliveries_of(tx, shop_id, endpoint_id)
    store.delete_endpoint(tx, shop_id, endpoint_id)
    _tell(tx, endpoint, "removed", actor, now)


def _check(wish: Wish, reach: Reach) -> Wish:
    """Clean what was wished for; the name is resolved when something is sent, for what it leads to may change any day."""
    url, note, errors = wish.url.strip(), clean_line(wish.note), []
    try:
        check_url(url, reach)
    except CallRefused as refusal:
        errors.append(FieldError("url", "format" if url else "required", str(refusal)))
    if len(note) > MOST_NOTE:
        errors.append(FieldError("note", "too-long", f"Keep the note to {MOST_NOTE} characters."))
    if unknown := [type_ for type_ in wish.types if type_ not in PUBLIC_TYPES]:
        errors.append(FieldError("types", "unknown", f"There is no event named {clean_line(unknown[0])[:60]}."))
    if errors:
        raise Problem(Code.INVALID_FIELDS, errors[0].detail, errors=errors)
    return Wish(url, tuple(type_ for type_ in PUBLIC_TYPES if type_ in wish.types), note)


def _tell(tx: Tx, endpoint: Endpoint, what: str, actor: str, now: datetime) -> None:
    """Write down what was done; an address may hold a secret of the receiver's, so it is not in the journal."""
    record(tx, endpoint.shop_id, f"webhook.{what}", "webhooks", {"endpoint_id": endpoint.endpoint_id}, actor, now)
