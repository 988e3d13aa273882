"""The label of a return that never was, drawn as every label is."""

from datetime import datetime

from sendback.database.model import Database
from sendback.delivery.documents import draw_document
from sendback.delivery.facts import Paper, gather_facts
from sendback.delivery.links import Document
from sendback.paper.model import PaperSize
from sendback.returns.model import Consignor, Delivery, Return, ReturnLine, Status
from sendback.shops import store
from sendback.shops.design_store import list_designs
from sendback.shops.model import Shop
from sendback.web.builder.specimen import RMA, make_specimen_order


def draw_specimen_label(database: Database, shop: Shop, language: str, base_url: str, now: datetime) -> bytes:
    """Draw the specimen's label on the shop's paper, with its logo, message and return address; Problem glyph-missing."""
    settings = shop.settings
    logo = database.read(store.find_logo, shop.shop_id, settings)
    facts = gather_facts(shop, settings, make_specimen_return(shop, language, now), logo, base_url)
    designs = database.read(list_designs, shop.shop_id, settings.designs)
    paper = Paper(facts, PaperSize(settings.delivery.paper), settings.words(language), designs)
    return draw_document(paper, Document.LABEL).body


def make_specimen_return(shop: Shop, language: str, now: datetime) -> Return:
    """Make the return of one unit of the specimen order's first line; it is never stored."""
    order = make_specimen_order(shop, now)
    ware, buyer = order.lines[0], order.buyer
    reason = shop.settings.reasons[0].code
    line = ReturnLine(ware.line_id, ware.sku, ware.title, 1, ware.unit_price_minor, reason, "", {})
    return Return(
        shop_id=shop.shop_id,
        return_id="specimen",
        rma=RMA,
        order_id=order.order_id,
        order_number=f"{order.number} SPECIMEN",
        status=Status.AUTHORIZED,
        consignor=Consignor(buyer.name, buyer.email, buyer.phone, buyer.address),
        own_fields={},
        mismatches=(),
        language=language,
        delivery=Delivery.POPUP,
        settings_version=shop.settings_version,
        because={},
        decline_reason="",
        created_at=now,
        updated_at=now,
        lines=(line,),
    )
