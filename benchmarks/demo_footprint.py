"""How long the demo takes to be ready and how much memory it holds, after the first labels were drawn.

python benchmarks/demo_footprint.py
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

RESULTS = Path(__file__).parent / "results" / "demo_footprint.json"
PORT = 8766


def main() -> None:
    """Start the demo afresh, open its pages, and add up what all its processes hold."""
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        command = [sys.executable, "-m", "sendback", "demo", "--port", str(PORT), "--folder", f"{folder}/demo"]
        began = time.perf_counter()
        demo = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        try:
            ready = wait_until_ready(began)
            for path in ("/demo/", "/demo/inbox", "/s/nordlys", "/widget/v1/sendback.js", "/livez") * 10:
                urllib.request.urlopen(f"http://127.0.0.1:{PORT}{path}", timeout=10).read()
            time.sleep(3)  # the worker sends the demo's mails, with a label drawn for each
            memory = sum(read_memory(pid) for pid in list_group(demo.pid))
        finally:
            os.killpg(demo.pid, signal.SIGTERM)
            demo.wait(20)
    report = {"ready_seconds": round(ready, 2), "memory_mb": round(memory, 1)}
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(report, indent=2) + "\n")
    print(report)


def wait_until_ready(began: float) -> float:
    """Wait for /readyz and return how many seconds it took."""
    while time.perf_counter() - began < 60:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/readyz", timeout=2):
                return time.perf_counter() - began
        except OSError:
            time.sleep(0.05)
    raise SystemExit("the demo did not get ready within a minute")


def list_group(leader: int) -> list[int]:
    """List the processes of the demo's group."""
    pids = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    return [pid for pid in pids if group_of(pid) == leader]


def group_of(pid: int) -> int:
    """Return a process's group, -1 when it is gone."""
    try:
        return os.getpgid(pid)
    except ProcessLookupError:
        return -1


def read_memory(pid: int) -> float:
    """Return what a process holds in MB, shared pages counted once over all who share them (PSS)."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    kilobytes = next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
    return kilobytes / 1024


if __name__ == "__main__":
    main()
