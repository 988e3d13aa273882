"""Labels that nobody has drawn before, for the benchmarks: names, streets, titles, numbers and symbols are new, the shop's
side stays."""

import random
from datetime import date

from sendback.paper.drawing import Page
from sendback.paper.label import lay_out_label
from sendback.paper.model import ItemFact, LabelFacts, PaperSize
from sendback.paper.ready import make_ready
from sendback.words.catalogue import words_for

SIZE = PaperSize.FOUR_BY_SIX
LATIN, POLISH = "abcdefghijklmnoprstuvyåäö", "aąbcćeęiklłmnńoóprsśtuwyzżź"
HAN = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗北京市朝阳区建国路现代城"
OTHERS = ("علحسنمدركيب", "ยพาศรสขกนมท", "प्रियाशर्मानगर", "αβγδεκλμνοπρστ", HAN)
CASES: dict[str, tuple[str, ...]] = {
    "latin": (LATIN,),
    "polish": (POLISH,),
    "polish_chinese": (POLISH, HAN),
    "six_scripts": (POLISH, *OTHERS),
}
"""Latin is set in the Helvetica that viewers bring; all others embed what they print with."""


def make_text(source: random.Random, letters: str, words: int) -> str:
    """Make words that nobody has seen, of 4 to 8 letters."""
    return " ".join("".join(source.choices(letters, k=source.randint(4, 8))).capitalize() for _ in range(words))


def make_facts(alphabets: tuple[str, ...], number: int) -> LabelFacts:
    """Make the facts of one return whose shopper and items speak these alphabets in turn."""
    source = random.Random(f"{alphabets}{number}")
    texts = [make_text(source, alphabets[at % len(alphabets)], 2) for at in range(6)]
    # Another case has other symbols, or what was encoded once would be found again.
    rma = f"R{10_000_001 + 100_000 * len(alphabets) + number}{number % 10}"
    return LabelFacts(
        shop_name="Nordlys",
        rma=rma,
        rma_shown=f"{rma[:5]}-{rma[5:9]}-{rma[9:]}",
        order_number=f"SB-2026/{number:05}",
        consignor_lines=(texts[0], f"{texts[1]} {number % 90}", f"00{number % 1000:03} {texts[2][:12]}", "FINLAND"),
        consignee_lines=("Nordlys Returns", "c/o Northern Logistics", "Rahtitie 3", "01530 VANTAA", "FINLAND"),
        qr_text=f"HTTPS://RETURNS.NORDLYS.EXAMPLE/Q/NORDLYS/{rma}",
        made_on=date(2026, 11, 24),
        items=tuple(ItemFact(text, f"SKU-{number}-{at}", at) for at, text in enumerate(texts[3:], 1)),
        carrier_message="Please scan on arrival. Returns account 600123.",
        language="en",
    )


def lay_out(facts: LabelFacts) -> Page:
    """Clean the texts and place everything."""
    return lay_out_label(make_ready(facts), SIZE, words_for("en"))
