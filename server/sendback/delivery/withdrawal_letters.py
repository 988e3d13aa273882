"""The mail that acknowledges a withdrawal: the whole statement, and when it arrived (2011/83/EU, Article 11a(4))."""

from sendback.delivery.letter import Action, Fact, Letter, Quote
from sendback.delivery.letters import isolate
from sendback.delivery.links import Links
from sendback.shops.model import Shop
from sendback.withdrawals.model import Withdrawal
from sendback.withdrawals.receiving import name_check_page
from sendback.withdrawals.wording import say_moment
from sendback.words.catalogue import Words


def write_withdrawal_letter(shop: Shop, item: Withdrawal, links: Links) -> Letter:
    """Say that it was received, never that it was accepted; nothing else is asked or offered."""
    words, stated = shop.settings.withdrawal.words(item.statement.language), item.statement
    moment = say_moment(item.received_at, shop.settings.zone, words)
    values = {"shop": isolate(shop.name, words), "moment": moment, "order": isolate(stated.order_number, words)}
    return Letter(
        subject=words("withdrawal.mail.subject", **values),
        glance=words("withdrawal.received_lead", **values),
        title=words("withdrawal.received_title"),
        paragraphs=(
            words("withdrawal.received_lead", **values),
            words("withdrawal.received_means"),
            words("withdrawal.mail.attached"),
        ),
        quote=Quote(words("withdrawal.statement_title"), item.text),
        facts=(
            Fact(words("withdrawal.received_at"), moment),
            Fact(words("withdrawal.receipt"), item.withdrawal_id, is_code=True),
        ),
        links=(
            Action(words("withdrawal.pdf"), links.receipt_url(item.shop_id, item.withdrawal_id, "pdf")),
            Action(words("withdrawal.check_here"), name_check_page(links.base_url, shop.slug, item.withdrawal_id)),
        ),
        foot=words("withdrawal.mail.foot", **values),
    )


def link_withdrawal(shop: Shop, words: Words, links: Links) -> Action | None:
    """Lead to the page to withdraw on, from mails about an order; None where the shop has it off."""
    if not shop.settings.withdrawal.enabled:
        return None
    entry = shop.settings.withdrawal.words(words.language)("withdrawal.entry")
    return Action(entry, f"{links.base_url}/s/{shop.slug}/withdraw?lang={words.language}")
