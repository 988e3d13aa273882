"""Pausing an endpoint and going on with it: nothing is lost, what is for it waits."""

from dataclasses import replace
from datetime import datetime

from sendback.database.model import Tx
from sendback.database.times import from_epoch
from sendback.delivery import outbox_store
from sendback.delivery.model import Kind
from sendback.delivery.webhooks import delivery_store, store
from sendback.delivery.webhooks.model import Because, Endpoint, EndpointState
from sendback.journal.store import record
from sendback.shops.people.store import list_accounts_with
from sendback.shops.permissions import Action


def pause(tx: Tx, endpoint: Endpoint, because: Because, actor: str, now: datetime) -> Endpoint:
    """Stop telling a locked endpoint; where no person did it, the owners are mailed."""
    paused = replace(endpoint, state=EndpointState.PAUSED, because=because)
    store.save_endpoint(tx, paused)
    delivery_store.hold(tx, endpoint.shop_id, endpoint.endpoint_id)
    body = {"endpoint_id": endpoint.endpoint_id, "because": because.value}
    record(tx, endpoint.shop_id, "webhook.paused", "webhooks", body, actor, now)
    if because is not Because.OWNER:
        for owner in list_accounts_with(tx, endpoint.shop_id, Action.MANAGE_KEYS):
            told = {"account_id": owner.account_id}
            outbox_store.add_job(tx, endpoint.shop_id, Kind.WEBHOOK_PAUSED, endpoint.endpoint_id, now, told)
    return paused


def resume(tx: Tx, shop_id: str, endpoint_id: str, actor: str, now: datetime) -> int:
    """Go on with an endpoint and send off what waited; return how many, 0 too where it was not paused."""
    endpoint = store.lock_endpoint(tx, shop_id, endpoint_id)
    if endpoint.state is EndpointState.ACTIVE:
        return 0
    fresh = replace(endpoint, state=EndpointState.ACTIVE, because=Because.NOTHING, failures=0, rest_until=from_epoch(0))
    store.save_endpoint(tx, fresh)
    record(tx, shop_id, "webhook.resumed", "webhooks", {"endpoint_id": endpoint_id}, actor, now)
    return delivery_store.release(tx, shop_id, endpoint_id, now)
