"""Settings come from the environment, a file, or defaults, in this order; what is wrong is said in a sentence."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sendback.settings.model import Settings
from sendback.settings.reading import (
    WrongSetting,
    find_faults,
    get_database_url,
    read_settings,
    read_sourced,
    with_secret_key,
)

LONG = "x" * 32


@pytest.fixture
def toml(tmp_path: Path) -> Path:
    return tmp_path / "sendback.toml"


def test_nothing_needs_to_be_set(toml: Path) -> None:
    assert read_settings({}, toml) == Settings()


def test_the_environment_wins_over_the_file_and_the_file_over_the_default(toml: Path) -> None:
    toml.write_text('port = 9000\nhost = "0.0.0.0"\nworker = false\n')
    settings = read_settings({"SENDBACK_PORT": "9001"}, toml)
    assert (settings.port, settings.host, settings.worker, settings.threads) == (9001, "0.0.0.0", False, 16)


def test_a_secret_may_stand_in_a_file_of_its_own(tmp_path: Path, toml: Path) -> None:
    (tmp_path / "key").write_text(f"{LONG}\n")
    environment = {"SENDBACK_SECRET_KEY_FILE": str(tmp_path / "key"), "SENDBACK_SECRET_KEY": "y" * 32}
    assert read_settings(environment, toml).secret_key == LONG


def test_each_setting_tells_where_it_came_from(tmp_path: Path, toml: Path) -> None:
    toml.write_text("port = 9000\n")
    (tmp_path / "url").write_text("smtp://mail.example")
    environment = {"SENDBACK_HOST": "::1", "SENDBACK_MAIL_URL_FILE": str(tmp_path / "url")}
    sources = {item.name: item.source for item in read_sourced(environment, toml)}
    assert sources["port"] == "sendback.toml"
    assert sources["host"] == "environment"
    assert sources["mail_url"] == "file SENDBACK_MAIL_URL_FILE"
    assert sources["threads"] == "default"


def test_secrets_are_known_to_be_secret(toml: Path) -> None:
    assert {item.name for item in read_sourced({}, toml) if item.secret} == {
        "secret_key",
        "mail_url",
        "documents_key",
        "documents_secret",
    }


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("PORT", "http", "SENDBACK_PORT must be a whole number"),
        ("PORT", "0", "SENDBACK_PORT must be between"),
        ("PORT", "65536", "SENDBACK_PORT must be between"),
        ("WORKER", "maybe", "SENDBACK_WORKER must be yes or no"),
        ("BASE_URL", "returns.example", "SENDBACK_BASE_URL must look like"),
        ("BASE_URL", "https://returns.example/", "SENDBACK_BASE_URL must look like"),
        ("BASE_URL", "ftp://returns.example", "SENDBACK_BASE_URL must look like"),
        ("BASE_URL", "https://", "SENDBACK_BASE_URL must look like"),
        ("DATABASE_URL", "mysql://x", "SENDBACK_DATABASE_URL must begin with"),
        ("MAIL_URL", "mail.example:25", "SENDBACK_MAIL_URL must begin with"),
        ("PROCESSES", "0", "must be at least 1"),
        ("THREADS", "-1", "must be at least 1"),
        ("PROXIES", "-1", "SENDBACK_PROXIES must be 0 or more"),
        ("LINK_DAYS", "0", "must be at least 1"),
        ("TOKEN_DAYS", "0", "must be at least 1"),
        ("LOG", "loud", "SENDBACK_LOG must be"),
        ("SECRET_KEY", "short", "at least 32 characters"),
        ("SECRET_KEY", f"{LONG},short", "at least 32 characters"),
        ("MAIL_URL_FILE", "/nowhere/at/all", "SENDBACK_MAIL_URL_FILE cannot be read"),
    ],
)
def test_what_is_wrong_is_said_by_name(toml: Path, name: str, value: str, why: str) -> None:
    with pytest.raises(WrongSetting, match=why):
        read_settings({f"SENDBACK_{name}": value}, toml)


@pytest.mark.parametrize(("text", "why"), [("prot = 1", "do not exist: prot"), ("port = ", "cannot be read")])
def test_a_file_with_a_slip_is_refused(toml: Path, text: str, why: str) -> None:
    toml.write_text(text)
    with pytest.raises(WrongSetting, match=why):
        read_settings({}, toml)


def test_every_fault_is_found_at_once() -> None:
    assert len(find_faults(Settings(base_url="x", port=0, log="loud"))) == 3


@pytest.mark.parametrize("text", ["1", "yes", "TRUE"])
def test_yes_is_said_in_several_ways(toml: Path, text: str) -> None:
    assert read_settings({"SENDBACK_WORKER": text}, toml).worker is True


def test_the_data_is_in_the_folder_unless_it_is_said_where(tmp_path: Path) -> None:
    assert get_database_url(Settings(folder=tmp_path)) == f"sqlite:{tmp_path}/sendback.sqlite"
    assert get_database_url(Settings(database_url="postgresql://db/sendback")) == "postgresql://db/sendback"


def test_a_given_secret_key_is_used_and_nothing_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    assert with_secret_key(Settings(folder=folder, secret_key=LONG)).secret_key == LONG
    assert not folder.exists()


def test_a_secret_key_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    made = with_secret_key(Settings(folder=tmp_path)).secret_key
    assert len(made) >= 64
    assert with_secret_key(Settings(folder=tmp_path)).secret_key == made
    assert stat.S_IMODE((tmp_path / "secret.key").stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["secret.key"]


def test_processes_that_start_together_agree_on_the_secret_key(tmp_path: Path) -> None:
    for attempt in range(20):
        folder = tmp_path / str(attempt)
        with ThreadPoolExecutor(8) as pool:
            made = set(pool.map(lambda _, f=folder: with_secret_key(Settings(folder=f)).secret_key, range(8)))
        assert len(made) == 1
        assert len(made.pop()) >= 64
