"""The walk in docs/http-api.md does what it says, typed as it stands there."""

import json
import re
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.live import LiveSendback, live_sendback

PAGE = Path(__file__).parents[2] / "docs" / "http-api.md"


@pytest.fixture(scope="module")
def sendback(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSendback]:
    with live_sendback(tmp_path_factory.mktemp("sendback")) as live:
        yield live


def read_walk(sendback: LiveSendback) -> str:
    """Give the walk's commands, with the three values put in."""
    section = PAGE.read_text("utf-8").partition("## The whole flow with curl")[2].partition("\n## ")[0]
    values, *commands = re.findall(r"```sh\n(.*?)```", section, re.DOTALL)
    own = {"SENDBACK": sendback.base_url, "SHOP": sendback.founded.publishable_key, "API_KEY": sendback.api_key}
    assert re.findall(r"^(\w+)=", values, re.MULTILINE) == list(own)
    return "\n".join(["set -euo pipefail", *(f"{name}={value}" for name, value in own.items()), *commands])


@pytest.fixture(scope="module")
def walked(sendback: LiveSendback, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Walk it once; gives the folder it was walked in and what it printed."""
    folder = tmp_path_factory.mktemp("walk")
    done = subprocess.run(["bash", "-c", read_walk(sendback)], cwd=folder, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder, done.stdout


def test_it_prints_what_a_reader_expects(walked: tuple[Path, str]) -> None:
    assert "Postcode" in walked[1]
    assert "2 × Wool jumper: Can be returned until December 31, 2099." in walked[1]
    assert re.search(r"^R1000-0001-6\nauthorized$", walked[1], re.MULTILINE)


def test_the_shops_own_system_makes_a_return(walked: tuple[Path, str]) -> None:
    assert "status-conflict" in walked[1]
    assert (walked[0] / "own-label.pdf").read_bytes().startswith(b"%PDF-")
    assert re.findall(r"^(R1000-\S+) authorized$", walked[1], re.MULTILINE) == ["R1000-0002-4", "R1000-0001-6"]


def test_the_warehouse_takes_it_in_and_puts_it_on_the_shelf(walked: tuple[Path, str]) -> None:
    assert "wms-1 done \nwms-2 refused not-found\nrestock A-1\n1 sellable at A-1\n" in walked[1]


def test_it_ends_with_a_label_and_a_page(walked: tuple[Path, str]) -> None:
    assert (walked[0] / "label.pdf").read_bytes().startswith(b"%PDF-")
    assert "R1000-0001-6" in (walked[0] / "status.html").read_text("utf-8")


def test_the_mail_goes_out(walked: tuple[Path, str], sendback: LiveSendback) -> None:
    for _ in range(100):
        if list((sendback.folder / "mail").glob("*.eml")):
            return
        time.sleep(0.1)
    pytest.fail("no mail after 10 s")


def test_the_answers_have_the_members_that_are_listed(walked: tuple[Path, str]) -> None:
    page = PAGE.read_text("utf-8")
    for heading, file in {
        "### `GET …/config": "config.json",
        "### `POST …/orders/open`": "opened.json",
        "### `POST …/returns`": "return.json",
    }.items():
        section = page.partition(heading)[2].partition("\n###")[0]
        for member in json.loads((walked[0] / file).read_text("utf-8")):
            assert f"`{member}" in section, f"{heading} does not list {member}"
