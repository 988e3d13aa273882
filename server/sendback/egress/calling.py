"""One call, one answer: no redirect is followed, no more is read than was asked for, and it ends in time."""

import http.client
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass

from sendback.egress.connecting import Deadline, connected
from sendback.egress.reach import PUBLIC, Reach
from sendback.egress.refusals import CallFailed, Failure
from sendback.egress.targets import Target, aim

USER_AGENT = "Sendback/1"


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: header names in small letters, repeated ones joined by commas; the body ends where reading was to end."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    seconds: float


def call(url: str, body: bytes, headers: Mapping[str, str], seconds: float, most_bytes: int, reach: Reach = PUBLIC) -> Reply:
    """POST to an address that may be called, within `seconds` in all; CallRefused or CallFailed say what stood in the way."""
    began = time.monotonic()
    target = aim(url, reach, seconds)
    return ask(target, "POST", body, headers, max(0.1, seconds - (time.monotonic() - began)), most_bytes)


def ask(target: Target, method: str, body: bytes | None, headers: Mapping[str, str], seconds: float, most_bytes: int) -> Reply:
    """Ask a place that was aimed at; CallFailed when no whole answer came in time."""
    deadline, began = Deadline(seconds), time.monotonic()
    own = {"Host": target.authority, "User-Agent": USER_AGENT, "Accept-Encoding": "identity", "Connection": "close"}
    try:
        with connected(target, deadline) as connection:
            connection.request(method, target.path, body, {**own, **headers})
            with connection.getresponse() as response:
                answer = response.read(most_bytes)
                told = {name.lower(): ", ".join(response.headers.get_all(name, ())) for name in response.headers}
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise CallFailed(_name_failure(error, deadline)) from None
    finally:
        deadline.end()
    if deadline.is_over:
        raise CallFailed(Failure.TIME)
    return Reply(response.status, told, answer, time.monotonic() - began)


def _name_failure(error: Exception, deadline: Deadline) -> Failure:
    if deadline.is_over or isinstance(error, TimeoutError):
        return Failure.TIME
    return Failure.CERTIFICATE if isinstance(error, ssl.SSLError) else Failure.BROKEN
