"""Mail to people: an invitation, a way back in. The link waits sealed, and whom it goes to is read when it is written."""

from datetime import datetime

from sendback.database.ids import new_id
from sendback.database.model import Tx
from sendback.delivery import outbox_store
from sendback.delivery.draft import Draft
from sendback.delivery.model import Job, Kind
from sendback.delivery.parts import WorkerParts
from sendback.delivery.people_letters import write_invitation_letter, write_recovery_letter
from sendback.delivery.trouble import Needless
from sendback.shops import store as shops
from sendback.shops.people.account_store import find_account
from sendback.shops.people.link_store import find_link
from sendback.shops.vault import Vault


def mail_link(tx: Tx, vault: Vault, shop_id: str, kind: Kind, made: tuple[str, str], now: datetime) -> str:
    """Mail a one-time link, given as its id and what its address ends with, and return the job's id."""
    link_id, text = made
    job_id = new_id()
    body = {"sealed": vault.seal(text, _place(shop_id, job_id))}
    return outbox_store.add_job(tx, shop_id, kind, link_id, now, body, job_id)


def gather_link(tx: Tx, parts: WorkerParts, job: Job, now: datetime) -> Draft:
    """Write the mail; Needless when the link was used, taken back or has ended meanwhile."""
    link = find_link(tx, job.shop_id, job.subject, now)
    if link is None:
        raise Needless("the link has ended")
    account = find_account(tx, link.account_id) if link.account_id else None
    shop = shops.get_shop(tx, job.shop_id)
    url = f"{parts.links.base_url}/sign-in/{parts.vault.open(str(job.body['sealed']), _place(job.shop_id, job.job_id))}"
    letter = write_invitation_letter(shop, link, url) if job.kind is Kind.INVITATION else write_recovery_letter(shop, url)
    email = account.email if account else link.email
    return Draft(letter, email, shop, shop.settings.words("en"), shops.find_logo(tx, shop.shop_id, shop.settings))


def _place(shop_id: str, job_id: str) -> str:
    return f"outbox/{shop_id}/{job_id}"
