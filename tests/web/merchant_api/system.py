"""A shop's own system: it holds a key and calls the API."""

import itertools
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

_keys = itertools.count(1)


class System:
    """One key, and a fresh Idempotency-Key for every call that names none."""

    def __init__(self, client: FlaskClient, key: str) -> None:
        self.client, self.key = client, key

    def get(self, path: str, headers: dict[str, str] | None = None, **query: Any) -> TestResponse:
        return self._call("GET", path, headers, **({"query_string": query} if query else {}))

    def send(self, method: str, path: str, body: object = None, headers: dict[str, str] | None = None) -> TestResponse:
        sent = {"Idempotency-Key": f"key-{next(_keys)}", **(headers or {})}
        return self._call(method, path, sent, **({} if body is None else {"json": body}))

    def post(self, path: str, body: object = None, headers: dict[str, str] | None = None) -> TestResponse:
        return self.send("POST", path, body, headers)

    def _call(self, method: str, path: str, headers: dict[str, str] | None, **more: Any) -> TestResponse:
        own = {"Authorization": f"Bearer {self.key}", **(headers or {})}
        return self.client.open(f"/api/v1{path}", method=method, headers=own, **more)
