"""What it costs to write what a return is found by: its share of making returns, durable, on SQLite.

python benchmarks/search_writing.py [--returns 2000]
"""

import argparse
import json
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bulk_approval import found, make_waiting

from sendback.database.opening import open_database
from sendback.returns import parcel_store, store

RESULTS = Path(__file__).parent / "results" / "search_writing.json"


class Watch:
    """Add up how long a function takes."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def around(self, work: Callable[..., Any]) -> Callable[..., Any]:
        """Measure a function each time it is called."""

        def timed(*args: Any, **kwargs: Any) -> Any:
            began = time.perf_counter()
            try:
                return work(*args, **kwargs)
            finally:
                self.seconds += time.perf_counter() - began

        return timed


def main() -> None:
    """Make returns one by one, print what part of it the words took, and keep it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--returns", type=int, default=2000)
    chosen, now, watch = parser.parse_args(), datetime.now(UTC), Watch()
    named = [(store, "index_return"), (store, "list_person_words"), (store, "list_thing_words"), (store, "write_words")]
    for module, name in [*named, (parcel_store, "add_words")]:
        setattr(module, name, watch.around(getattr(module, name)))
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        database = open_database(f"sqlite:{Path(folder) / 'bench.sqlite'}")
        shop = found(database, now)
        began = time.perf_counter()
        for _ in range(chosen.returns):
            database.write(make_waiting, shop, 1, now)
        whole = time.perf_counter() - began
        database.close()
    result = {
        "returns": chosen.returns,
        "milliseconds_each": round(whole / chosen.returns * 1000, 3),
        "of_it_words": round(watch.seconds / chosen.returns * 1000, 3),
        "more_than_without_percent": round(100 * watch.seconds / (whole - watch.seconds), 1),
    }
    RESULTS.write_text(json.dumps(result, indent=2) + "\n")
    print(result)


if __name__ == "__main__":
    main()
