"""Ten thousand labels in one file on one core: labels a second, peak memory, bytes a label; ReportLab beside us.

    python benchmarks/label_batch.py [--count 10000]

Each run is a process of its own, so that memory is its own too. Every label is new. Ours starts from facts; ReportLab gets
each page laid out, and of its own run only its drawing is timed.
"""

import argparse
import json
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from label_facts import CASES, SIZE, lay_out, make_facts

from sendback.paper.drawing import Page
from sendback.paper.pdf import About, write_pdf_to

RESULTS = Path(__file__).parent / "results" / "label_batch.json"
ABOUT = About("Return labels", "en", date(2026, 11, 24))
BATCHES = ("latin", "six_scripts")
# ReportLab keeps every page until it saves: a share is enough to see its rate.
SHARE = 10


def list_pages(case: str, count: int) -> Iterator[Page]:
    """Lay out labels one after the other."""
    return (lay_out(make_facts(CASES[case], number)) for number in range(count))


def write_ours(case: str, count: int, out: Path) -> float:
    """Write the file from facts, and return the seconds of CPU that took."""
    start = time.process_time()
    with out.open("wb") as file:
        write_pdf_to(file, list_pages(case, count), ABOUT)
    return time.process_time() - start


def write_with_reportlab(case: str, count: int, out: Path) -> float:
    """Draw the file page by page on a canvas, and return the seconds of CPU that the canvas took."""
    from label_peers import reportlab_canvas

    canvas, taken = reportlab_canvas.open_canvas(out), 0.0
    for page in list_pages(case, count):
        start = time.process_time()
        reportlab_canvas.draw_page(canvas, page)
        taken += time.process_time() - start
    start = time.process_time()
    canvas.save()
    return taken + time.process_time() - start


WRITERS = {"sendback": write_ours, "reportlab": write_with_reportlab}


def run(engine: str, case: str, count: int) -> None:
    """Write one file and print what it took: for a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "labels.pdf"
        seconds = WRITERS[engine](case, count, out)
        size = out.stat().st_size
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures = {"labels": count, "a_second": round(count / seconds), "peak_mb": round(peak), "bytes_each": round(size / count)}
    print(json.dumps(figures))


def measure(engine: str, case: str, count: int) -> Any:
    """Let another process write one file."""
    command = [sys.executable, __file__, "--run", engine, case, "--count", str(count)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main() -> None:
    """Write the batches, print the table and keep it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--run", nargs=2, metavar=("ENGINE", "CASE"))
    asked = parser.parse_args()
    if asked.run:
        run(*asked.run, asked.count)
        return
    cases: dict[str, Any] = {}
    print(f"{'batch':16}{'engine':12}{'labels':>8}{'a second':>10}{'peak MB':>9}{'bytes each':>12}")
    for case in BATCHES:
        for engine, count in (("sendback", asked.count), ("reportlab", asked.count // SHARE)):
            figures = cases.setdefault(case, {})[engine] = measure(engine, case, count)
            labels, rate, peak, size = figures.values()
            print(f"{case:16}{engine:12}{labels:8}{rate:10}{peak:9}{size:12}")
    RESULTS.write_text(json.dumps({"python": platform.python_version(), "size": SIZE, "cases": cases}, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
