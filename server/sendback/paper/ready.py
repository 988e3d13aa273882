"""Facts made ready for print: every text cleaned, empty lines gone."""

from dataclasses import replace

from sendback.paper.cleaning import clean_lines, clean_text
from sendback.paper.model import InstructionFacts, ItemFact, LabelFacts


def make_ready(facts: LabelFacts) -> LabelFacts:
    """Clean every text that will be ink; the symbols' texts stay as they are."""
    return replace(
        facts,
        shop_name=clean_text(facts.shop_name),
        rma_shown=clean_text(facts.rma_shown),
        order_number=clean_text(facts.order_number),
        consignor_lines=clean_lines(facts.consignor_lines),
        consignee_lines=clean_lines(facts.consignee_lines),
        sender_name=clean_text(facts.sender_name),
        receiver_name=clean_text(facts.receiver_name),
        carrier_message=clean_text(facts.carrier_message),
        tracking_number=clean_text(facts.tracking_number),
        start_url=clean_text(facts.start_url),
        items=tuple(_clean_item(item) for item in facts.items),
        instructions=_clean_instructions(facts.instructions),
    )


def _clean_item(item: ItemFact) -> ItemFact:
    said = (item.title, item.sku, item.reason, item.hs_code, item.origin)
    title, sku, reason, hs_code, origin = clean = tuple(map(clean_text, said))
    if clean == said:
        return item
    return replace(item, title=title, sku=sku, reason=reason, hs_code=hs_code, origin=origin)


def _clean_instructions(facts: InstructionFacts) -> InstructionFacts:
    said = (facts.carrier, facts.status_url, facts.contact)
    carrier, status_url, contact = clean = tuple(map(clean_text, said))
    return facts if clean == said else replace(facts, carrier=carrier, status_url=status_url, contact=contact)
