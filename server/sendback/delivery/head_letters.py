"""The weekly mail with the head of the journal: whoever keeps it can show later that nothing before was rewritten."""

from datetime import datetime

from sendback.database.model import Tx
from sendback.delivery.draft import Draft
from sendback.delivery.letter import Action, Letter, Quote
from sendback.delivery.model import Job
from sendback.delivery.parts import WorkerParts
from sendback.delivery.trouble import Needless
from sendback.journal.heads import Head, write_head
from sendback.journal.store import read_head
from sendback.shops import permissions
from sendback.shops import store as shops
from sendback.shops.model import Shop
from sendback.shops.people.store import list_accounts_with
from sendback.words.catalogue import words_for


def write_head_letter(shop: Shop, head: Head, base_url: str) -> Letter:
    """Bring the head as text that `sendback journal verify --head` reads out of the mail."""
    return Letter(
        subject=f"The journal of {shop.name}, up to entry {head.seq}",
        glance="Keep this mail: it proves that nobody rewrote what happened.",
        title="Keep this mail",
        paragraphs=(
            "Everything that happens in your shop is written into a journal, each entry sealed to the one before."
            " These lines seal all of it so far.",
            "Should you ever doubt it, save this mail as a file and have the operator run"
            " sendback journal verify --head with it: an entry that was changed, taken out or written anew since shows.",
        ),
        quote=Quote("The head", write_head(head)),
        links=(Action("The journal", f"{base_url}/desk/journal"),),
        foot="Once a week, to the owners of the shop.",
    )


def gather_head(tx: Tx, parts: WorkerParts, job: Job, now: datetime) -> Draft:
    """Write to one owner; Needless once they are none any more."""
    shop = shops.get_shop(tx, job.shop_id)
    owners = {member.account_id: member.email for member in list_accounts_with(tx, job.shop_id, permissions.Action.MANAGE_PEOPLE)}
    email = owners.get(str(job.body["account"]))
    if not email:
        raise Needless("this person is no owner any more")
    letter = write_head_letter(shop, read_head(tx, job.shop_id, now), parts.links.base_url)
    return Draft(letter, email, shop, words_for("en"), shops.find_logo(tx, shop.shop_id, shop.settings))
