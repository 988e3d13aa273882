"""The label that is stuck on what was found, so that it gets to its place."""

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.paper.put_away import PutAwayFacts, PutAwaySize, draw_put_away
from sendback.receiving.inspection_store import find_inspection
from sendback.receiving.model import Inspection
from sendback.shops.model import Shop
from sendback.shops.receiving import Disposition

NAMES = {
    Disposition.RESTOCK: "Back in stock",
    Disposition.RESELL: "Sell elsewhere",
    Disposition.REFURBISH: "Refurbish",
    Disposition.VENDOR: "To the vendor",
    Disposition.DONATE: "Donate",
    Disposition.RECYCLE: "Recycle",
    Disposition.SCRAP: "Scrap",
}
"""What a disposition is called where people work."""


def find_labelled(tx: Tx, shop_id: str, inspection_id: str) -> Inspection | None:
    """Find what a label is for; None where it was not found, is not here, or was taken back."""
    found = find_inspection(tx, shop_id, inspection_id)
    return found if found is not None and found.is_here and found.undone_at is None else None


def draw_label(shop: Shop, found: Inspection, size: PutAwaySize) -> bytes:
    """Draw the label of a finding as a PDF."""
    grades = {grade.code: grade.label for grade in shop.settings.receiving.grades}
    facts = PutAwayFacts(
        title=found.title,
        sku=found.sku,
        grade=grades.get(found.grade, found.grade),
        place=found.place,
        disposition=NAMES[found.disposition] if found.disposition else "Not decided",
        quantity=found.quantity,
        code=found.inspection_id,
        made_on=found.made_at.astimezone(shop.settings.zone).date(),
    )
    return draw_put_away(facts, size)


def read_size(text: str) -> PutAwaySize:
    """Read which label is asked for, or Problem not-found; empty is the small one."""
    try:
        return PutAwaySize(text or PutAwaySize.MM62X29)
    except ValueError:
        raise Problem(Code.NOT_FOUND, "There is no such label.") from None
