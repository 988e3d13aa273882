"""What came back is understood, whichever server says it; what did not fail is nothing."""

import random
import time

import pytest

from sendback.database.ids import new_id
from sendback.delivery.bounces.model import is_hard
from sendback.delivery.bounces.reading import read_bounce
from tests.delivery.bounces.notices import FAILED, NOT_FAILED, POSTFIX, write_notice


@pytest.mark.parametrize("server", FAILED)
def test_each_servers_words_give_the_mail_the_code_and_no_address(server: str) -> None:
    text, status, hard = FAILED[server]
    job_id = new_id()
    report = read_bounce(write_notice(text, job_id))
    assert report is not None
    assert (report.job_ids[0], report.status, is_hard(report.status)) == (job_id, status, hard)
    assert "aino" not in report.said.lower()
    assert "@" not in report.said


@pytest.mark.parametrize("what", NOT_FAILED)
def test_what_did_not_fail_is_nothing(what: str) -> None:
    assert read_bounce(write_notice(NOT_FAILED[what], new_id())) is None


def test_whatever_comes_in_nothing_breaks() -> None:
    draw, whole = random.Random(7), write_notice(POSTFIX, new_id())
    for raw in (b"", b"\0" * 100, b"Content-Type: multipart/report\n\n", b"\xff\xfe" + whole):
        read_bounce(raw)
    for _ in range(150):
        torn = bytearray(whole[: draw.randrange(len(whole))])
        for _ in range(5):
            torn[draw.randrange(len(torn) or 1) : 0] = bytes([draw.randrange(256)])
        read_bounce(bytes(torn))


@pytest.mark.parametrize(
    "raw",
    [
        b"From: MAILER-DAEMON@x\n\n550 5.1.1 no such\n" + b"a" * 2_000_000,
        b"From: MAILER-DAEMON@x\n\n550 5.1.1 no such\n" + b"<a@b>," * 50_000,
        b"From: MAILER-DAEMON@x\n\n550 5.1.1\n" + b"".join(b"<%026d@x>\n" % number for number in range(20_000)),
        b"Content-Type: message/delivery-status\n\nAction: failed\nDiagnostic-Code: smtp; " + b"a" * 300_000,
        b"From: MAILER-DAEMON@x\n" + b"Content-Type: message/rfc822\n\n" * 3000,
        b"From: " + b"(" * 100_000 + b"\n\n",
    ],
)
def test_what_was_made_to_keep_us_busy_is_read_in_no_time(raw: bytes) -> None:
    began = time.monotonic()
    report = read_bounce(raw)
    assert time.monotonic() - began < 5, "reckoned from every letter to the end it would be minutes"
    assert report is None or len(report.job_ids) <= 20
