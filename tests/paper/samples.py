"""Labels to draw in tests: an ordinary one, the scripts of the world, and what nobody should ever send."""

import io
from dataclasses import replace
from datetime import date
from typing import Any

import pypdfium2
import zxingcpp
from PIL import Image

from sendback.paper.drawing import Page, Thing
from sendback.paper.model import InstructionFacts, ItemFact, LabelFacts
from sendback.words.catalogue import Words, words_for

QR = "HTTPS://RETURNS.NORDLYS.EXAMPLE/Q/NORDLYS/R100000016"
SCRIPTS = {
    "latin": "Łukasz Żółć",
    "finnish": "Järvenpää",
    "vietnamese": "Nguyễn Thị Hồng Ánh",
    "han": "张伟",
    "arabic": "علي حسن",
    "thai": "ยุพา",
    "devanagari": "प्रिया",
    "greek": "Δημήτρης Παπαδόπουλος",
    "cyrillic": "Алексей Щёголев",
    "hebrew": "משה כהן",
    "japanese": "山田太郎 カタカナ ひらがな",
    "korean": "김철수",
    "georgian": "გიორგი",
    "armenian": "Արամ",
    "bengali": "প্রিয়া",
    "tamil": "பிரியா",
    "amharic": "አበበ",
    "khmer": "សុខា",
}


def make_facts(**changes: Any) -> LabelFacts:
    """Make the facts of an ordinary return of two lines."""
    whole = LabelFacts(
        shop_name="Nordlys",
        rma="R100000016",
        rma_shown="R1000-0001-6",
        order_number="SB-2026/0042",
        consignor_lines=("Liisa Järvenpää", "Mannerheimintie 12 B 34", "00100 HELSINKI", "Finland"),
        consignee_lines=("Nordlys Returns", "c/o Northern Logistics", "Rahtitie 3", "01530 VANTAA", "Finland"),
        qr_text=QR,
        made_on=date(2026, 11, 24),
        items=(
            ItemFact("Linen shirt, white / M", "SKU-12", 1, "Too small"),
            ItemFact("Wool socks", "SKU-877", 2, "Changed my mind"),
        ),
        carrier_message="Please scan on arrival. Returns account 600123.",
        instructions=InstructionFacts(
            date(2026, 12, 24), "Posti", "https://returns.nordlys.example/r/9h", "help@nordlys.example"
        ),
    )
    return replace(whole, **changes)


def make_arabic(**changes: Any) -> LabelFacts:
    """Make a return whose whole page reads from right to left."""
    arabic = {
        "language": "ar",
        "direction": "rtl",
        "shop_name": "متجر النور",
        "consignor_lines": ("علي حسن", "شارع الملك فهد 12، حي العليا", "11564 الرياض"),
        "items": (ItemFact("قميص كتان أبيض / M", "SKU-12", 1, "صغير"),),
        "carrier_message": "يرجى المسح عند الوصول. رقم الحساب 600123.",
    }
    return make_facts(**{**arabic, **changes})


def make_hostile() -> dict[str, LabelFacts]:
    """Make labels of far too much, of unbreakable words, of nothing, and of PDF operators."""
    name = "Bartholomäus-Maximilian-Ferdinand von und zu Hohenlohe-Waldenburg-Schillingsfürst der Ältere, Ehrenpräsident"
    lines = tuple(f"Line {number} of an address that is rather long" for number in range(11))
    item = ItemFact("Very long title " * 8, "SKU-" + "9" * 50, 99, "reason " * 60)
    operators = ") Tj ET /JS (app.alert(1)) /JavaScript /URI (https://evil.example) /Launch <</S/URI>> endstream endobj \\"
    return {
        "much": make_facts(
            shop_name=name,
            order_number="X" * 100,
            consignor_lines=(name, *lines),
            consignee_lines=(name, *lines),
            items=(item,) * 60,
            carrier_message="Message " * 80,
        ),
        "unbreakable": make_facts(
            shop_name="A" * 400,
            order_number="ก" * 100,
            consignor_lines=("漢" * 300, "ا" * 200),
            consignee_lines=("W" * 600, "i" * 100_000),
            carrier_message="a\u0301\u0302\u0303\u0304\u0305\u0306\u0307" * 40 + "\r\n\u202eevil\u0000",
        ),
        "nothing": make_facts(
            shop_name="", order_number="", consignor_lines=(), consignee_lines=("",), items=(), carrier_message="\r\n"
        ),
        "operators": make_facts(
            shop_name=operators,
            order_number=operators,
            consignor_lines=(operators,) * 3,
            consignee_lines=(operators,) * 3,
            items=(ItemFact(operators, operators, 1, operators),),
            carrier_message=operators,
        ),
        "long_address": make_facts(qr_text=QR + "?LONG=" + "Y" * 120),
    }


def make_words(facts: LabelFacts) -> Words:
    """Find the words for a label's language."""
    return words_for(facts.language)


def list_things(page: Page) -> tuple[Thing, ...]:
    """List everything that stands on a page, what it has in common with others too."""
    return (*(page.base.things if page.base else ()), *page.things)


def read_text(pdf: bytes) -> str:
    """Extract the text of all pages as Chromium's PDF engine does."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document).replace("\r\n", "\n")
    finally:
        document.close()


def print_page(pdf: bytes, dpi: int, page: int = 0) -> Image.Image:
    """Rasterize a page as a thermal printer does: dots are black or white."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[page].render(scale=dpi / 72).to_pil().convert("L").point(lambda value: 255 * (value > 127), mode="1")
    finally:
        document.close()


def scan(image: Image.Image) -> dict[str, str]:
    """Decode every symbol of a printed page with an independent decoder."""
    found = zxingcpp.read_barcodes(image.convert("L"))
    return {symbol.format.name: symbol.text for symbol in found}


def make_png(width: int = 300, height: int = 90, colour: str = "#1f5e4b", transparent: bool = True) -> bytes:
    """Make a logo: a bar on nothing."""
    picture = Image.new("RGBA", (width, height), (0, 0, 0, 0) if transparent else "white")
    picture.paste(colour, (10, 10, width - 10, height - 10))
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
