"""What is installed is what was tested: every version pinned with its hashes, none below the floor of known holes."""

import configparser
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PIN = re.compile(r"^([a-z0-9._-]+)==(\S+)(.*?)(?=^[a-z0-9]|\Z)", re.MULTILINE | re.DOTALL | re.IGNORECASE)
FLOORS = {
    "cryptography": (44, 0, 1),
    "flask": (3, 1, 1),
    "flask-cors": (6, 0, 0),
    "itsdangerous": (2, 2, 0),
    "jinja2": (3, 1, 6),
    "pillow": (11, 3, 0),
    "requests": (2, 32, 4),
    "urllib3": (2, 6, 0),
    "werkzeug": (3, 1, 4),
    "setuptools": (78, 1, 1),
}
"""The first version without a hole that was published by the autumn of 2026; raise, never lower."""


def pins(lock: Path) -> dict[str, tuple[str, str]]:
    return {name.lower(): (version, rest) for name, version, rest in PIN.findall(lock.read_text("utf-8"))}


def named(section: str, option: str) -> set[str]:
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg")
    return {re.split(r"[\[<>=;]", line)[0].lower() for line in config[section][option].split()}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_pin_has_hashes_and_no_address(lock: Path) -> None:
    found = pins(lock)
    assert found
    assert all("--hash=sha256:" in rest for _, rest in found.values())
    assert "://" not in lock.read_text("utf-8")
    assert not re.search(r"^-", lock.read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_nothing_is_older_than_its_floor(lock: Path) -> None:
    for name, (version, _) in pins(lock).items():
        if name in FLOORS:
            assert tuple(int(part) for part in version.split(".")[:3]) >= FLOORS[name], f"{name} {version}"


def test_what_we_name_is_locked() -> None:
    assert named("options", "install_requires") <= set(pins(ROOT / "requirements/lock.txt"))
    assert named("options.extras_require", "test") <= set(pins(ROOT / "requirements/test.txt"))
    assert named("options.extras_require", "bench") <= set(pins(ROOT / "requirements/bench.txt"))


def test_the_locks_agree() -> None:
    runtime, test, bench = (pins(ROOT / f"requirements/{name}.txt") for name in ("lock", "test", "bench"))
    assert {name: pin[0] for name, pin in runtime.items()}.items() <= {name: pin[0] for name, pin in test.items()}.items()
    assert all(pin[0] == test[name][0] for name, pin in bench.items() if name in test)


def test_node_packages_are_locked_by_hash_and_name_no_registry() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    for name, facts in packages.items():
        assert "resolved" not in facts, name
        assert not name or facts.get("integrity", "").startswith("sha512-"), name


def test_the_widget_ships_nothing_of_others() -> None:
    assert "dependencies" not in json.loads((ROOT / "package.json").read_text("utf-8"))
