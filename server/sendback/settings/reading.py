"""Reading settings, and saying what is wrong with them."""

import contextlib
import os
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sendback.delivery.document_store import DocumentStore, open_document_store
from sendback.egress.reach import Reach, read_doors
from sendback.settings.model import Settings, Sourced


class WrongSetting(ValueError):
    """A setting that cannot be used, with the sentence that says why."""


def read_settings(environment: Mapping[str, str], file: Path | None = None) -> Settings:
    """Read settings: the environment over `sendback.toml` over defaults; WrongSetting names the first fault."""
    chosen = {item.name: item.value for item in read_sourced(environment, file)}
    settings = Settings(**chosen)  # type: ignore[arg-type]  # each value was converted to its field's type
    faults = find_faults(settings)
    if faults:
        raise WrongSetting(faults[0])
    return settings


def read_sourced(environment: Mapping[str, str], file: Path | None = None) -> list[Sourced]:
    """Read each setting with its source, for `sendback check`."""
    written = _read_file(file)
    unknown = set(written) - {field.name for field in fields(Settings)}
    if unknown:
        raise WrongSetting(f"sendback.toml has settings that do not exist: {', '.join(sorted(unknown))}")
    return [_source(field, environment, written) for field in fields(Settings)]


def find_faults(settings: Settings) -> list[str]:
    """Say everything that is wrong, in sentences an operator can act on."""
    faults = []
    base = urlsplit(settings.base_url)
    if base.scheme not in ("http", "https") or not base.hostname or settings.base_url.endswith("/"):
        faults.append("SENDBACK_BASE_URL must look like https://returns.example, without a slash at the end.")
    if settings.database_url and not settings.database_url.startswith(("sqlite:", "postgresql://", "postgres://")):
        faults.append("SENDBACK_DATABASE_URL must begin with sqlite: or postgresql://.")
    if settings.mail_url and urlsplit(settings.mail_url).scheme not in ("smtp", "smtps", "file"):
        faults.append("SENDBACK_MAIL_URL must begin with smtp://, smtps:// or file:.")
    if fault := _find_documents_fault(settings):
        faults.append(fault)
    try:
        read_doors(settings.egress_allow)
    except ValueError:
        faults.append("SENDBACK_EGRESS_ALLOW must be host:port, or several with commas.")
    if not 1 <= settings.port <= 65535:
        faults.append("SENDBACK_PORT must be between 1 and 65535.")
    if settings.processes < 1 or settings.threads < 1:
        faults.append("SENDBACK_PROCESSES and SENDBACK_THREADS must be at least 1.")
    if settings.proxies < 0:
        faults.append("SENDBACK_PROXIES must be 0 or more.")
    if settings.api_rate < 1:
        faults.append("SENDBACK_API_RATE must be at least 1.")
    if settings.link_days < 1 or settings.token_days < 1:
        faults.append("SENDBACK_LINK_DAYS and SENDBACK_TOKEN_DAYS must be at least 1.")
    if settings.log not in ("auto", "json", "text"):
        faults.append("SENDBACK_LOG must be auto, json or text.")
    if any(len(key) < 32 for key in settings.secret_key.split(",") if key):
        faults.append("SENDBACK_SECRET_KEY must have at least 32 characters.")
    return faults


def open_documents(settings: Settings) -> DocumentStore:
    """Open the document store that is set, else the plain folder `documents` in the folder; nothing is touched yet."""
    url = settings.documents_url or f"file:{settings.folder / 'documents'}"
    return open_document_store(url, settings.documents_key, settings.documents_secret)


def get_reach(settings: Settings) -> Reach:
    """Say how far calls may go: an installation on loopback, a trial on one's own machine, reaches its neighbours there."""
    own = urlsplit(settings.base_url).hostname
    return Reach(read_doors(settings.egress_allow), has_neighbours=own in ("localhost", "127.0.0.1", "::1"))


def _find_documents_fault(settings: Settings) -> str:
    try:
        open_documents(settings)
    except ValueError as fault:
        return str(fault)
    return ""


def with_secret_key(settings: Settings) -> Settings:
    """Return settings that have a secret key, made once in the folder (mode 0600) when none was given."""
    if settings.secret_key:
        return settings
    file = settings.folder / "secret.key"
    if not file.exists():
        settings.folder.mkdir(parents=True, exist_ok=True)
        _write_once(file, secrets.token_urlsafe(48))
    return replace(settings, secret_key=file.read_text().strip())


def _write_once(file: Path, text: str) -> None:
    """Write a file whole or not at all; of processes that start together, the first one's stays."""
    draft = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    with contextlib.suppress(FileExistsError):
        os.link(draft, file)
    draft.unlink()


def get_database_url(settings: Settings) -> str:
    """Return the URL to open: the one that is set, else that of the SQLite file in the folder."""
    return settings.database_url or f"sqlite:{settings.folder / 'sendback.sqlite'}"


def _read_file(file: Path | None) -> dict[str, Any]:
    path = file or Path("sendback.toml")
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise WrongSetting(f"{path} cannot be read: {error}") from None


def _source(field: Any, environment: Mapping[str, str], written: Mapping[str, Any]) -> Sourced:
    variable, secret = f"SENDBACK_{field.name.upper()}", bool(field.metadata.get("secret"))
    if from_file := environment.get(f"{variable}_FILE"):
        try:
            text = Path(from_file).read_text("utf-8").strip()
        except OSError as error:
            raise WrongSetting(f"{variable}_FILE cannot be read: {error.strerror}") from None
        return Sourced(field.name, _convert(field, text), f"file {variable}_FILE", secret)
    if variable in environment:
        return Sourced(field.name, _convert(field, environment[variable]), "environment", secret)
    if field.name in written:
        return Sourced(field.name, _convert(field, str(written[field.name])), "sendback.toml", secret)
    return Sourced(field.name, field.default, "default", secret)


def _convert(field: Any, text: str) -> object:
    kind = type(field.default)
    if kind is bool:
        if text.lower() not in ("1", "0", "yes", "no", "true", "false"):
            raise WrongSetting(f"SENDBACK_{field.name.upper()} must be yes or no.")
        return text.lower() in ("1", "yes", "true")
    if kind is int:
        try:
            return int(text)
        except ValueError:
            raise WrongSetting(f"SENDBACK_{field.name.upper()} must be a whole number.") from None
    return Path(text) if issubclass(kind, Path) else text
