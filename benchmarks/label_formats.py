"""Milliseconds and bytes of one label in every form, at 203 and 300 dpi, taking turns in one run.

    python benchmarks/label_formats.py [--rounds 40]

Every round draws a label that nobody has drawn before, from facts to file; `layout` is the part that all forms share.
Time is that of the whole process's processor, PDFium's included.
"""

import argparse
import json
import platform
import random
import statistics
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from label_speed import CASES, make_facts

from sendback.paper.dots import RESOLUTIONS
from sendback.paper.drawing import Page
from sendback.paper.formats import write_document
from sendback.paper.label import lay_out_label
from sendback.paper.model import Form, LabelFacts, PaperSize
from sendback.paper.pdf import About
from sendback.paper.ready import make_ready
from sendback.words.catalogue import words_for

RESULTS = Path(__file__).parent / "results" / "label_formats.json"
SIZE = PaperSize.FOUR_BY_SIX
WARM_UP = 3


def lay_out(facts: LabelFacts) -> Page:
    """Place everything: cleaning, shaping, wrapping, both symbols."""
    return lay_out_label(make_ready(facts), SIZE, words_for("en"))


def list_ways() -> dict[str, Callable[[LabelFacts], bytes]]:
    """Return each way from facts to a file by its name."""

    def draw(form: Form, dpi: int, bits: int) -> Callable[[LabelFacts], bytes]:
        return lambda facts: write_document([lay_out(facts)], About("Label", "en", facts.made_on), form, dpi, bits)

    ways = {f"{form} {dpi}": draw(form, dpi, 1) for form in Form for dpi in RESOLUTIONS}
    return ways | {f"bmp 24 bits {dpi}": draw(Form.BMP, dpi, 24) for dpi in RESOLUTIONS}


def measure(case: str, rounds: int) -> dict[str, dict[str, float]]:
    """Let the forms take turns, each with a label of its own: no form profits from another's caches."""
    ways = list_ways()
    names = ["layout", *ways]
    times: dict[str, list[float]] = {name: [] for name in names}
    sizes: dict[str, int] = {}
    # In another order each round: who follows a file of megabytes finds the processor's memory cold.
    source = random.Random(case)
    turns = [name for _ in range(rounds + WARM_UP) for name in source.sample(names, len(names))]
    for number, name in enumerate(turns):
        facts = make_facts(CASES[case], number)
        start = time.process_time()
        drawn = ways[name](facts) if name in ways else lay_out(facts)
        times[name].append((time.process_time() - start) * 1000)
        sizes[name] = len(drawn) if isinstance(drawn, bytes) else 0
    return {
        name: {
            "median_ms": round(statistics.median(taken[WARM_UP:]), 2),
            "min_ms": round(min(taken[WARM_UP:]), 2),
            "bytes": sizes[name],
        }
        for name, taken in times.items()
    }


def main() -> None:
    """Measure the four kinds of label, print the table and write it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=40)
    rounds = parser.parse_args().rounds
    cases = {case: measure(case, rounds) for case in CASES}
    print(f"{'median ms':16}" + "".join(f"{case:>18}" for case in CASES))
    for name in next(iter(cases.values())):
        print(f"{name:16}" + "".join(f"{case[name]['median_ms']:18.2f}" for case in cases.values()))
    versions = {name: version(name) for name in ("pypdfium2", "uharfbuzz")}
    report = {"python": platform.python_version(), "versions": versions, "rounds": rounds, "size": SIZE, "cases": cases}
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(report, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
