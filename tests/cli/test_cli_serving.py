"""demo, serve and worker, as processes."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sendback.app import make_context
from sendback.settings.reading import read_settings
from tests.cli.asking import ask
from tests.cli.conftest import Type
from tests.live import environment_of, wait_until_ready
from tests.ports import free_port

READY_SECONDS, MOST_MEGABYTES = 10, 150


@contextmanager
def running_demo(folder: Path, port: int, *more: str) -> Iterator[Path]:
    """Run the demo until the test is done with it, and see that it ends gracefully; gives what it printed."""
    printed = folder / "printed"
    command = [sys.executable, "-m", "sendback", "demo", "--port", str(port), "--folder", str(folder / "data"), *more]
    with printed.open("w") as out:
        demo = subprocess.Popen(command, cwd=folder, stdout=out, stderr=out, start_new_session=True)
    try:
        wait_until_ready(f"http://127.0.0.1:{port}", demo, printed)
        yield printed
    finally:
        demo.terminate()
        assert demo.wait(20) == 0, printed.read_text()


def read(url: str) -> str:
    with urllib.request.urlopen(url) as answer:
        return str(answer.read().decode())


def measure_megabytes(port: int) -> float:
    """Add up what the processes with this port in their environment hold, shared pages counted once."""
    total = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if f"SENDBACK_PORT={port}".encode() in (process / "environ").read_bytes().split(b"\0"):
                found = re.search(r"^Pss: +(\d+) kB", (process / "smaps_rollup").read_text(), re.MULTILINE)
                total += int(found[1]) if found else 0
        except OSError:
            continue
    return total / 1024


def measure_seconds(folder: Path) -> float:
    """Add up the processor's time of the demo in a folder, whoever else keeps the machine busy meanwhile."""
    ticks = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if str(folder).encode() in (process / "cmdline").read_bytes() + (process / "environ").read_bytes():
                ticks += sum(map(int, (process / "stat").read_text().rpartition(")")[2].split()[11:15]))
        except OSError:
            continue
    return ticks / os.sysconf("SC_CLK_TCK")


def test_the_demo_is_ready_soon_small_and_says_where_to_click(tmp_path: Path) -> None:
    port = free_port()
    with running_demo(tmp_path, port) as printed:
        assert 1 < measure_seconds(tmp_path / "data") < READY_SECONDS
        said = printed.read_text("utf-8")
        for page in ("/demo/", "/s/nordlys", "/demo/inbox"):
            assert f"http://127.0.0.1:{port}{page}\n" in said
            read(f"http://127.0.0.1:{port}{page}")
        link = re.search(rf"http://127.0.0.1:{port}/sign-in/\S+", said)
        assert link is not None
        assert "Sign in" in read(link[0])
        example = re.search(r"order (NL\d+), postcode ([\w ]+)\.", said)
        assert example is not None
        assert example[2] in read(f"http://127.0.0.1:{port}/demo/orders/{example[1]}")
        wait_for_mails(tmp_path / "data" / "mail", 20)
        assert 30 < measure_megabytes(port) <= MOST_MEGABYTES
        assert "Ready." in printed.read_text("utf-8")


def wait_for_mails(folder: Path, count: int) -> None:
    for _ in range(300):
        if len(list(folder.glob("*.eml"))) >= count:
            return
        time.sleep(0.1)
    raise AssertionError(f"there are not {count} mails after 30 s")


def test_a_second_start_keeps_everything_and_a_fresh_one_nothing(tmp_path: Path) -> None:
    port = free_port()
    with running_demo(tmp_path, port):
        key = re.search(r'data-shop="(\w+)"', read(f"http://127.0.0.1:{port}/demo/"))
    with running_demo(tmp_path, port) as printed:
        again = re.search(r'data-shop="(\w+)"', read(f"http://127.0.0.1:{port}/demo/"))
        assert "sign-in" in printed.read_text("utf-8")
    (tmp_path / "data" / "mine.txt").write_text("not the demo's")
    with running_demo(tmp_path, port, "--fresh"):
        fresh = re.search(r'data-shop="(\w+)"', read(f"http://127.0.0.1:{port}/demo/"))
    assert key
    assert again
    assert fresh
    assert key[1] == again[1] != fresh[1]
    assert (tmp_path / "data" / "mine.txt").exists()


def test_a_port_that_is_taken_is_told_before_anything_is_made(type_command: Type, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        refused = type_command("demo", "--port", str(taken.getsockname()[1]), "--folder", "data")
    assert (refused.exit_code, refused.stderr.partition(":")[0]) == (1, "busy")
    assert not (tmp_path / "data").exists()


def test_the_worker_alone_sends_what_waits(tmp_path: Path) -> None:
    environment = environment_of(tmp_path, "http://127.0.0.1:8000")
    example = Path(__file__).parents[2] / "examples" / "orders.csv"
    for words in (["init", "--name", "Nordlys", "--slug", "nordlys"], ["orders", "import", str(example)]):
        subprocess.run([sys.executable, "-m", "sendback", *words], cwd=tmp_path, env=environment, check=True, capture_output=True)
    before = dict(os.environ)
    try:
        os.environ.update(environment)
        ask("A-1001", "Somebody Else")
    finally:
        os.environ.clear()
        os.environ.update(before)
    with (tmp_path / "log").open("w") as log:
        worker = subprocess.Popen(
            [sys.executable, "-m", "sendback", "worker"], cwd=tmp_path, env=environment, stdout=log, stderr=log
        )
    try:
        wait_for_mails(tmp_path / "mail", 1)
    finally:
        worker.terminate()
        assert worker.wait(20) == 0, (tmp_path / "log").read_text()


def test_the_worker_needs_a_mail_server(type_in_shop: Type) -> None:
    refused = type_in_shop("worker")
    assert (refused.exit_code, refused.stderr.partition(":")[0]) == (1, "mail-not-set")


def test_serving_what_cannot_be_opened_is_refused(type_command: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SENDBACK_PORT", "none")
    assert type_command("serve").exit_code == 1


def test_an_installation_of_several_processes_serves(tmp_path: Path) -> None:
    port = free_port()
    environment = {**environment_of(tmp_path, f"http://127.0.0.1:{port}"), "SENDBACK_PROCESSES": "2", "SENDBACK_THREADS": "2"}
    make_context(read_settings(environment)).database.close()
    with (tmp_path / "log").open("w") as log:
        command = [sys.executable, "-m", "sendback", "serve", "--port", str(port)]
        server = subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=log, stderr=log)
    try:
        wait_until_ready(f"http://127.0.0.1:{port}", server, tmp_path / "log")
        for _ in range(20):
            assert "ready" in read(f"http://127.0.0.1:{port}/readyz")
    finally:
        server.terminate()
        assert server.wait(20) == 0, (tmp_path / "log").read_text()
    assert '"event": "request"' in (tmp_path / "log").read_text()
