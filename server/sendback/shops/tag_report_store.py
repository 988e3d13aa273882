"""The reports that Verify waits for: in the database, as the page may be answered by another process than the tag."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sendback.database.model import Tx
from sendback.database.times import to_epoch
from sendback.shops.tag_report import TagReport, read_tag_report

LIFE = timedelta(minutes=10)


def expect_report(tx: Tx, shop_id: str, now: datetime) -> str:
    """Make the nonce that a page's address carries in its fragment, `#sendback-verify=<nonce>`; old ones are forgotten."""
    nonce = secrets.token_urlsafe(12)
    tx.run("DELETE FROM tag_reports WHERE shop_id = :s AND expires_at <= :n", s=shop_id, n=to_epoch(now))
    tx.run(
        "INSERT INTO tag_reports (shop_id, nonce, report, expires_at) VALUES (:s, :c, '', :e)",
        s=shop_id, c=nonce, e=to_epoch(now + LIFE),
    )  # fmt: skip
    return nonce


def take_report(tx: Tx, shop_id: str, nonce: str, body: Mapping[str, Any], now: datetime) -> bool:
    """Keep the first thing a tag says under a nonce of its own shop; False when nobody waits for it."""
    told = json.dumps(asdict(read_tag_report(body)), ensure_ascii=False)
    return bool(
        tx.run(
            """UPDATE tag_reports SET report = :r WHERE shop_id = :s AND nonce = :c AND report = '' AND expires_at > :n""",
            r=told, s=shop_id, c=nonce, n=to_epoch(now),
        )
    )  # fmt: skip


def find_report(tx: Tx, shop_id: str, nonce: str, now: datetime) -> TagReport | None:
    """Find what the tag said, once it did."""
    row = tx.one(
        "SELECT report FROM tag_reports WHERE shop_id = :s AND nonce = :c AND report <> '' AND expires_at > :n",
        s=shop_id, c=nonce, n=to_epoch(now),
    )  # fmt: skip
    if row is None:
        return None
    facts = json.loads(row["report"])
    return TagReport(**{**facts, "violations": tuple(facts["violations"])})
