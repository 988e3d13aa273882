"""CPU milliseconds per 4×6 label beside other engines, taking turns in one run, and where ours go.

    python benchmarks/label_speed.py [--rounds 40]

Every round draws a label that nobody has drawn before: names, streets, titles, numbers and symbols are new, the shop's side
stays. Ours starts from facts and does all: cleaning, looking for missing glyphs, shaping, wrapping, layout, both symbols,
font subsets, tags, file. The peers start from the finished layout (see `label_peers/`) and encode the symbols with our encoders.
"""

import argparse
import json
import platform
import random
import statistics
import time
import zlib
from collections.abc import Callable
from datetime import date
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import Any

from label_peers import fpdf2_documented, oxidize, pikepdf_overlay, reportlab_canvas, typst_page, weasyprint_page

from sendback.paper.code128 import encode_code128
from sendback.paper.content import write_content
from sendback.paper.drawing import Page
from sendback.paper.embedding import Resources, write_resources
from sendback.paper.label import draw_label, lay_out_label
from sendback.paper.missing import check_glyphs
from sendback.paper.model import ItemFact, LabelFacts, PaperSize
from sendback.paper.objects import COMPRESSION, ObjectFile
from sendback.paper.pdf import About, write_pdf
from sendback.paper.qr import encode_qr
from sendback.paper.ready import make_ready
from sendback.words.catalogue import words_for

RESULTS = Path(__file__).parent / "results" / "label_speed.json"
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
Draw = Callable[[Page], bytes]
EVERY_CASE: dict[str, Draw] = {
    "reportlab": reportlab_canvas.draw,
    "typst": typst_page.draw,
    "weasyprint": weasyprint_page.draw,
    "fpdf2": fpdf2_documented.draw,
}
LATIN_ONLY: dict[str, Draw] = {"oxidize-pdf": oxidize.draw, "pikepdf": pikepdf_overlay.draw}
# fpdf2 takes a tenth of a second and more for embedded fonts: a share of the rounds is enough for its median.
SLOW, SHARE = ("fpdf2", "weasyprint"), 4
WARM = 5


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


def measure(case: str, rounds: int) -> dict[str, dict[str, float]]:
    """Let the engines take turns over labels of one kind: the first few warm them up."""
    peers = EVERY_CASE | (LATIN_ONLY if case == "latin" else {})
    times: dict[str, list[float]] = {name: [] for name in ("sendback", *peers)}
    sizes: dict[str, int] = {}
    for number in range(rounds + WARM):
        facts = make_facts(CASES[case], number)
        start = time.process_time()
        sizes["sendback"] = len(draw_label(facts, SIZE, words_for("en")))
        times["sendback"].append(time.process_time() - start)
        # Laid out under another shopper's eyes would warm our caches: the layout for the peers comes after ours.
        page = lay_out(facts)
        for name, draw in peers.items():
            if name in SLOW and number % SHARE:
                continue
            start = time.process_time()
            if name != "fpdf2":
                encode_symbols(facts)
            sizes[name] = len(draw(page))
            times[name].append(time.process_time() - start)
    return {name: summarize(taken[2 if name in SLOW else WARM :], sizes[name]) for name, taken in times.items()}


def summarize(taken: list[float], size: int) -> dict[str, float]:
    """Give median and least in milliseconds, and the size of the last file."""
    return {"median_ms": round(statistics.median(taken) * 1000, 3), "min_ms": round(min(taken) * 1000, 3), "bytes": size}


def share_out(case: str, rounds: int) -> dict[str, float]:
    """Say where our time goes: medians in microseconds, part by part, for labels never drawn before."""
    parts: dict[str, list[float]] = {}

    def clock(part: str, work: Callable[[], Any]) -> Any:
        start = time.perf_counter()
        done = work()
        parts.setdefault(part, []).append((time.perf_counter() - start) * 1e6)
        return done

    words, about = words_for("en"), About("Return label", "en", date(2026, 11, 24))
    for number in range(10_000, 10_000 + rounds + WARM):
        facts = make_facts(CASES[case], number)
        ready = clock("clean and check", lambda facts=facts: check(facts))
        clock("symbols", lambda ready=ready: (encode_qr(ready.qr_text), encode_code128(ready.rma)))
        page = clock("set and place", lambda ready=ready: lay_out_label(ready, SIZE, words))
        used = Resources()
        content = clock("content", lambda page=page, used=used: write_content(page, used))
        clock("deflate content", lambda content=content: zlib.compress(content, COMPRESSION))
        clock("fonts", lambda used=used: write_resources(ObjectFile(BytesIO()), 0, used))
        clock("all of the file", lambda page=page: write_pdf([page], about))
    return {part: round(statistics.median(taken[WARM:]), 1) for part, taken in parts.items()}


def check(facts: LabelFacts) -> LabelFacts:
    """Clean all texts and look for missing glyphs."""
    ready = make_ready(facts)
    check_glyphs(ready)
    return ready


def main() -> None:
    """Measure the four kinds of label, print the tables and write them as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=60)
    rounds = parser.parse_args().rounds
    cases: dict[str, Any] = {}
    for case in CASES:
        figures = measure(case, rounds)
        ours = figures["sendback"]["median_ms"]
        ratios = {name: round(figure["median_ms"] / ours, 2) for name, figure in figures.items() if name != "sendback"}
        where = share_out(case, rounds)
        cases[case] = {"engines": figures, "times_ours": ratios, "microseconds_of_ours": where}
        print(f"\n{case}")
        for name, figure in sorted(figures.items(), key=lambda item: item[1]["median_ms"]):
            print(f"  {name:14}{figure['median_ms']:9.2f} ms{ratios.get(name, 1):8.1f} × {figure['bytes']:8} bytes")
        print("  of ours, µs:  " + ", ".join(f"{part} {taken:.0f}" for part, taken in where.items()))
    names = ("fpdf2", "oxidize-pdf", "pikepdf", "reportlab", "segno", "typst", "uharfbuzz", "weasyprint")
    versions = {name: version(name) for name in names}
    report = {"python": platform.python_version(), "versions": versions, "rounds": rounds, "size": SIZE, "cases": cases}
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(report, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
