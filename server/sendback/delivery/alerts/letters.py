"""The daily mail: how much does not move on, and the first of each; no name, no address."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from sendback.database.model import Tx
from sendback.delivery.alerts.counting import count_kinds, say_count
from sendback.delivery.alerts.model import Alert, AlertKind
from sendback.delivery.alerts.store import list_alerts
from sendback.delivery.alerts.wishes_store import find_wish
from sendback.delivery.draft import Draft
from sendback.delivery.letter import Action as Button
from sendback.delivery.letter import Letter
from sendback.delivery.links import Links
from sendback.delivery.model import Job
from sendback.delivery.parts import WorkerParts
from sendback.delivery.trouble import Needless
from sendback.returns.rma import show_rma
from sendback.shops import store as shops
from sendback.shops.model import Shop
from sendback.shops.people.store import find_member
from sendback.shops.permissions import MAY, Action
from sendback.words.catalogue import words_for

FIRST = 3
"""How many of each kind the mail names."""

NAMES: Mapping[AlertKind, tuple[str, str]] = MappingProxyType(
    {
        AlertKind.UNDECIDED: ("return undecided for long", "returns undecided for long"),
        AlertKind.WITHDRAWAL: ("withdrawal not handled", "withdrawals not handled"),
        AlertKind.UNUSED: ("label not used", "labels not used"),
        AlertKind.STUCK: ("parcel stuck on the way", "parcels stuck on the way"),
        AlertKind.REFUND: ("refund due", "refunds due"),
        AlertKind.MESSAGE: ("message from a shopper unread", "messages from shoppers unread"),
    }
)
"""What one of a kind is called, and several."""


def gather_alerts(tx: Tx, parts: WorkerParts, job: Job, now: datetime) -> Draft:
    """Write the mail from what stands now; Needless where that is nothing, or whoever it was for wants or may have it no more."""
    shop, member = shops.get_shop(tx, job.shop_id), find_member(tx, job.shop_id, job.subject)
    if member is None or not member.is_active or member.role not in MAY[Action.DECIDE]:
        raise Needless("this person does not decide here any more")
    if not find_wish(tx, job.shop_id, job.subject).is_on:
        raise Needless("this person turned the mail off")
    rules = shop.settings.alerts
    counts = {kind: count for kind, count in count_kinds(tx, shop.shop_id, rules, now).items() if count}
    if not counts:
        raise Needless("everything moved on")
    first = {kind: list_alerts(tx, shop.shop_id, rules, kind, now, most=FIRST) for kind in counts}
    letter = write_alert_letter(shop, counts, first, parts.links, job.subject)
    return Draft(letter, member.email, shop, words_for("en"), shops.find_logo(tx, shop.shop_id, shop.settings))


def write_alert_letter(
    shop: Shop, counts: Mapping[AlertKind, int], first: Mapping[AlertKind, Sequence[Alert]], links: Links, account_id: str
) -> Letter:
    """Say how many of each kind there are, with the first by their numbers."""
    desk, total = f"{links.base_url}/desk", sum(counts.values())
    said = [say_kind(kind, count) for kind, count in counts.items()]
    return Letter(
        subject=f"{say_count(total)} {'thing does' if total == 1 else 'things do'} not move on ({shop.name})",
        glance=", ".join(said),
        title="What does not move on",
        paragraphs=("This is what your shop waits for today.",),
        button=Button("Open the alerts", f"{desk}/alerts"),
        items_title="Longest first",
        items=tuple(f"{words}: {_name_first(first[kind])}" for kind, words in zip(counts, said, strict=True)),
        links=(Button("When this mail comes", f"{desk}/alerts/mail"),),
        foot=f"You get this mail once a day, and only when there is something. Turn it off: {off_url(links, shop, account_id)}",
        off_url=off_url(links, shop, account_id),
    )


def say_kind(kind: AlertKind, count: int) -> str:
    """Say how many of a kind there are.

    >>> say_kind(AlertKind.REFUND, 1), say_kind(AlertKind.STUCK, 1000)
    ('1 refund due', '999+ parcels stuck on the way')
    """
    return f"{say_count(count)} {NAMES[kind][count != 1]}"


def off_url(links: Links, shop: Shop, account_id: str) -> str:
    """Address the page that turns the mail off for one person at one shop, without signing in."""
    return f"{links.base_url}/alerts/off/{links.alert_secret(shop.shop_id, account_id)}"


def _name_first(alerts: Sequence[Alert]) -> str:
    """Name returns by their numbers; what a consumer typed as a number may be anything, and stays out of mail."""
    names = [show_rma(alert.number) for alert in alerts if alert.kind is not AlertKind.WITHDRAWAL]
    return ", ".join(names) if names else "at the desk"
