"""The lines that examples/sign_order/README.md shows do what it says."""

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sendback.orders.token.keys import SigningKey
from sendback.orders.token.verifying import verify_token

SIGNERS = Path(__file__).parents[2] / "examples" / "sign_order"
KEY = "sbsk_live_Nordlys1_Ubv5D04VxaD8uwFjUY3ezYeDegTmodgrHdHOb4WVdn80000000"
COMMANDS = {"python": [sys.executable, "-"], "js": ["node", "--input-type=module"]}
PRINT = {"python": "\nprint(link)\n", "js": "\nconsole.log(link);\n"}
FOLDERS = {"python": "python", "js": "javascript"}


@pytest.mark.parametrize("language", COMMANDS)
def test_the_example_makes_a_link_that_is_accepted(language: str) -> None:
    if shutil.which(COMMANDS[language][0]) is None:
        pytest.skip(f"{COMMANDS[language][0]} is not installed")
    found = re.search(rf"```{language}\n(.+?)```", (SIGNERS / "README.md").read_text("utf-8"), re.DOTALL)
    assert found is not None
    folder = SIGNERS / FOLDERS[language]
    environment = {**os.environ, "SENDBACK_SIGNING_KEY": KEY, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    program = found[1] + PRINT[language]
    done = subprocess.run(
        COMMANDS[language], input=program, cwd=folder, env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    page, _, token = done.stdout.strip().partition("#sbt=")
    key = SigningKey(KEY, "nordlys")
    verified = verify_token(token, {key.kid: key}.get, "nordlys", int(time.time()))
    assert page == "https://shop.example/returns"
    assert (verified.claims.order, verified.claims.items[0].unit_price_minor) == ("SB-1001", 2999)
