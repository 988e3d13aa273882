"""Which mail went to whom and when, and whether it came back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sendback.database.model import Row, Tx
from sendback.database.times import from_epoch, to_epoch
from sendback.delivery.model import Job, Kind

_UNREACHED = """SELECT COUNT(*) AS n FROM (SELECT DISTINCT m.subject FROM mail_log m
JOIN returns r ON r.shop_id = m.shop_id AND r.return_id = m.subject AND lower(r.email) = lower(m.email)
WHERE m.shop_id = :s AND m.bounced_at IS NOT NULL AND m.is_hard = 1 AND r.email <> ''
AND r.status IN ('requested', 'authorized', 'received')) x"""


@dataclass(frozen=True, slots=True)
class Logged:
    """A mail that was handed over; `email` is empty once the person was forgotten.

    `bounce_status` is the code of RFC 3463, `bounce` what the other server said; `is_hard` where the address takes no mail.
    """

    shop_id: str
    job_id: str
    kind: Kind
    subject: str
    email: str
    sent_at: datetime
    bounced_at: datetime | None = None
    bounce_status: str = ""
    bounce: str = ""
    is_hard: bool = False


def log_mail(tx: Tx, job: Job, email: str, now: datetime) -> None:
    """Write down that a mail went out; sent once more after a crash, it is one line still."""
    tx.run(
        """INSERT INTO mail_log (shop_id, job_id, kind, subject, email, sent_at) VALUES (:s, :j, :k, :u, :e, :n)
        ON CONFLICT (shop_id, job_id) DO UPDATE SET email = excluded.email, sent_at = excluded.sent_at""",
        s=job.shop_id, j=job.job_id, k=job.kind.value, u=job.subject, e=email, n=to_epoch(now),
    )  # fmt: skip


def find_logged(tx: Tx, shop_id: str, job_id: str) -> Logged | None:
    """Find a mail by the id that its Message-ID begins with."""
    row = tx.one("SELECT * FROM mail_log WHERE shop_id = :s AND job_id = :j", s=shop_id, j=job_id)
    return _logged(row) if row else None


def save_bounce(tx: Tx, logged: Logged, status: str, said: str, is_hard: bool, now: datetime) -> bool:
    """Write down that a mail came back; False where that is known, and nothing worse is told now."""
    changed = tx.run(
        """UPDATE mail_log SET bounced_at = :n, bounce_status = :t, is_hard = :h,
        bounce = CASE WHEN email = '' THEN '' ELSE :w END
        WHERE shop_id = :s AND job_id = :j AND (bounced_at IS NULL OR is_hard < :h)""",
        n=to_epoch(now), t=status, w=said, h=int(is_hard), s=logged.shop_id, j=logged.job_id,
    )  # fmt: skip
    return bool(changed)


def list_logged_about(tx: Tx, shop_id: str, subject: str) -> list[Logged]:
    """List the mails about one return, order or withdrawal, oldest first."""
    rows = tx.all("SELECT * FROM mail_log WHERE shop_id = :s AND subject = :u ORDER BY sent_at, job_id", s=shop_id, u=subject)
    return [_logged(row) for row in rows]


def is_refusing(logged: Sequence[Logged], email: str) -> bool:
    """Say whether an address sent one of these mails back for good."""
    return any(each.is_hard and each.email.casefold() == email.casefold() for each in logged)


def list_logged(
    tx: Tx, shop_id: str, kind: str = "", email: str = "", before: tuple[datetime, str] | None = None, most: int = 100
) -> list[Logged]:
    """List what was sent, newest first: of one kind, or all that `bounced`; to one address in small letters; before a place."""
    wanted, values = ["shop_id = :s"], {"s": shop_id, "n": most}
    if kind == "bounced":
        wanted.append("bounced_at IS NOT NULL")
    elif kind:
        wanted.append("kind = :k")
        values["k"] = kind
    if email:
        wanted.append("lower(email) = :e")
        values["e"] = email
    if before:
        wanted.append("(sent_at < :t OR sent_at = :t AND job_id < :j)")
        values |= {"t": to_epoch(before[0]), "j": before[1]}
    rows = tx.all(f"SELECT * FROM mail_log WHERE {' AND '.join(wanted)} ORDER BY sent_at DESC, job_id DESC LIMIT :n", **values)
    return [_logged(row) for row in rows]


def count_unreached(tx: Tx, shop_id: str) -> int:
    """Count open returns whose shopper's address sent mail back for good and was not corrected since."""
    row = tx.one(_UNREACHED, s=shop_id)
    return int(row["n"]) if row else 0


def _logged(row: Row) -> Logged:
    return Logged(
        row["shop_id"], row["job_id"], Kind(row["kind"]), row["subject"], row["email"], from_epoch(row["sent_at"]),
        from_epoch(row["bounced_at"]) if row["bounced_at"] is not None else None,
        row["bounce_status"], row["bounce"], bool(row["is_hard"]),
    )  # fmt: skip
