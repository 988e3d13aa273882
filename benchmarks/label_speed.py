"""CPU milliseconds per 4×6 label beside other engines, taking turns in one run, and where ours go.

    python benchmarks/label_speed.py [--turns 20]

Every label is one that nobody has drawn before: names, streets, titles, numbers and symbols are new, the shop's side
stays. Ours starts from facts and does all: cleaning, looking for missing glyphs, shaping, wrapping, layout, both symbols,
fonts, tags, file. The peers start from the finished layout (see `label_peers/`) and encode the symbols with our encoders;
"sendback, laid out" is ours on the same terms.
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
from functools import partial
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import Any

from label_facts import CASES, SIZE, lay_out_label, make_facts
from label_peers import fpdf2_documented, oxidize, pikepdf_overlay, reportlab_canvas, typst_page, weasyprint_page

from sendback.paper.code128 import encode_code128
from sendback.paper.content import write_content
from sendback.paper.documents import draw, lay_out
from sendback.paper.drawing import Page
from sendback.paper.embedding import Resources, write_resources
from sendback.paper.missing import check_glyphs
from sendback.paper.model import DocumentKind, LabelFacts
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
# These take a tenth of a second and more: one label a turn is enough for their median.
SLOW = ("fpdf2", "weasyprint")
TURN, WARM = 5, 5
ABOUT = About("Return label", "en", date(2026, 11, 24))


def measure(case: str, turns: int) -> dict[str, dict[str, float]]:
    """Let the engines take turns of a few labels each; the first turn warms them up.

    As in `timeit`, no collection of garbage runs into an engine's turn that others made. Label by label, every engine would be
    timed while it fetches its code and tables back into the processor's cache, the quick ones above all.
    """
    peers = EVERY_CASE | (LATIN_ONLY if case == "latin" else {})
    times: dict[str, list[float]] = {name: [] for name in ("sendback", "sendback, laid out", *peers)}
    sizes: dict[str, int] = {}

    def clock(name: str, work: Callable[[], bytes]) -> None:
        start = time.process_time()
        sizes[name] = len(work())
        times[name].append(time.process_time() - start)

    for turn in range(turns + 1):
        every_facts = [make_facts(CASES[case], TURN * turn + place) for place in range(TURN)]
        gc.collect()
        for facts in every_facts:
            clock("sendback", partial(draw, DocumentKind.LABEL, facts, SIZE, words_for("en")))
        # Laid out under another shopper's eyes would warm our caches: the layout for the peers comes after ours.
        pages = [lay_out_label(facts) for facts in every_facts]
        for facts, page in zip(every_facts, pages, strict=True):
            clock("sendback, laid out", partial(draw_as_peer, "sendback", write_one, facts, page))
        for name, peer in peers.items():
            for facts, page in list(zip(every_facts, pages, strict=True))[: 1 if name in SLOW else TURN]:
                clock(name, partial(draw_as_peer, name, peer, facts, page))
    return {name: summarize(taken[1 if name in SLOW else TURN :], sizes[name]) for name, taken in times.items()}


def write_one(page: Page) -> bytes:
    """Write a laid-out page, as the peers do."""
    return write_pdf([page], ABOUT)


def draw_as_peer(name: str, peer: Draw, facts: LabelFacts, page: Page) -> bytes:
    """Encode both symbols anew, the peers' share of that work, and draw; fpdf2's page brings its own."""
    if name != "fpdf2":
        encode_qr.__wrapped__(facts.qr_text)
        encode_code128.__wrapped__(facts.rma)
    return peer(page)


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

    words = words_for("en")
    for number in range(10_000, 10_000 + rounds + WARM):
        facts = make_facts(CASES[case], number)
        ready = clock("clean and check", lambda facts=facts: check(facts))
        clock("symbols", lambda ready=ready: (encode_qr(ready.qr_text), encode_code128(ready.rma)))
        page = clock("set and place", lambda ready=ready: lay_out(DocumentKind.LABEL, ready, SIZE, words)[0])
        used = Resources()
        content = clock("content", lambda page=page, used=used: write_content(page, used))
        clock("deflate content", lambda content=content: zlib.compress(content, COMPRESSION))
        clock("fonts", lambda used=used: write_resources(ObjectFile(BytesIO()), 0, used))
        clock("all of the file", lambda page=page: write_one(page))
    return {part: round(statistics.median(taken[WARM:]), 1) for part, taken in parts.items()}


def check(facts: LabelFacts) -> LabelFacts:
    """Clean all texts and look for missing glyphs."""
    ready = make_ready(facts)
    check_glyphs(ready)
    return ready


def main() -> None:
    """Measure the four kinds of label, print the tables and write them as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=20)
    turns = parser.parse_args().turns
    gc.disable()
    cases: dict[str, Any] = {}
    for case in CASES:
        figures = measure(case, turns)
        ours = figures["sendback"]["median_ms"]
        ratios = {name: round(figure["median_ms"] / ours, 2) for name, figure in figures.items() if name != "sendback"}
        where = share_out(case, TURN * turns)
        cases[case] = {"engines": figures, "times_ours": ratios, "microseconds_of_ours": where}
        print(f"\n{case}")
        for name, figure in sorted(figures.items(), key=lambda item: item[1]["median_ms"]):
            print(f"  {name:20}{figure['median_ms']:9.2f} ms{ratios.get(name, 1):8.1f} × {figure['bytes']:8} bytes")
        print("  of ours, µs:  " + ", ".join(f"{part} {taken:.0f}" for part, taken in where.items()))
    names = ("fpdf2", "oxidize-pdf", "pikepdf", "reportlab", "segno", "typst", "uharfbuzz", "weasyprint")
    versions = {name: version(name) for name in names}
    report = {
        "python": platform.python_version(),
        "versions": versions,
        "turns": turns,
        "labels_a_turn": TURN,
        "size": SIZE,
        "cases": cases,
    }
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(report, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
