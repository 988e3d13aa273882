"""What is installed is the whole product: built without Node, served from an environment that has nothing else."""

import configparser
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
import venv
import zipfile
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import pytest

from tests.ports import free_port

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "server" / "sendback"
READY_SECONDS = 30
BARE = {name: os.environ[name] for name in ("HOME", "LANG", "SSL_CERT_FILE", "PIP_CERT") if name in os.environ}


def clean_environment(bin_folder: Path) -> dict[str, str]:
    """Give an environment whose PATH holds one folder: no Node, no git, no compiler."""
    return {**BARE, "PATH": str(bin_folder), "PYTHONWARNINGS": "ignore"}


def test_every_file_of_the_package_is_of_a_kind_that_is_packed() -> None:
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg")
    packed = set(config["options.package_data"]["*"].split())
    for file in PACKAGE.rglob("*"):
        if file.is_file() and file.suffix not in (".py", ".pyc"):
            assert file.name in packed or f"**/*{file.suffix}" in packed, file


def test_every_folder_with_files_is_a_package() -> None:
    """setuptools finds packages by their __init__.py and packs the files beside it, and those in no folder below."""
    for file in PACKAGE.rglob("*"):
        if file.is_file() and "__pycache__" not in file.parts and file.suffix == ".py":
            assert (file.parent / "__init__.py").exists(), file


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a fresh clone, with what is about to be committed."""
    goal = tmp_path_factory.mktemp("sources")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    for name in listed.stdout.split("\0"):
        if name and (ROOT / name).is_file():
            (goal / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, goal / name)
    return goal


@pytest.fixture(scope="module")
def wheel(sources: Path) -> Path:
    """The wheel, built from the source archive."""
    nowhere = sources / "no-bin"
    nowhere.mkdir()
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(sources / "dist"), str(sources)]
    built = subprocess.run(command, env=clean_environment(nowhere), capture_output=True, text=True, timeout=300)
    assert built.returncode == 0, built.stdout[-2000:] + built.stderr[-2000:]
    (made,) = (sources / "dist").glob("*.whl")
    return made


@pytest.fixture(scope="module")
def bin_folder(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clean environment with the locked versions and our wheel in it."""
    folder = tmp_path_factory.mktemp("clean")
    venv.create(folder, with_pip=True, symlinks=True)
    pip = [str(folder / "bin/python"), "-m", "pip", "--quiet", "--disable-pip-version-check", "install"]
    locked = ["--require-hashes", "--only-binary", ":all:", "-r", str(ROOT / "requirements/lock.txt")]
    seen = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}  # or pip may find this tree installed
    for arguments in (locked, ["--no-deps", "--no-index", str(wheel)]):
        subprocess.run([*pip, *arguments], check=True, timeout=600, env=seen)
    return folder / "bin"


