"""A connection to exactly the address that was looked at, cut when its time is over."""

import contextlib
import http.client
import socket
import ssl
import threading
import time
from collections.abc import Iterator

from sendback.egress.refusals import CallFailed, Failure
from sendback.egress.targets import Target

CONNECT_SECONDS = 5.0
MOST_TRIED = 4
"""How many of a host's addresses are tried: the first that answers is used."""


class Deadline:
    """Shut a socket down when its time is over: a server that sends one byte a second never runs into the socket's own limit."""

    def __init__(self, seconds: float) -> None:
        self._ends_at = time.monotonic() + seconds
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._shut)
        self._timer.daemon = True
        self._timer.start()

    @property
    def left(self) -> float:
        """Return the seconds that are left, never quite none."""
        return max(0.001, self._ends_at - time.monotonic())

    @property
    def is_over(self) -> bool:
        """Say whether the time is up."""
        return time.monotonic() >= self._ends_at

    def watch(self, connected: socket.socket) -> None:
        """Shut this socket when it is time."""
        self._socket = connected

    def end(self) -> None:
        """Let go."""
        self._timer.cancel()

    def _shut(self) -> None:
        if self._socket is not None:
            with contextlib.suppress(OSError):
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)  # not TLS's own: another thread is reading there


@contextlib.contextmanager
def connected(target: Target, deadline: Deadline) -> Iterator[http.client.HTTPConnection]:
    """Open a connection to one of the target's addresses; for https, the certificate must be good for its name."""
    raw = _reach_one(target, deadline)
    with contextlib.closing(raw):
        deadline.watch(raw)
        connection = http.client.HTTPConnection(target.host, target.port, timeout=deadline.left)
        connection.sock = _secure(raw, target.host, deadline) if target.scheme == "https" else raw
        with contextlib.closing(connection):
            yield connection


def _reach_one(target: Target, deadline: Deadline) -> socket.socket:
    for address in target.addresses[:MOST_TRIED]:
        if deadline.is_over:
            raise CallFailed(Failure.TIME)
        with contextlib.suppress(OSError):
            reached = socket.create_connection((address, target.port), timeout=min(CONNECT_SECONDS, deadline.left))
            reached.settimeout(deadline.left)
            return reached
    raise CallFailed(Failure.NO_CONNECTION)


def _secure(raw: socket.socket, host: str, deadline: Deadline) -> ssl.SSLSocket:
    secured = ssl.create_default_context().wrap_socket(raw, server_hostname=host, do_handshake_on_connect=False)
    deadline.watch(secured)  # wrapping took the raw socket's place
    try:
        secured.do_handshake()
    except BaseException:
        secured.close()
        raise
    return secured
