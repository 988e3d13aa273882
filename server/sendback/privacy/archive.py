"""What was gathered of a person as one file: for programs as JSON, for people as a page, the photos beside it."""

import json
import zipfile
from collections.abc import Mapping
from html import escape
from io import BytesIO
from typing import Any

from sendback.delivery.document_store import DocumentStore


def write_archive(told: Mapping[str, Any], photos: Mapping[str, str], store: DocumentStore) -> bytes:
    """Write a ZIP; a photo that the store no longer has is left out."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.json", json.dumps(told, ensure_ascii=False, indent=2))
        archive.writestr("data.html", write_page(told))
        for name, kept_as in photos.items():
            if (body := store.get(kept_as)) is not None:
                archive.writestr(name, body)
    return written.getvalue()


def write_page(told: Mapping[str, Any]) -> str:
    """Write it as a page that needs nothing else and runs nothing.

    >>> write_page({"shop": "A & B"}).partition("<body>")[2]
    '<dl><dt>shop</dt><dd>A &amp; B</dd></dl></body></html>'
    """
    head = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>What is kept of you</title></head>'
    return f"{head}<body>{_write(told)}</body></html>"


def _write(value: Any) -> str:
    if isinstance(value, Mapping):
        rows = (f"<dt>{escape(str(name).replace('_', ' '))}</dt><dd>{_write(each)}</dd>" for name, each in value.items())
        return f"<dl>{''.join(rows)}</dl>"
    if isinstance(value, list):
        return f"<ol>{''.join(f'<li>{_write(each)}</li>' for each in value)}</ol>" if value else "–"
    return escape("" if value is None else str(value))
