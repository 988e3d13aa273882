"""What the paper of a stored return says: gathered once, drawn the same for ever."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from babel.languages import get_official_languages

from sendback.database.model import Tx
from sendback.delivery.postage import list_notices
from sendback.errors import Code, Problem
from sendback.orders.model import Order
from sendback.orders.store import get_order
from sendback.paper.design.builtin import choose_size
from sendback.paper.design.model import Design
from sendback.paper.design.reading import read_design
from sendback.paper.missing import drop_undrawable
from sendback.paper.model import DocumentKind, InstructionFacts, ItemFact, LabelFacts, PaperSize
from sendback.returns import parcel_store
from sendback.returns.model import PRINTABLE, Return
from sendback.returns.parcels import Parcel
from sendback.returns.rma import number_box, show_rma
from sendback.returns.store import find_return
from sendback.shops import design_store
from sendback.shops import store as shops
from sendback.shops.address import Address, format_address
from sendback.shops.fields import in_language
from sendback.shops.model import Shop, ShopSettings, name_design
from sendback.words.catalogue import LANGUAGES, Words, match_language, words_for


@dataclass(frozen=True, slots=True)
class Paper:
    """All that is needed to draw a box's paper: what it says, the sheet its label is for, the shop's wording and own designs.

    `designs` holds JSON under the names that `name_design` gives. `carrier_label` is the label that a carrier
    gave, as (form, bytes); it takes the place of the shop's own.
    """

    facts: LabelFacts
    size: PaperSize
    words: Words
    designs: Mapping[str, str] = field(default_factory=dict)
    carrier_label: tuple[str, bytes] | None = None
    is_gift: bool = False
    """Whoever sends it must not learn its prices: only what customs ask says them."""

    def find_design(self, kind: DocumentKind) -> Design | None:
        """Find the shop's own design of a document for this sheet; None where the built-in one is to be drawn."""
        body = self.designs.get(name_design(kind, choose_size(kind, self.size)))
        return read_design(body) if body else None


def read_paper(tx: Tx, base_url: str, shop_id: str, return_id: str, number: int = 1) -> Paper:
    """Gather a box's paper with the settings its return was made with; Problem link-expired while, or once, it has none."""
    item = find_return(tx, shop_id, return_id)
    if item is None:
        raise Problem(Code.NOT_FOUND, "There is nothing at this address.")
    if item.status not in PRINTABLE:
        raise Problem(Code.LINK_EXPIRED, "There is no valid label for this return. Its page tells where it stands.")
    return gather_paper(tx, base_url, item, number)


def gather_paper(tx: Tx, base_url: str, item: Return, number: int = 1) -> Paper:
    """Gather a box's paper whatever the status of its return."""
    settings = shops.get_settings(tx, item.shop_id, item.settings_version)
    logo = shops.find_logo(tx, item.shop_id, settings)
    shop, parcel = shops.get_shop(tx, item.shop_id), parcel_store.get_parcel(tx, item.shop_id, item.return_id, number)
    plain = gather_facts(shop, settings, item, logo, base_url, parcel)
    facts = tell_worth(plain, item, read_orders(tx, item))
    designs = design_store.list_designs(tx, item.shop_id, settings.designs)
    words, label = settings.words(item.language), parcel_store.find_label(tx, parcel)
    return Paper(facts, PaperSize(settings.delivery.paper), words, designs, label, item.is_gift)


def read_orders(tx: Tx, item: Return) -> dict[str, Order]:
    """Read every order whose lines are in a return, by its id."""
    return {order_id: get_order(tx, item.shop_id, order_id) for order_id in item.order_ids}


def gather_facts(
    shop: Shop, settings: ShopSettings, item: Return, logo_png: bytes | None, base_url: str, parcel: Parcel | None = None
) -> LabelFacts:
    """Say in plain values what the paper of a box shows; nothing here knows what time it is."""
    words, number = settings.words(item.language), parcel.number if parcel else 1
    sender, home = _sender(item), item.return_to or settings.delivery.return_address.as_address()
    abroad = bool(sender.country and home.country and sender.country != home.country)
    rma = number_box(item.rma, number)
    return LabelFacts(
        shop_name=shop.name,
        rma=rma,
        rma_shown=show_rma(item.rma, number),
        order_number=", ".join(item.order_numbers),
        consignor_lines=format_address(sender, name_country(sender.country) if abroad else ""),
        consignee_lines=format_address(home, name_country(home.country) if abroad else ""),
        qr_text=write_qr(base_url, shop.slug, rma),
        made_on=item.created_at.astimezone(settings.zone).date(),
        items=_items(settings, item, words.language),
        carrier_message="\n".join([*list_notices(settings, item, parcel, words), settings.delivery.carrier_message]).strip(),
        logo_png=logo_png,
        language=words.language,
        direction=words.direction,
        instructions=InstructionFacts(contact=settings.delivery.from_email),
        sender_name=sender.name,
        sender_country=sender.country,
        receiver_name=home.name,
        receiver_country=home.country,
    )


def tell_worth(facts: LabelFacts, item: Return, orders: Mapping[str, Order]) -> LabelFacts:
    """Add what customs ask: each article's price as it was when the return was made, weights, and the currency.

    A paper has one currency, the first order's; what was bought in another has no price on it.
    """
    weights = {(order.order_id, line.line_id): line.weight_g for order in orders.values() for line in order.lines}
    currency = orders[item.order_id].currency
    items = (
        replace(
            fact,
            price_minor=line.unit_price_minor if orders[line.order_id].currency == currency else None,
            weight_g=weights.get((line.order_id, line.line_id)),
        )
        for fact, line in zip(facts.items, item.sent_lines, strict=True)
    )
    return replace(facts, items=tuple(items), currency=currency or "")


def write_qr(base_url: str, slug: str, rma: str) -> str:
    """Write what the QR symbol says: in capitals where the address allows it, for fewer modules (ISO/IEC 18004, 7.3.4).

    >>> write_qr("https://returns.example", "nordlys", "R100000016")
    'HTTPS://RETURNS.EXAMPLE/Q/NORDLYS/R100000016'
    >>> write_qr("https://shop.example/Returns", "nordlys", "R100000016")
    'https://shop.example/Returns/Q/NORDLYS/R100000016'
    """
    start = base_url if urlsplit(base_url).path else base_url.upper()
    return f"{start}/Q/{slug.upper()}/{rma}"


def name_country(code: str) -> str:
    """Name a destination for the post of both ends: in the language most of it speaks, where we do, and in English.

    >>> name_country("FI"), name_country("AT"), name_country("US"), name_country("IL")
    ('SUOMI / FINLAND', 'ÖSTERREICH / AUSTRIA', 'UNITED STATES', 'ISRAEL')
    """
    english = words_for("en").country(code).upper()
    spoken = match_language(get_official_languages(code, de_facto=True)[:1], LANGUAGES)
    own = words_for(spoken or "en").country(code).upper()
    return english if own == english else f"{own} / {english}"


def _sender(item: Return) -> Address:
    address = item.consignor.address
    return address if address.name else replace(address, name=item.consignor.name)


def _items(settings: ShopSettings, item: Return, language: str) -> tuple[ItemFact, ...]:
    labels, several = {reason.code: reason.label for reason in settings.reasons}, len(item.order_ids) > 1
    return tuple(
        ItemFact(
            title=(drop_undrawable(line.title) or line.sku or line.line_id) + (f" ({line.order_number})" if several else ""),
            sku=line.sku,
            quantity=line.quantity,
            reason=drop_undrawable(in_language(labels.get(line.reason, {}), language, settings.default_language)),
        )
        for line in item.sent_lines
    )
