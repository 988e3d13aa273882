"""What each mail about a return says, in the shopper's language and the shop's own wording."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from sendback.delivery.letter import Action, Fact, Letter, Quote
from sendback.delivery.links import Document, Links
from sendback.orders.access_store import LINK_LIFE
from sendback.returns.fees import say_fees
from sendback.returns.model import Return, ReturnLine
from sendback.returns.rma import show_rma
from sendback.shops.model import Shop
from sendback.shops.resolutions import Resolution
from sendback.shops.text import clean_line
from sendback.words.catalogue import Words


@dataclass(frozen=True, slots=True)
class About:
    """What a mail is about: one return of one shop."""

    shop: Shop
    item: Return
    links: Links

    @property
    def words(self) -> Words:
        """The shopper's language, as far as the shop speaks it."""
        return self.shop.settings.words(self.item.language)

    def say(self, key: str, **values: object) -> str:
        """Say a sentence that may name the shop, the return and the order."""
        words, names = self.words, {"shop": self.shop.name, "rma": show_rma(self.item.rma), "order": self.item.order_number}
        return words(f"mail.{key}", **{name: isolate(text, words) for name, text in names.items()}, **values)


def isolate(text: str, words: Words) -> str:
    """Keep a name or number in one piece in a right-to-left sentence, where 2026-42 would turn round (UAX 9, 2.5)."""
    plain = clean_line(text)
    return f"\u2068{plain}\u2069" if words.direction == "rtl" else plain


def write_label_letter(about: About, now: datetime, notices: tuple[str, ...] = ()) -> Letter:
    """Bring the label: attached, and as a link that ends, with the paper and the page that do not; `notices` say who pays."""
    say, ids = about.say, (about.item.shop_id, about.item.return_id)
    ends_on = (now + about.links.document_life).astimezone(about.shop.settings.zone).date()
    return Letter(
        subject=say("subject"),
        glance=say("label.glance"),
        title=say("label.title"),
        paragraphs=(say("label.lead"), *notices, say("label.attached", day=about.words.day(ends_on))),
        button=Action(say("label.button"), about.links.document_url(*ids, Document.LABEL)),
        steps=(say("label.print"), say("label.pack"), say("label.hand_in")),
        links=(Action(say("label.slip"), about.links.document_url(*ids, Document.SLIP)), link_status(about)),
        **tell_contents(about),
    )


def write_received_letter(about: About) -> Letter:
    """Say that the shop has the request and decides."""
    return _plain(about, "received")


def write_canceled_letter(about: About) -> Letter:
    """Say that the return is off and that its label is void."""
    return _plain(about, "canceled")


def write_reopened_letter(about: About) -> Letter:
    """Say that what was decided is taken back, and that no label counts for now."""
    return _plain(about, "reopened")


def write_closed_letter(about: About) -> Letter:
    """Say that everything may be kept, and what the shop does about it."""
    return _plain(about, "closed")


def write_declined_letter(about: About) -> Letter:
    """Say that the shop declined, in the shop's own words."""
    reason = about.item.decline_reason
    return _plain(about, "declined", Quote(about.say("declined.reason_title"), reason) if reason else None)


def write_access_letter(shop: Shop, order_number: str, url: str, words: Words) -> Letter:
    """Bring the link that opens one order once; it says nothing of what is in the order."""
    names = {"shop": isolate(shop.name, words), "order": isolate(order_number, words)}
    values = {**names, "minutes": int(LINK_LIFE.total_seconds()) // 60}
    return Letter(
        subject=words("mail.access.subject", **values),
        glance=words("mail.access.glance", **values),
        title=words("mail.access.title", **values),
        paragraphs=(words("mail.access.lead", **values), words("mail.access.once", **values)),
        button=Action(words("mail.access.button", **values), url),
        foot=words("mail.access.foot", **values),
    )


def write_shipped_letter(
    shop: Shop, order_number: str, url: str, words: Words, has_label: bool, withdrawal: Action | None = None
) -> Letter:
    """Tell how to return something of what is on its way; the label, if it travels along, counts once it is used."""
    values = {"shop": isolate(shop.name, words), "order": isolate(order_number, words)}
    how = words("mail.shipped.label" if has_label else "mail.shipped.link", **values)
    return Letter(
        subject=words("mail.shipped.subject", **values),
        glance=words("mail.shipped.glance", **values),
        title=words("mail.shipped.title", **values),
        paragraphs=(words("mail.shipped.lead", **values), how),
        button=Action(words("mail.shipped.button", **values), url),
        facts=(Fact(words("mail.fact_order"), order_number, is_code=True),),
        links=(withdrawal,) if withdrawal else (),
        foot=words("mail.shipped.foot", **values),
    )


def _plain(about: About, kind: str, quote: Quote | None = None) -> Letter:
    say = about.say
    return Letter(
        subject=say("subject"),
        glance=say(f"{kind}.glance"),
        title=say(f"{kind}.title"),
        paragraphs=(say(f"{kind}.lead"), say(f"{kind}.next")),
        quote=quote,
        button=link_status(about),
        **tell_contents(about),
    )


def link_status(about: About) -> Action:
    """Lead to the page that always knows where the return stands."""
    return Action(about.say("status"), about.links.status_url(about.item.shop_id, about.item.return_id))


class Contents(TypedDict):
    """What every mail about a return ends with."""

    items_title: str
    items: tuple[str, ...]
    facts: tuple[Fact, ...]
    foot: str


def tell_contents(about: About) -> Contents:
    """Tell what goes back and under which numbers, as every mail about a return does."""
    item, say = about.item, about.say
    fee = say_fees([(line.fee_minor, line.fee_currency) for line in item.lines], about.words)
    return {
        "items_title": say("items_title"),
        "items": tuple(tell_line(about, line) for line in item.lines),
        "facts": (
            Fact(say("fact_rma"), show_rma(item.rma), is_code=True),
            *(Fact(say("fact_order"), number, is_code=True) for number in item.order_numbers),
            *((Fact(say("fact_fee"), fee),) if fee else ()),
        ),
        "foot": say("foot"),
    }


def tell_line(about: About, line: ReturnLine) -> str:
    """Tell one line and, where a shop does more than pay back, what was asked for; what something costs is never said."""
    item, words = f"{line.quantity} × {line.title}", about.words
    if about.shop.settings.resolutions != (Resolution.REFUND,) or line.resolution is not Resolution.REFUND:
        item = f"{item} · {words(f'policy.resolution.{line.resolution}')}"
    if line.exchange_title:
        item = f"{item}: {line.exchange_title}"
    return about.say("item_kept", item=item) if line.is_kept and line.resolution is not Resolution.KEEP else item
