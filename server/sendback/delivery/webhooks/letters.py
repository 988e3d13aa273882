"""The mail to the owners when an endpoint was paused, in English as the desk is; its address may hold a secret and stays away."""

from datetime import datetime

from sendback.database.model import Tx
from sendback.delivery.draft import Draft
from sendback.delivery.letter import Action, Letter
from sendback.delivery.model import Job
from sendback.delivery.parts import WorkerParts
from sendback.delivery.trouble import Needless
from sendback.delivery.webhooks.model import Because, Endpoint, EndpointState
from sendback.delivery.webhooks.store import list_endpoints
from sendback.shops import store as shops
from sendback.shops.model import Shop
from sendback.shops.people.store import list_accounts_with
from sendback.shops.permissions import Action as May
from sendback.words.catalogue import words_for

_WHY = {
    Because.FAILURES: "It did not answer well twenty times in a row.",
    Because.GONE: "It answered 410: it is gone, and wants no more.",
}


def gather_paused(tx: Tx, parts: WorkerParts, job: Job, _now: datetime) -> Draft:
    """Say which receiver is told no more; Needless once somebody saw to it, or the reader is no longer an owner."""
    endpoint = next((each for each in list_endpoints(tx, job.shop_id) if each.endpoint_id == job.subject), None)
    owners = {owner.account_id: owner for owner in list_accounts_with(tx, job.shop_id, May.MANAGE_KEYS)}
    reader = owners.get(str(job.body["account_id"]))
    if endpoint is None or endpoint.state is EndpointState.ACTIVE or reader is None:
        raise Needless("nobody has to be told any more")
    shop = shops.get_shop(tx, job.shop_id)
    letter = write_paused_letter(shop, endpoint, parts.links.base_url)
    return Draft(letter, reader.email, shop, words_for("en"), shops.find_logo(tx, shop.shop_id, shop.settings))


def write_paused_letter(shop: Shop, endpoint: Endpoint, base_url: str) -> Letter:
    """Say what happened, that nothing is lost, and where to go on."""
    name = f"The webhook \u201c{endpoint.note}\u201d" if endpoint.note else "A webhook"
    why = _WHY.get(endpoint.because, "")
    return Letter(
        subject=f"{name} is paused ({shop.name})",
        glance=why,
        title=f"{name} is paused",
        paragraphs=(
            f"{why} Sendback has stopped calling it.",
            "Nothing is lost: what happens meanwhile waits, up to thirty days, and is sent when you resume.",
        ),
        button=Action("See what it answered", f"{base_url}/desk/webhooks/{endpoint.endpoint_id}"),
    )
