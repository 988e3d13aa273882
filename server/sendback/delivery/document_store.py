"""Where finished documents are kept for whoever wants to pick them up: a plain folder, or a bucket."""

import secrets
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from sendback.delivery.bucket_store import BucketStore, read_bucket
from sendback.delivery.folder_store import FolderStore
from sendback.delivery.trouble import Trouble
from sendback.errors import Problem


class DocumentStore(Protocol):
    """Keep bytes under names (`document_names`); Trouble or Problem storage-full when that fails, and nothing changed."""

    def put(self, name: str, body: bytes) -> None:
        """Save a document whole or not at all, in place of an older one; when this returns, it is there for good."""

    def get(self, name: str) -> bytes | None:
        """Read a document; None when there is none of this name."""

    def delete(self, name: str) -> None:
        """Forget a document; one that is gone already is no trouble."""


def open_document_store(url: str, key: str = "", secret: str = "") -> DocumentStore:
    """Choose by URL: file:<folder>, or s3://bucket/prefix?endpoint=…&region=… with its keys; ValueError says what is wrong."""
    scheme = urlsplit(url).scheme
    if scheme == "s3":
        return BucketStore(read_bucket(url, key, secret))
    if scheme == "file":
        path = url.removeprefix("file:")
        return FolderStore(Path(unquote(path.removeprefix("//") if path.startswith("//") else path)))
    raise ValueError("SENDBACK_DOCUMENTS_URL must begin with file: or s3://.")


def find_store_fault(store: DocumentStore) -> str:
    """Really write, read and delete a small file, and say what is wrong; empty when all is well."""
    name, body = f"sendback-check-{secrets.token_hex(8)}.txt", b"Sendback can write here.\n"
    try:
        store.put(name, body)
        back = store.get(name)
        store.delete(name)
        left = store.get(name)
    except Problem as problem:
        return problem.detail
    except Trouble as trouble:
        return trouble.reason
    return "" if (back, left) == (body, None) else "The document store does not give back what was put into it."
