"""A mail to shoppers, sent to whoever works on its wording: their own address alone, read when it is written."""

from dataclasses import replace
from datetime import datetime

from sendback.database.model import Tx
from sendback.delivery import outbox_store
from sendback.delivery.draft import Draft
from sendback.delivery.model import Job, Kind, State
from sendback.delivery.parts import WorkerParts
from sendback.delivery.specimen import write_specimen
from sendback.delivery.trouble import Needless
from sendback.shops import store as shops
from sendback.shops.people.account_store import find_account


def request_test(tx: Tx, shop_id: str, mail: str, language: str, account_id: str, now: datetime) -> None:
    """Mail somebody a specimen; one that still waits for them gives way, so that an inbox is never filled."""
    for job in outbox_store.list_jobs_about(tx, shop_id, account_id):
        if job.kind is Kind.TEST and (job.attempts == 0 or job.state is State.DEAD):
            outbox_store.delete_job(tx, shop_id, job.job_id)
    outbox_store.add_job(tx, shop_id, Kind.TEST, account_id, now, {"mail": mail, "language": language})


def gather_test(tx: Tx, parts: WorkerParts, job: Job, now: datetime) -> Draft:
    """Write it in the shop's wording of this moment; its subject says that it is a test."""
    account = find_account(tx, job.subject)
    if account is None:
        raise Needless("the account is gone")
    shop, language = shops.get_shop(tx, job.shop_id), str(job.body["language"])
    letter = write_specimen(shop, str(job.body["mail"]), language, parts.links, now)
    logo = shops.find_logo(tx, shop.shop_id, shop.settings)
    return Draft(replace(letter, subject=f"Test: {letter.subject}"), account.email, shop, shop.settings.words(language), logo)
