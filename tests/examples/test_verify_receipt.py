"""examples/verify_receipt: a receipt is checked by the script and by openssl, and no changed one passes."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sendback.shops.founding import Founded
from sendback.web.context import Context
from sendback.withdrawals.key_store import rotate_key
from sendback.withdrawals.model import Statement
from sendback.withdrawals.receiving import receive
from sendback.withdrawals.wording import write_signed

EXAMPLE = Path(__file__).parents[2] / "examples" / "verify_receipt"


@pytest.fixture
def folder(context: Context, founded: Founded, tmp_path: Path) -> Path:
    """A folder with a receipt whose key was retired since, and the shop's public keys."""
    from sendback.app import create_app

    statement = Statement("Aino Järvenpää", "1001", "aino@example.fi", "Signature: none", "fi")
    shop, now = founded.shop, context.clock()
    item = context.database.write(receive, context.vault, shop, context.settings.base_url, statement, now)
    context.database.write(rotate_key, context.vault, shop.shop_id, "tests", now)
    keys = create_app(context).test_client().get(f"/withdrawals/keys.json?shop={shop.slug}")
    (tmp_path / "keys.json").write_bytes(keys.data)
    (tmp_path / "receipt.txt").write_bytes(write_signed(item.receipt).encode())
    return tmp_path


def check(folder: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, str(EXAMPLE / "verify_receipt.py"), "receipt.txt", "keys.json"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)


def test_the_script_knows_a_genuine_receipt(folder: Path) -> None:
    checked = check(folder)
    assert (checked.returncode, checked.stdout) == (0, "The receipt is genuine.\n"), checked.stderr


@pytest.mark.parametrize(
    ("old", "new"), [("1001", "1002"), ("10:00:00Z", "09:00:00Z"), ("Key: ", "Key: 0"), ("Järvenpää", "Jarvenpaa")]
)
def test_the_script_refuses_a_changed_one(folder: Path, old: str, new: str) -> None:
    file = folder / "receipt.txt"
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    assert check(folder).returncode == 1


@pytest.mark.skipif(not (shutil.which("openssl") and shutil.which("jq")), reason="needs openssl and jq")
def test_the_commands_of_the_readme_say_so_too(folder: Path) -> None:
    blocks = re.findall(r"```sh\n(.*?)```", (EXAMPLE / "README.md").read_text("utf-8"), re.DOTALL)
    (commands,) = [block for block in blocks if "openssl pkeyutl" in block]
    done = subprocess.run(["sh", "-ec", commands], cwd=folder, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert "Signature Verified Successfully" in done.stdout
    (folder / "receipt.txt").write_text((folder / "receipt.txt").read_text("utf-8").replace("1001", "1002"), "utf-8")
    again = subprocess.run(["sh", "-ec", commands], cwd=folder, capture_output=True, text=True, timeout=60, check=False)
    assert again.returncode != 0


def test_a_key_names_itself(folder: Path) -> None:
    """Nobody can put another key under a known id."""
    keys = json.loads((folder / "keys.json").read_text("utf-8"))
    first, second = keys["keys"]
    first["public"], second["public"] = second["public"], first["public"]
    (folder / "keys.json").write_text(json.dumps(keys), "utf-8")
    assert "no such key" in check(folder).stderr
