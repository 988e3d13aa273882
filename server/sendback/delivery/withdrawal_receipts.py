"""The files of a receipt: the acknowledgement as PDF, and the signed text that anybody can check without us."""

from sendback.delivery.documents import DrawnDocument
from sendback.paper.acknowledgement import AcknowledgementFacts, draw_acknowledgement
from sendback.shops.model import Shop
from sendback.withdrawals.model import Withdrawal
from sendback.withdrawals.receiving import name_check_page
from sendback.withdrawals.wording import say_moment, write_signed


def draw_receipt(shop: Shop, item: Withdrawal, base_url: str) -> list[DrawnDocument]:
    """Draw both files of a receipt, as they travel with its mail."""
    return [draw_receipt_pdf(shop, item, base_url), write_receipt_text(item)]


def draw_receipt_pdf(shop: Shop, item: Withdrawal, base_url: str) -> DrawnDocument:
    """Draw the acknowledgement: what was stated, when it arrived, and how to check it."""
    body = draw_acknowledgement(gather_acknowledgement(shop, item, base_url))
    return DrawnDocument(f"withdrawal-{item.withdrawal_id}.pdf", body, "application/pdf")


def write_receipt_text(item: Withdrawal) -> DrawnDocument:
    """Write the signed text as a file; no type that lets a program between change its line ends."""
    return DrawnDocument(f"withdrawal-{item.withdrawal_id}.txt", write_signed(item.receipt).encode(), "application/octet-stream")


def gather_acknowledgement(shop: Shop, item: Withdrawal, base_url: str) -> AcknowledgementFacts:
    """Gather what the paper says, in the language of the statement."""
    words, zone = shop.settings.withdrawal.words(item.statement.language), shop.settings.zone
    moment = say_moment(item.received_at, zone, words)
    return AcknowledgementFacts(
        shop_name=shop.name,
        title=words("withdrawal.paper_title"),
        received=words("withdrawal.received_lead", shop=shop.name, moment=moment),
        means=words("withdrawal.received_means"),
        statement_title=words("withdrawal.statement_title"),
        statement=tuple(item.text.splitlines()),
        facts=((words("withdrawal.received_at"), moment), (words("withdrawal.receipt"), item.withdrawal_id)),
        check_label=words("withdrawal.check_here"),
        check_url=name_check_page(base_url, shop.slug, item.withdrawal_id),
        signature=f"{item.receipt.key_id} {item.receipt.signature}",
        language=words.language,
        direction=words.direction,
        made_on=item.received_at.astimezone(zone).date(),
    )
