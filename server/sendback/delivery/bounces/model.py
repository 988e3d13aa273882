"""What a mail server says of a mail that it could not deliver."""

from dataclasses import dataclass

_HARD_SUBJECTS = ("0", "1", "4")
_HARD = ("5.2.0", "5.2.1")
_SOFT = ("5.4.5", "5.4.7")


@dataclass(frozen=True, slots=True)
class Report:
    """One mail came back: what its Message-ID may begin with, the code of RFC 3463, and what was said, without addresses."""

    job_ids: tuple[str, ...]
    status: str
    said: str = ""


def is_hard(status: str) -> bool:
    """Say whether the address itself takes no mail (RFC 3463): the next mail would come back too.

    A full mailbox, a mail that was too large or that looked like spam, and whatever may pass, is no fault of the address.

    >>> [is_hard(status) for status in ("5.1.1", "5.2.1", "5.4.4", "5.0.0")]
    [True, True, True, True]
    >>> [is_hard(status) for status in ("5.2.2", "5.7.1", "4.4.1", "5.4.7")]
    [False, False, False, False]
    """
    kind, subject, _ = status.split(".")
    return kind == "5" and status not in _SOFT and (subject in _HARD_SUBJECTS or status in _HARD)
