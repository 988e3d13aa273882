"""What the tag costs a shop's page, beside widgets that do a comparable job: bytes, evaluation, blocking, violations.

Each script is loaded alone on an empty page under one strict policy, with the processor slowed four times. Peers come
from npm into a temporary folder; one that cannot be fetched is left out and named.

    python benchmarks/widget_weight.py [--loads 9]
"""

import argparse
import json
import shutil
import statistics
import subprocess
import tempfile
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

RESULTS = Path(__file__).parent / "results" / "widget_weight.json"
THROTTLE = 4
LONG_TASK_MS = 50
PEERS = {
    "@calcom/embed-core@1.5.3": "dist/embed/embed.js",
    "@typeform/embed@6.1.1": "build/embed.js",
    "friendly-challenge@0.9.20": "widget.min.js",
}
POLICY = (
    "default-src 'none'; script-src 'nonce-n'; style-src 'none'; connect-src 'self';"
    " require-trusted-types-for 'script'; trusted-types 'none'"
)
PAGE = """<!doctype html><meta charset=utf-8><title>shop</title>
<script nonce=n>violations=[];addEventListener("securitypolicyviolation",e=>violations.push(e.effectiveDirective))</script>
<a href="/s/nordlys" data-sendback>Return an item</a><div class="frc-captcha" data-sitekey="x"></div>
<script nonce=n async src="/widget/v1/sendback.js" data-shop="pk"></script>"""
PACK = """const z=require("zlib"),b=require("fs").readFileSync(process.argv[1]);
console.log(JSON.stringify([b.length,z.gzipSync(b,{level:9}).length,z.brotliCompressSync(b).length]))"""


@dataclass(frozen=True)
class Load:
    """One load of a page: milliseconds spent evaluating the script, and blocking beyond 50 ms a task."""

    evaluate_ms: float
    blocking_ms: float
    requests: int
    violations: int


def main() -> None:
    """Measure ours and the peers in one run, and write the table."""
    options = argparse.ArgumentParser()
    options.add_argument("--loads", type=int, default=9)
    loads = options.parse_args().loads
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        rows = {name: measure(browser, script, loads) for name, script in collect(Path(folder)).items()}
        browser.close()
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps({"cpu_throttle": THROTTLE, "loads": loads, "widgets": rows}, indent=2) + "\n")
    for name, row in rows.items():
        print(f"{name:28}", *(f"{key} {value}" for key, value in row.items()))


def collect(folder: Path) -> dict[str, Path]:
    """Gather the scripts to measure: ours as committed, and each peer that npm can give."""
    static = Path(str(resources.files("sendback.web").joinpath("static/widget")))
    version = json.loads((static / "manifest.json").read_text("utf-8"))["version"]
    found = {f"sendback@{version}": static / version / "sendback.js"}
    for number, (package, inside) in enumerate(PEERS.items()):
        place = folder / str(number)
        place.mkdir()
        npm = ["npm", "pack", "--silent", "--ignore-scripts", package]
        packed = subprocess.run(npm, cwd=place, capture_output=True, text=True, check=False)
        if packed.returncode:
            print(f"{package}: left out, npm could not fetch it")
            continue
        shutil.unpack_archive(place / packed.stdout.split()[-1], place, "gztar", filter="data")
        found[package] = place / "package" / inside
    return {name: script for name, script in found.items() if script.is_file() or print(f"{name}: no such file")}


def measure(browser: Browser, script: Path, loads: int) -> dict[str, Any]:
    """Load one script several times and take the middle of each figure."""
    sizes = json.loads(subprocess.run(["node", "-e", PACK, script], capture_output=True, check=True).stdout)
    server = serve(script.read_bytes())
    address = f"http://127.0.0.1:{server.server_address[1]}/"
    load_once(browser, address)
    taken = [load_once(browser, address) for _ in range(loads)]
    server.shutdown()
    server.server_close()
    later = script.with_name("form.js.br")  # what ours brings when a shopper means it; the peers bring a page in a frame
    return {
        "raw_bytes": sizes[0],
        "gzip_bytes": sizes[1],
        "brotli_bytes": sizes[2],
        "evaluate_ms": round(statistics.median(load.evaluate_ms for load in taken), 1),
        "blocking_ms": round(statistics.median(load.blocking_ms for load in taken), 1),
        "requests_before_intent": max(load.requests for load in taken),
        "policy_violations": max(load.violations for load in taken),
        **({"brotli_bytes_on_intent": later.stat().st_size} if later.is_file() else {}),
    }


def serve(script: bytes) -> ThreadingHTTPServer:
    """Serve the strict page and the script on a port of their own."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Keep the output for the figures."""

        def do_GET(self) -> None:
            body, kind = (PAGE.encode(), "text/html") if self.path == "/" else (script, "text/javascript")
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Security-Policy", POLICY)
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def load_once(browser: Browser, address: str) -> Load:
    """Load the page once in a fresh context, slowed down and traced."""
    context = browser.new_context()
    page = context.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": THROTTLE})
    browser.start_tracing(page=page, categories=["devtools.timeline", "toplevel"])
    page.goto(address)
    page.wait_for_timeout(400)
    trace = json.loads(browser.stop_tracing())["traceEvents"]
    violations = len(page.evaluate("violations"))
    context.close()
    return Load(*read_trace(trace), len([url for url in requests if url != address and "favicon" not in url]), violations)


def read_trace(events: list[dict[str, Any]]) -> tuple[float, float]:
    """Find how long the script's evaluation took, and by how much its task was longer than 50 ms."""
    runs = [
        event
        for event in events
        if event["name"] == "EvaluateScript" and "sendback.js" in event.get("args", {}).get("data", {}).get("url", "")
    ]
    if not runs:
        return 0.0, 0.0
    run = max(runs, key=lambda event: event["dur"])
    tasks = [
        event["dur"] / 1000
        for event in events
        if event["name"] in ("RunTask", "ThreadControllerImpl::RunTask")
        and event.get("tid") == run["tid"]
        and event["ts"] <= run["ts"] < event["ts"] + event.get("dur", 0)
    ]
    longest = max(tasks, default=run["dur"] / 1000)
    return run["dur"] / 1000, max(0.0, longest - LONG_TASK_MS)


if __name__ == "__main__":
    main()
