"""The errand that buys a carrier's label: what may have been bought before is asked for before anything is bought again."""

import contextlib
from dataclasses import replace
from datetime import datetime

from sendback.carriers.model import Bought, Carrier, CarrierTrouble, TroubleKind
from sendback.database.model import Database, Tx
from sendback.delivery.model import Job
from sendback.delivery.parts import WorkerParts
from sendback.delivery.purchases import Purchase, claim_purchase, close_try, read_purchase
from sendback.delivery.retrying import MOST_TRIES
from sendback.delivery.settling import add_surplus, save_purchase
from sendback.delivery.shop_carriers import describe_parcel, open_shop_carrier
from sendback.delivery.trouble import Needless, Remedy, Trouble
from sendback.returns.parcel_store import save_parcel
from sendback.returns.parcels import Parcel, ParcelState

_OPEN = (ParcelState.WANTED, ParcelState.BUYING, ParcelState.FAILED)
_REMEDIES = {
    TroubleKind.LATER: Remedy.SERVER,
    TroubleKind.REFUSED: Remedy.PERSON,
    TroubleKind.UNKNOWN: Remedy.LATER,
    TroubleKind.RUBBISH: Remedy.LATER,
}
"""A carrier that is down costs no tries, as a mail server does not: it may be down all night."""


def buy_label(parts: WorkerParts, job: Job, now: datetime) -> None:
    """Buy the label of one box, once; Needless when nobody waits for it, Trouble when it has to be tried again."""
    database = parts.database
    purchase = database.read(read_purchase, job.shop_id, job.subject, int(job.body["parcel"]))
    if purchase.parcel.state not in _OPEN:
        raise Needless("nobody waits for this label")
    try:
        carrier = open_shop_carrier(parts, purchase.shop, purchase.parcel.carrier)
        if purchase.parcel.attempts and _find_earlier(database, carrier, purchase.parcel, now):
            return
        purchase = database.read(read_purchase, job.shop_id, job.subject, purchase.parcel.number)
        amount = _expect_cost(carrier, purchase) if purchase.is_wanted else 0
    except CarrierTrouble as trouble:
        unsure = purchase.parcel.state is ParcelState.BUYING
        raise _note(database, purchase.parcel, trouble, unsure, job, now) from None
    if not purchase.is_wanted:
        database.write(close_try, purchase.parcel, ParcelState.VOIDED, "", now)
        raise Needless("the return has moved on")
    _buy(parts, job, carrier, purchase, amount, now)


def _buy(parts: WorkerParts, job: Job, carrier: Carrier, purchase: Purchase, amount: int, now: datetime) -> None:
    """Claim, buy, save: whatever breaks off in between leaves the parcel claimed, and the next try asks the carrier first."""
    database = parts.database
    try:
        claimed = database.write(claim_purchase, purchase, amount, now)
    except Trouble as trouble:
        database.write(close_try, purchase.parcel, purchase.parcel.state, trouble.reason, now)
        raise
    asked = describe_parcel(purchase.shop.settings, purchase.item, purchase.orders, claimed)
    try:
        bought = carrier.buy(asked)
    except CarrierTrouble as trouble:
        raise _note(database, claimed, trouble, trouble.kind is TroubleKind.UNKNOWN, job, now) from None
    database.write(save_purchase, claimed, bought, now)
    if carrier.can_find:
        _give_back_others(database, carrier, claimed, now)


def _give_back_others(database: Database, carrier: Carrier, claimed: Parcel, now: datetime) -> None:
    """Look whether the carrier sold more than it said; where it does not answer, the label is bought all the same."""
    with contextlib.suppress(CarrierTrouble):
        for other in carrier.find_all(claimed.reference):
            database.write(add_surplus, claimed, other, now)


def _find_earlier(database: Database, carrier: Carrier, parcel: Parcel, now: datetime) -> bool:
    """Keep what a broken try bought, and give the rest of it back; False when nothing was bought, and it may be tried again."""
    found = carrier.find_all(parcel.reference)
    if found:
        database.write(_keep_first, parcel, found, now)
        return True
    if parcel.state is ParcelState.BUYING and not carrier.can_find:
        reason = f"It is not known whether a label was bought. Look for {parcel.reference} at the carrier, then try again."
        raise CarrierTrouble(TroubleKind.REFUSED, reason)
    database.write(close_try, parcel, ParcelState.WANTED, "", now)
    return False


def _keep_first(tx: Tx, parcel: Parcel, found: tuple[Bought, ...], now: datetime) -> None:
    claimed = replace(parcel, state=ParcelState.BUYING, attempts=parcel.attempts + 1)
    if not save_parcel(tx, claimed, parcel):
        raise Trouble("Another worker is buying this label.", Remedy.LATER)
    save_purchase(tx, claimed, found[0], now)
    for other in found[1:]:
        add_surplus(tx, claimed, other, now)


def _expect_cost(carrier: Carrier, purchase: Purchase) -> int:
    """Ask what the label will cost, in the currency of the limit; CarrierTrouble REFUSED when the limit could not be held."""
    settings, parcel = purchase.shop.settings, purchase.parcel
    asked = describe_parcel(settings, purchase.item, purchase.orders, parcel)
    quotes = [quote for quote in carrier.quote(asked) if parcel.service in ("", quote.service)]
    if quotes and quotes[0].currency != settings.spending_currency:
        reason = f"It costs {quotes[0].currency}, and the limit for labels is in {settings.spending_currency}."
        raise CarrierTrouble(TroubleKind.REFUSED, reason)
    if not quotes and not purchase.option.expected_minor:
        reason = "The carrier tells no price. Say in the option what a label is expected to cost."
        raise CarrierTrouble(TroubleKind.REFUSED, reason)
    return quotes[0].cost_minor if quotes else purchase.option.expected_minor


def _note(database: Database, parcel: Parcel, trouble: CarrierTrouble, unsure: bool, job: Job, now: datetime) -> Trouble:
    """Write down why a try bought nothing, or nobody knows, and say how it goes on; after the last a person has to look."""
    remedy = _REMEDIES[trouble.kind]
    is_last = remedy is Remedy.PERSON or (remedy is Remedy.LATER and job.attempts >= MOST_TRIES)
    to = ParcelState.FAILED if is_last else ParcelState.BUYING if unsure else ParcelState.WANTED
    database.write(close_try, parcel, to, trouble.reason, now, unsure)
    return Trouble(trouble.reason, remedy)
