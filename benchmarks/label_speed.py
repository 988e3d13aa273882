"""CPU milliseconds per 4×6 label beside other engines, taking turns in one run, and where ours go.

    python benchmarks/label_speed.py [--rounds 40]

Every round draws a label that nobody has drawn before: names, streets, titles, numbers and symbols are new, the shop's side
stays. Ours starts from facts and does all: cleaning, looking for missing glyphs, shaping, wrapping, layout, both symbols,
font subsets, tags, file. The peers start from the finished layout (see `label_peers/`) and encode the symbols with our encoders.
"""

import argparse
import gc
import json
import platform
import statistics
import time
import zlib
from collections.abc import Callable
from datetime import date
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import Any

from label_facts import CASES, SIZE, lay_out, make_facts
from label_peers import fpdf2_documented, oxidize, pikepdf_overlay, reportlab_canvas, typst_page, weasyprint_page

from sendback.paper.code128 import encode_code128
from sendback.paper.content import write_content
from sendback.paper.drawing import Page
from sendback.paper.embedding import Resources, write_resources
from sendback.paper.label import draw_label, lay_out_label
from sendback.paper.missing import check_glyphs
from sendback.paper.model import LabelFacts
from sendback.paper.objects import COMPRESSION, ObjectFile
from sendback.paper.pdf import About, write_pdf
from sendback.paper.qr import encode_qr
from sendback.paper.ready import make_ready
from sendback.words.catalogue import words_for

RESULTS = Path(__file__).parent / "results" / "label_speed.json"
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


def encode_symbols(facts: LabelFacts) -> None:
    """Encode both symbols anew: the peers' share of that work."""
    encode_qr.__wrapped__(facts.qr_text)
    encode_code128.__wrapped__(facts.rma)


def measure(case: str, rounds: int) -> dict[str, dict[str, float]]:
    """Let the engines take turns over labels of one kind: the first few warm them up.

    As in `timeit`, no collection of garbage runs into an engine's turn that others made.
    """
    peers = EVERY_CASE | (LATIN_ONLY if case == "latin" else {})
    times: dict[str, list[float]] = {name: [] for name in ("sendback", *peers)}
    sizes: dict[str, int] = {}
    for number in range(rounds + WARM):
        facts = make_facts(CASES[case], number)
        gc.collect()
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
    gc.disable()
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
