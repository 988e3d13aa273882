"""CPU milliseconds per 4×6 label beside ReportLab's canvas and WeasyPrint, taking turns in one run.

    python benchmarks/label_speed.py [--rounds 40]

Every round draws a label that nobody has drawn before: names, streets, titles, numbers and symbols are new, the shop's side
stays. Ours starts from facts and does all: cleaning, looking for missing glyphs, shaping, wrapping, layout, both symbols,
font subsets, file. The peers start from the finished layout (see `label_peers.py`) and encode the symbols with our encoders.
"""

import argparse
import json
import platform
import random
import statistics
import time
from collections.abc import Callable
from datetime import date
from importlib.metadata import version
from pathlib import Path

from label_peers import draw_with_reportlab, draw_with_weasyprint

from sendback.paper.code128 import encode_code128
from sendback.paper.drawing import Page
from sendback.paper.label import draw_label, lay_out_label
from sendback.paper.model import ItemFact, LabelFacts, PaperSize
from sendback.paper.qr import encode_qr
from sendback.paper.ready import make_ready
from sendback.words.catalogue import words_for

RESULTS = Path(__file__).parent / "results" / "label_speed.json"
SIZE = PaperSize.FOUR_BY_SIX
LATIN, FINNISH = "abcdefghijklmnoprstuvy", "aäeikloöstuvyåšž"
HAN = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗北京市朝阳区建国路现代城"
OTHERS = ("علحسنمدركيب", "ยพาศรสขกนมท", "प्रियाशर्मानगर", "αβγδεκλμνοπρστ", HAN)
CASES: dict[str, tuple[str, ...]] = {
    "latin": (LATIN,),
    "finnish": (FINNISH,),
    "finnish_chinese": (FINNISH, HAN),
    "six_scripts": (FINNISH, *OTHERS),
}


def make_text(source: random.Random, letters: str, words: int) -> str:
    """Make words that nobody has seen, of 4 to 8 letters."""
    return " ".join("".join(source.choices(letters, k=source.randint(4, 8))).capitalize() for _ in range(words))


def make_facts(alphabets: tuple[str, ...], number: int) -> LabelFacts:
    """Make the facts of one return whose shopper and items speak these alphabets in turn."""
    source = random.Random(f"{alphabets}{number}")
    texts = [make_text(source, alphabets[at % len(alphabets)], 2) for at in range(6)]
    rma = f"R{10_000_001 + number}{number % 10}"
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
    """Place everything, for the peers."""
    return lay_out_label(make_ready(facts), SIZE, words_for("en"))


def encode_symbols(facts: LabelFacts) -> None:
    """Encode both symbols anew: the peers' share of that work."""
    encode_qr.__wrapped__(facts.qr_text)
    encode_code128.__wrapped__(facts.rma)


def make_drawers() -> dict[str, Callable[[LabelFacts, Page], bytes]]:
    """Return each engine's way from facts, or from the finished layout, to the file."""

    def draw_by_reportlab(facts: LabelFacts, page: Page) -> bytes:
        encode_symbols(facts)
        return draw_with_reportlab(page)

    def draw_by_weasyprint(facts: LabelFacts, page: Page) -> bytes:
        encode_symbols(facts)
        return draw_with_weasyprint(page)

    return {
        "sendback": lambda facts, _page: draw_label(facts, SIZE, words_for("en")),
        "reportlab": draw_by_reportlab,
        "weasyprint": draw_by_weasyprint,
    }


def measure(case: str, rounds: int) -> dict[str, dict[str, float]]:
    """Let the engines take turns over labels of one kind: the first three warm them up."""
    drawers = make_drawers()
    times: dict[str, list[float]] = {name: [] for name in drawers}
    sizes: dict[str, int] = {}
    for number in range(rounds + 3):
        facts = make_facts(CASES[case], number)
        # Laid out under another shopper's eyes would warm our caches: the layout for the peers comes after ours.
        page: Page | None = None
        for name, draw in drawers.items():
            if name != "sendback":
                page = page or lay_out(facts)
            start = time.process_time()
            drawn = draw(facts, page or Page(0, 0, ()))
            times[name].append((time.process_time() - start) * 1000)
            sizes[name] = len(drawn)
    return {
        name: {"median_ms": round(statistics.median(taken[3:]), 2), "min_ms": round(min(taken[3:]), 2), "bytes": sizes[name]}
        for name, taken in times.items()
    }


def main() -> None:
    """Measure the four kinds of label, print the table and write it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=40)
    rounds = parser.parse_args().rounds
    cases = {}
    print(f"{'label':16}{'sendback':>12}{'reportlab':>12}{'weasyprint':>12}{'× reportlab':>14}{'× weasyprint':>14}")
    for case in CASES:
        figures = measure(case, rounds)
        ours, *peers = (figure["median_ms"] for figure in figures.values())
        ratios = [round(peer / ours, 1) for peer in peers]
        cases[case] = {**figures, "reportlab_to_sendback": ratios[0], "weasyprint_to_sendback": ratios[1]}
        print(f"{case:16}{ours:9.2f} ms{peers[0]:9.2f} ms{peers[1]:9.2f} ms{ratios[0]:14}{ratios[1]:14}")
    versions = {name: version(name) for name in ("reportlab", "weasyprint", "uharfbuzz", "segno")}
    report = {"python": platform.python_version(), "versions": versions, "rounds": rounds, "size": SIZE, "cases": cases}
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(report, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