@pytest.fixture(scope="module")
def demo(bin_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A running demo: its address and its data."""
    port, folder = free_port(), tmp_path_factory.mktemp("demo")
    command = [str(bin_folder / "sendback"), "demo", "--port", str(port), "--folder", str(folder / "data")]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, cwd=folder, env=clean_environment(bin_folder), stdout=log, stderr=log)
        try:
            wait_until_ready(f"http://127.0.0.1:{port}", process, folder / "log")
            yield f"http://127.0.0.1:{port}", folder / "data"
        finally:
            process.send_signal(signal.SIGTERM)
            assert process.wait(30) in (0, -signal.SIGTERM)


def wait_until_ready(base: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until:
        assert process.poll() is None, log.read_text()
        try:
            if get(f"{base}/readyz")[0] == 200:
                return
        except urllib.error.URLError:
            time.sleep(0.1)
    pytest.fail(f"not ready after {READY_SECONDS} s: {log.read_text()[-2000:]}")


def get(url: str) -> tuple[int, bytes, Message]:
    try:
        with urllib.request.urlopen(url, timeout=20) as answer:
            return answer.status, answer.read(), answer.headers
    except urllib.error.HTTPError as refusal:
        with refusal:
            return refusal.code, refusal.read(), refusal.headers


@pytest.mark.package
def test_the_wheel_holds_what_is_in_the_package(wheel: Path) -> None:
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("sendback/")}
    there = {
        str(file.relative_to(PACKAGE.parent)) for file in PACKAGE.rglob("*") if file.is_file() and "__pycache__" not in file.parts
    }
    assert there - packed == set()


@pytest.mark.package
@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/livez", 200, "application/json"),
        ("/readyz", 200, "application/json"),
        ("/demo/", 200, "text/html"),
        ("/demo/inbox", 200, "text/html"),
        ("/s/nordlys", 200, "text/html"),
        ("/docs/problems", 200, "text/html"),
        ("/static/house.css", 200, "text/css"),
        ("/docs/api", 200, "text/html"),
        ("/sign-in", 200, "text/html"),
        ("/builder", 200, "text/html"),  # the page to sign in at
        ("/desk", 200, "text/html"),
        ("/nothing", 404, "text/html"),
        ("/api/v1/nothing", 404, "application/problem+json"),
    ],
)
def test_every_door_opens(demo: tuple[str, Path], path: str, status: int, kind: str) -> None:
    answered, _, headers = get(demo[0] + path)
    assert (answered, headers.get_content_type()) == (status, kind)


@pytest.mark.package
def test_the_tag_of_the_demo_page_works(demo: tuple[str, Path]) -> None:
    page = get(f"{demo[0]}/demo/")[1].decode()
    source = re.search(r'<script[^>]*\ssrc="([^"]*sendback\.js)"', page)
    key = re.search(r'data-shop="(sbpk_\w+)"', page)
    assert source
    assert key
    status, script, headers = get(source[1] if "://" in source[1] else demo[0] + source[1])
    assert (status, headers.get_content_type()) == (200, "text/javascript")
    assert len(script) > 10_000
    status, config, _ = get(f"{demo[0]}/api/v1/widget/{key[1]}/config")
    assert status == 200
    assert json.loads(config)["shop"]["name"] == "Nordlys"


def run_sendback(bin_folder: Path, data: Path, *arguments: str, typed: str = "") -> str:
    environment = {**clean_environment(bin_folder), "SENDBACK_FOLDER": str(data)}
    command = [str(bin_folder / "sendback"), *arguments]
    done = subprocess.run(command, env=environment, input=typed, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.package
def test_a_label_is_drawn_with_the_packed_fonts(demo: tuple[str, Path], bin_folder: Path, tmp_path: Path) -> None:
    listed = json.loads(run_sendback(bin_folder, demo[1], "returns", "list", "--status", "authorized", "--json"))
    numbers = "\n".join(item["rma"] for item in listed[:5])
    run_sendback(bin_folder, demo[1], "labels", "print", "-", "--out", str(tmp_path / "labels.pdf"), typed=numbers)
    assert (tmp_path / "labels.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.package
def test_the_help_is_in_the_wheel(demo: tuple[str, Path], bin_folder: Path) -> None:
    printed = run_sendback(bin_folder, demo[1], "shop", "sign-in", "--email", "solveig@nordlys.example")
    (secret,) = re.findall(r"/sign-in/(\S+)", printed)
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    headers = {"Origin": demo[0], "Sec-Fetch-Site": "same-origin"}
    browser.open(urllib.request.Request(f"{demo[0]}/sign-in/{secret}", b"", headers), timeout=20).close()
    for page in (*(ROOT / "docs/help").glob("*.md"), ROOT / "docs/glossary.md"):
        name = page.stem if page.parent.name == "help" else f"reference/{page.stem}"
        with browser.open(f"{demo[0]}/help/{name}", timeout=20) as answer:
            assert page.read_text("utf-8").partition("\n")[0].removeprefix("# ") in answer.read().decode()
