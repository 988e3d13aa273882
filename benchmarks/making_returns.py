"""What a return costs to make, in this tree and in another, in turns: milliseconds, durable, on SQLite.

    PYTHONPATH=.:server python benchmarks/making_returns.py --before ../before [--turns 5]

`--before` is a work tree of an older commit. The median of 40 returns a turn, and the median of the turns.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

RESULTS = Path(__file__).parent / "results" / "making_returns.json"
MOST_RATIO = 1.15
RETURNS = 40


def make(turns: int) -> None:
    """Make returns whenever a line comes in, and say what they took."""
    from bulk_approval import found, make_waiting  # of the tree that this process runs in

    from sendback.database.opening import open_database

    now = datetime.now(UTC)
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(f"sqlite:{folder}/bench.sqlite")
        shop = found(database, now)
        for turn in range(turns + 1):
            worked, clock = time.process_time(), []
            for _ in range(RETURNS):
                began = time.perf_counter()
                database.write(make_waiting, shop, 1, now)
                clock.append((time.perf_counter() - began) * 1000)
            took = {"cpu_ms": (time.process_time() - worked) * 1000 / RETURNS, "clock_ms": statistics.median(clock)}
            print(json.dumps(took if turn else {}), flush=True)
            sys.stdin.readline()
        database.close()


def start(tree: Path, turns: int) -> "subprocess.Popen[str]":
    """Start a process in a tree and wait until it is warm."""
    paths = [str(tree / "benchmarks"), str(tree / "server"), str(tree)]
    command = [sys.executable, __file__, "--make", "--turns", str(turns)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONSAFEPATH": "1"}
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)
    assert process.stdout
    process.stdout.readline()
    return process


def main() -> None:
    """Let both make returns in turns, compare, keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--before", type=Path)
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--make", action="store_true")
    chosen = parser.parse_args()
    if chosen.make:
        return make(chosen.turns)
    both = [start(tree.resolve(), chosen.turns) for tree in (chosen.before, Path(__file__).parents[1])]
    taken: list[list[dict[str, float]]] = [[], []]
    for _ in range(chosen.turns):
        for each, process in zip(taken, both, strict=True):
            assert process.stdin
            assert process.stdout
            process.stdin.write("\n")
            process.stdin.flush()
            each.append(json.loads(process.stdout.readline()))
    for process in both:
        process.communicate("\n")
    result = {}
    for name in ("cpu_ms", "clock_ms"):
        before, now = (statistics.median(turn[name] for turn in each) for each in taken)
        result[name] = {"before": round(before, 2), "now": round(now, 2), "ratio": round(now / before, 2)}
    kept = {"turns": chosen.turns, **result, "most_ratio": MOST_RATIO, "is_met": result["cpu_ms"]["ratio"] <= MOST_RATIO}
    RESULTS.write_text(json.dumps(kept, indent=2) + "\n")
    print(json.dumps(kept, indent=2))
    return None


if __name__ == "__main__":
    main()
