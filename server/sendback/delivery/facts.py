"""What the paper of a stored return says: gathered once, drawn the same for ever."""

from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from babel.languages import get_official_languages

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.orders.model import Order
from sendback.orders.store import get_order
from sendback.paper.missing import drop_undrawable
from sendback.paper.model import InstructionFacts, ItemFact, LabelFacts, PaperSize
from sendback.returns.model import PRINTABLE, Return
from sendback.returns.rma import show_rma
from sendback.returns.store import find_return
from sendback.shops import store as shops
from sendback.shops.address import Address, format_address
from sendback.shops.fields import in_language
from sendback.shops.model import Shop, ShopSettings
from sendback.words.catalogue import LANGUAGES, Words, match_language, words_for


@dataclass(frozen=True, slots=True)
class Paper:
    """All that is needed to draw a return's paper: what it says, the sheet its label is for, and the shop's wording."""

    facts: LabelFacts
    size: PaperSize
    words: Words


def read_paper(tx: Tx, base_url: str, shop_id: str, return_id: str) -> Paper:
    """Gather a return's paper with the settings it was made with; Problem link-expired while, or once, it has none."""
    item = find_return(tx, shop_id, return_id)
    if item is None:
        raise Problem(Code.NOT_FOUND, "There is nothing at this address.")
    if item.status not in PRINTABLE:
        raise Problem(Code.LINK_EXPIRED, "There is no valid label for this return. Its page tells where it stands.")
    return gather_paper(tx, base_url, item)


def gather_paper(tx: Tx, base_url: str, item: Return) -> Paper:
    """Gather a return's paper whatever its status."""
    settings = shops.get_settings(tx, item.shop_id, item.settings_version)
    logo = shops.find_image(tx, item.shop_id, settings.look.logo) if settings.look.logo else None
    shop = shops.get_shop(tx, item.shop_id)
    facts = tell_worth(gather_facts(shop, settings, item, logo, base_url), item, get_order(tx, item.shop_id, item.order_id))
    return Paper(facts, PaperSize(settings.delivery.paper), settings.words(item.language))


def gather_facts(shop: Shop, settings: ShopSettings, item: Return, logo_png: bytes | None, base_url: str) -> LabelFacts:
    """Say in plain values what the paper of a return shows; nothing here knows what time it is."""
    words = settings.words(item.language)
    sender, home = _sender(item), settings.delivery.return_address.as_address()
    abroad = bool(sender.country and home.country and sender.country != home.country)
    return LabelFacts(
        shop_name=shop.name,
        rma=item.rma,
        rma_shown=show_rma(item.rma),
        order_number=item.order_number,
        consignor_lines=format_address(sender, name_country(sender.country) if abroad else ""),
        consignee_lines=format_address(home, name_country(home.country) if abroad else ""),
        qr_text=write_qr(base_url, shop.slug, item.rma),
        made_on=item.created_at.astimezone(settings.zone).date(),
        items=_items(settings, item, words.language),
        carrier_message=settings.delivery.carrier_message,
        logo_png=logo_png,
        language=words.language,
        direction=words.direction,
        instructions=InstructionFacts(contact=settings.delivery.from_email),
        sender_name=sender.name,
        sender_country=sender.country,
        receiver_name=home.name,
        receiver_country=home.country,
    )


def tell_worth(facts: LabelFacts, item: Return, order: Order) -> LabelFacts:
    """Add what customs ask: each article's price as it was when the return was made, weights, and the order's currency."""
    weights = {line.line_id: line.weight_g for line in order.lines}
    items = (
        replace(fact, price_minor=line.unit_price_minor, weight_g=weights.get(line.line_id))
        for fact, line in zip(facts.items, item.lines, strict=True)
    )
    return replace(facts, items=tuple(items), currency=order.currency or "")


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
    labels = {reason.code: reason.label for reason in settings.reasons}
    return tuple(
        ItemFact(
            title=drop_undrawable(line.title) or line.sku or line.line_id,
            sku=line.sku,
            quantity=line.quantity,
            reason=drop_undrawable(in_language(labels.get(line.reason, {}), language, settings.default_language)),
        )
        for line in item.lines
    )
