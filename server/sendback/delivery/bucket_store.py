"""The document store in an S3 bucket, or in whatever else speaks that protocol."""

import contextlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs, urlsplit

from sendback.delivery.document_names import is_name, split_name
from sendback.delivery.trouble import Remedy, Trouble
from sendback.errors import Code, Problem

if TYPE_CHECKING:
    from obstore.store import S3Store

CONNECT_SECONDS, SECONDS = 3, 8
"""How long a connection and a whole request may take; after so long there is no second try: the mail waits behind it."""

_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_OPTIONS: Final = frozenset({"endpoint", "region"})
_FULL = ("507 ", "InsufficientStorage", "QuotaExceeded", "StorageFull", "DiskFull")


@dataclass(frozen=True, slots=True)
class Bucket:
    """A bucket and how to reach it; empty keys mean the standard AWS variables, or the role of the machine."""

    name: str
    prefix: str
    endpoint: str
    region: str
    key: str
    secret: str = field(repr=False)


def read_bucket(url: str, key: str, secret: str) -> Bucket:
    """Read s3://bucket/prefix?endpoint=…&region=…; ValueError with a sentence that says what is wrong.

    >>> read_bucket("s3://papers/returns?region=eu-north-1", "", "").prefix
    'returns'
    """
    parts = urlsplit(url)
    options = parse_qs(parts.query, keep_blank_values=True)
    endpoint, region = (options.get(name, [""])[-1] for name in ("endpoint", "region"))
    prefix = parts.path.strip("/")
    if not parts.netloc or "@" in parts.netloc or set(options) - _OPTIONS or not is_name(prefix or parts.netloc):
        raise ValueError("SENDBACK_DOCUMENTS_URL must look like s3://bucket/prefix?endpoint=https://…&region=…")
    goal = urlsplit(endpoint)
    if endpoint and (goal.scheme not in ("http", "https") or not goal.hostname or goal.query or goal.username):
        raise ValueError("The endpoint in SENDBACK_DOCUMENTS_URL must be an https address.")
    if goal.scheme == "http" and goal.hostname not in _LOOPBACK:
        raise ValueError("The endpoint in SENDBACK_DOCUMENTS_URL must be https: plain http is for this machine alone.")
    if bool(key) != bool(secret):
        raise ValueError("Set both SENDBACK_DOCUMENTS_KEY and SENDBACK_DOCUMENTS_SECRET, or neither.")
    return Bucket(parts.netloc, prefix, endpoint.rstrip("/"), region, key, secret)


class BucketStore:
    """Keep each document as one object; S3 shows an object only once all of it has arrived."""

    def __init__(self, bucket: Bucket) -> None:
        self.bucket = bucket
        self._opened: S3Store | None = None

    def put(self, name: str, body: bytes) -> None:
        """Upload in one request, never in parts: a broken connection leaves nothing behind."""
        import obstore

        with _explaining():
            obstore.put(self._store(), _check(name), body, use_multipart=False)

    def get(self, name: str) -> bytes | None:
        """Download an object; None when there is none."""
        import obstore

        with _explaining():
            try:
                return bytes(obstore.get(self._store(), _check(name)).bytes())
            except FileNotFoundError:
                return None

    def delete(self, name: str) -> None:
        """Take an object out; one that is gone already is no trouble."""
        import obstore

        with _explaining(), contextlib.suppress(FileNotFoundError):
            obstore.delete(self._store(), _check(name))

    def _store(self) -> "S3Store":
        """Open at the first use: only then is the library loaded, and a process that was forked meanwhile has its own."""
        if self._opened is None:
            self._opened = _open(self.bucket)
        return self._opened


def _open(bucket: Bucket) -> "S3Store":
    from obstore.store import S3Store

    chosen = {"endpoint": bucket.endpoint, "region": bucket.region}
    chosen |= {"access_key_id": bucket.key, "secret_access_key": bucket.secret}
    return S3Store(
        bucket.name,
        prefix=bucket.prefix or None,
        config={name: text for name, text in chosen.items() if text},  # type: ignore[arg-type]  # the rest is as AWS_… says
        client_options={
            "allow_http": bucket.endpoint.startswith("http:"),
            "connect_timeout": timedelta(seconds=CONNECT_SECONDS),
            "timeout": timedelta(seconds=SECONDS),
        },
        retry_config={"max_retries": 1, "retry_timeout": timedelta(seconds=SECONDS)},
    )


def _check(name: str) -> str:
    return "/".join(split_name(name))


@contextmanager
def _explaining() -> Iterator[None]:
    """Say in a sentence what went wrong, without the server's own text: it repeats addresses and keys."""
    from obstore import exceptions

    try:
        yield
    except FileNotFoundError:
        raise Trouble("There is no such bucket as SENDBACK_DOCUMENTS_URL names.", Remedy.SETTING) from None
    except (exceptions.PermissionDeniedError, exceptions.UnauthenticatedError):
        raise Trouble("The bucket does not let us in: its keys or their rights are wrong.", Remedy.SETTING) from None
    except exceptions.BaseError as error:
        if any(sign in str(error) for sign in _FULL):
            raise Problem(Code.STORAGE_FULL, "The bucket is full. Nothing was saved.", retry_after_seconds=60) from None
        raise Trouble("The bucket cannot be reached, or breaks off.", Remedy.LATER) from None
