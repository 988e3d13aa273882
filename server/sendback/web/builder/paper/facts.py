"""What the designer starts from: the design of every paper, and all that a design may name."""

from typing import Any

from sendback.paper.design.conditions import CONDITIONS
from sendback.paper.design.facts import FACTS
from sendback.paper.model import DocumentKind, PaperSize
from sendback.shops.model import Shop, name_design
from sendback.web.builder.paper.kept import list_kept_designs, tell_design
from sendback.web.builder.paper.samples import describe_samples
from sendback.web.context import Context
from sendback.words.catalogue import LANGUAGES, Words, words_for

KIND_NAMES = {
    DocumentKind.LABEL: "Return label",
    DocumentKind.PACKING_SLIP: "Packing slip",
    DocumentKind.DELIVERY_NOTE: "Delivery note",
    DocumentKind.INSTRUCTIONS: "Instructions",
    DocumentKind.OUTBOUND_SLIP: "Slip for the parcel out",
    DocumentKind.INVOICE: "Invoice for returned goods",
    DocumentKind.CUSTOMS: "Customs form",
}
SIZE_NAMES = {
    PaperSize.FOUR_BY_SIX: "4 × 6 in",
    PaperSize.MM100X150: "100 × 150 mm",
    PaperSize.A6: "A6",
    PaperSize.A5: "A5",
    PaperSize.A4: "A4",
    PaperSize.LETTER: "Letter",
    PaperSize.ROLL62: "62 mm roll",
}
MARGIN_MM, WIDE_MARGIN_MM, WIDE_MM = 5, 12, 140
"""Where edges like to stand: office printers leave more white than label printers."""


def designer_facts(context: Context, shop: Shop) -> dict[str, Any]:
    """Gather what the designer's script starts from; nothing in it is secret."""
    kept = list_kept_designs(context.database, shop)
    return {
        "shop": {"name": shop.name, "slug": shop.slug},
        "version": shop.settings_version,
        "place": name_design(DocumentKind.LABEL, shop.settings.delivery.paper),
        "kinds": [{"kind": kind.value, "name": name} for kind, name in KIND_NAMES.items()],
        "papers": [_describe_paper(size) for size in PaperSize],
        "designs": {name: tell_design(*each) for name, each in kept.items()},
        "facts": [{"name": name, "kind": fact.kind.value, "says": fact.description} for name, fact in FACTS.items()],
        "conditions": [{"name": name, "says": condition.description} for name, condition in CONDITIONS.items()],
        "words": _list_sentences(shop.settings.words("en")),
        "languages": [_describe_language(words_for(tag)) for tag in LANGUAGES],
        "default_language": shop.settings.default_language,
        "samples": describe_samples(context, shop),
    }


def _describe_paper(size: PaperSize) -> dict[str, Any]:
    margin = WIDE_MARGIN_MM if size.width_mm > WIDE_MM else MARGIN_MM
    name = SIZE_NAMES[size]
    return {"size": size.value, "name": name, "width": size.width_mm, "height": size.height_mm, "margin": margin}


def _list_sentences(words: Words) -> list[dict[str, str]]:
    """List what a design may say in every language at once."""
    return [{"key": f"label.{key}", "says": str(text)} for key, text in words.area("label").items() if isinstance(text, str)]


def _describe_language(words: Words) -> dict[str, str]:
    return {"tag": words.language, "name": words.language_name(), "direction": words.direction}
