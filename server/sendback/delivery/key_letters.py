"""The mail to those who manage keys, when one came from where everybody can read it."""

from datetime import datetime

from sendback.database.model import Tx
from sendback.delivery import outbox_store
from sendback.delivery.draft import Draft
from sendback.delivery.letter import Action, Fact, Letter
from sendback.delivery.links import Links
from sendback.delivery.model import Job, Kind
from sendback.delivery.parts import WorkerParts
from sendback.delivery.trouble import Needless
from sendback.journal.model import Event
from sendback.shops import permissions, store
from sendback.shops.keys import KeyKind, ShopKey, is_accepted
from sendback.shops.people.store import list_accounts_with
from sendback.words.catalogue import words_for


def plan_key_warnings(tx: Tx, event: Event, now: datetime) -> None:
    """Plan one mail for each who may end the key, named by their account: a job never says to whom it goes."""
    if event.type != "key.exposed":
        return
    for member in list_accounts_with(tx, event.shop_id, permissions.Action.MANAGE_KEYS):
        body = {"account": member.account_id, "key_id": event.body["key_id"]}
        outbox_store.add_job(tx, event.shop_id, Kind.KEY_IN_BROWSER, event.subject, now, body)


def gather_key_warning(tx: Tx, parts: WorkerParts, job: Job, now: datetime) -> Draft:
    """Write the warning to somebody who still may end the key, while it still opens anything."""
    members = {member.account_id: member for member in list_accounts_with(tx, job.shop_id, permissions.Action.MANAGE_KEYS)}
    keys = {key.key_id: key for key in store.list_keys(tx, job.shop_id, KeyKind.API)}
    member, key = members.get(str(job.body["account"])), keys.get(str(job.body["key_id"]))
    if member is None or key is None or not is_accepted(key, now):
        raise Needless("the key has ended, or somebody else manages keys now")
    shop = store.get_shop(tx, job.shop_id)
    return Draft(
        _write(shop.name, key, parts.links), member.email, shop, words_for("en"), store.find_logo(tx, shop.shop_id, shop.settings)
    )


def _write(shop_name: str, key: ShopKey, links: Links) -> Letter:
    return Letter(
        subject=f"An API key of {shop_name} can be read by others",
        glance="It came from a web page or stood in an address. Make a new one and end this one.",
        title="An API key can be read by others",
        paragraphs=(
            "A request with one of your API keys came from a web page, or had the key in its address. It was refused, but whoever"
            " opens that page, or reads the logs on the way, has the key now.",
            "Roll the key, put the new one on your server only, and end this one.",
        ),
        button=Action("Open the keys", f"{links.base_url}/desk/keys"),
        facts=(Fact("Key", f"{key.name} ({key.lookup})" if key.name else key.lookup, is_code=True),),
        foot="You get this mail at most once a day for each key.",
    )
