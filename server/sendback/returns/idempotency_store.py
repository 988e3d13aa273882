"""Doing a thing once, however often it is asked for."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sendback.database.model import Tx
from sendback.database.times import to_epoch
from sendback.errors import Code, Problem

MOST_KEY_CHARACTERS = 64
ANSWER_LIFE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request was answered with, the first time and every time after."""

    status: int
    body: Mapping[str, Any]


def answer_once(
    tx: Tx, shop_id: str, scope: str, key: str, request: Mapping[str, Any], now: datetime, work: Callable[[], Answer]
) -> Answer:
    """Do `work` in this transaction unless the key was answered before; then give that answer again.

    `scope` names the call and its caller. The same key with another request is refused; so is a missing or over-long key.
    """
    _check(key)
    digest = _hash(request)
    claimed = tx.one(
        """INSERT INTO idempotency (shop_id, scope, key, request_hash, status, answer, created_at)
        VALUES (:s, :c, :k, :h, 0, '', :n) ON CONFLICT (shop_id, scope, key) DO NOTHING RETURNING key""",
        s=shop_id, c=scope, k=key, h=digest, n=to_epoch(now),
    )  # fmt: skip
    if claimed is None:
        earlier = _find_earlier(tx, shop_id, scope, key, digest)
        assert earlier is not None, "the key was just found to be taken"
        return earlier
    answer = work()
    tx.run(
        "UPDATE idempotency SET status = :t, answer = :a WHERE shop_id = :s AND scope = :c AND key = :k",
        t=answer.status, a=json.dumps(answer.body, ensure_ascii=False), s=shop_id, c=scope, k=key,
    )  # fmt: skip
    return answer


def find_answer(tx: Tx, shop_id: str, scope: str, key: str, request: Mapping[str, Any]) -> Answer | None:
    """Find what a key was answered with, before work that no transaction can hold; refuses what `answer_once` refuses."""
    _check(key)
    return _find_earlier(tx, shop_id, scope, key, _hash(request))


def forget_answers(tx: Tx, shop_id: str, now: datetime) -> None:
    """Forget answers that nobody will ask for again; they hold links."""
    tx.run("DELETE FROM idempotency WHERE shop_id = :s AND created_at < :t", s=shop_id, t=to_epoch(now - ANSWER_LIFE))


def _check(key: str) -> None:
    if not key or len(key) > MOST_KEY_CHARACTERS:
        raise Problem(Code.IDEMPOTENCY_KEY_MISSING, "Send an Idempotency-Key header of 1–64 characters with this request.")


def _find_earlier(tx: Tx, shop_id: str, scope: str, key: str, digest: str) -> Answer | None:
    row = tx.one(
        "SELECT request_hash, status, answer FROM idempotency WHERE shop_id = :s AND scope = :c AND key = :k",
        s=shop_id, c=scope, k=key,
    )  # fmt: skip
    if row is None:
        return None
    if row["request_hash"] != digest:
        raise Problem(Code.IDEMPOTENCY_KEY_REUSED, "This Idempotency-Key was used for a different request. Use a new one.")
    return Answer(row["status"], json.loads(row["answer"]))


def _hash(request: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(request, sort_keys=True).encode()).hexdigest()
