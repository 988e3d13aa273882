"""What the paper in an outbound box says: a return label, or a slip whose symbol opens the order."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sendback.database.model import Tx
from sendback.delivery.facts import Paper, gather_facts
from sendback.delivery.order_links import read_order_link
from sendback.delivery.shipping import Enclosed
from sendback.errors import Code, Problem
from sendback.orders import store as orders
from sendback.orders.model import Order
from sendback.paper.model import PaperSize
from sendback.returns.prepared import PreparedLabel
from sendback.returns.prepared_store import find_label
from sendback.returns.preparing import imagine_return
from sendback.shops import store as shops
from sendback.shops.design_store import list_designs
from sendback.shops.model import Shop, ShopSettings
from sendback.shops.vault import Vault

NO_WAY_HOME = "Set the address that parcels go to, in step 3 of the builder; a label to nowhere would be lost with its parcel."


@dataclass(frozen=True, slots=True)
class EnclosedPaper:
    """One paper for one box, ready to be laid out."""

    paper: Paper
    enclosed: Enclosed

    def resize(self, size: PaperSize) -> "EnclosedPaper":
        """Give the same on another paper than the shop's own."""
        return replace(self, paper=replace(self.paper, size=size))


@dataclass(frozen=True, slots=True)
class _Known:
    """One version of the settings, with what it shows."""

    settings: ShopSettings
    logo: bytes | None
    designs: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Enclosing:
    """Gather papers of one shop, reading each version of its settings once."""

    vault: Vault
    base_url: str
    shop: Shop
    _known: dict[int, _Known] = field(default_factory=dict)

    def read(self, tx: Tx, order_id: str, enclosed: Enclosed) -> EnclosedPaper:
        """Gather the paper of a stored order; Problem not-found when none was prepared."""
        label = find_label(tx, self.shop.shop_id, order_id)
        if label is None:
            raise Problem(Code.NOT_FOUND, "There is no label for the box of this order.")
        return self.gather(tx, label, orders.get_order(tx, self.shop.shop_id, order_id), enclosed)

    def gather(self, tx: Tx, label: PreparedLabel, order: Order, enclosed: Enclosed) -> EnclosedPaper:
        """Gather a paper with the settings its label was prepared with; Problem status-conflict for a label to nowhere."""
        known = self._settings(tx, label.settings_version)
        if enclosed is Enclosed.LABEL and not known.settings.delivery.has_return_address:
            known = self._settings(tx, self.shop.settings_version)  # only slips could be printed before
            if not known.settings.delivery.has_return_address:
                raise no_way_home()
        settings = known.settings
        item = imagine_return(label, order, order.language or settings.default_language)
        facts = gather_facts(self.shop, settings, item, known.logo, self.base_url)
        if enclosed is Enclosed.SLIP:
            link = read_order_link(tx, self.vault, self.base_url, self.shop, order.number, label)
            facts = replace(facts, qr_text=link, start_url=f"{self.base_url}/s/{self.shop.slug}")
        paper = Paper(facts, PaperSize(settings.delivery.paper), settings.words(item.language), known.designs)
        return EnclosedPaper(paper, enclosed)

    def _settings(self, tx: Tx, version: int) -> _Known:
        if version not in self._known:
            shop_id, settings = self.shop.shop_id, shops.get_settings(tx, self.shop.shop_id, version)
            logo, designs = shops.find_logo(tx, shop_id, settings), list_designs(tx, shop_id, settings.designs)
            self._known[version] = _Known(settings, logo, designs)
        return self._known[version]


def no_way_home() -> Problem:
    """Refuse a label to nowhere: it would be lost with its parcel."""
    return Problem(Code.STATUS_CONFLICT, NO_WAY_HOME)
