"""Ports for servers that a test starts: below those the kernel lends to outgoing connections, none given twice."""

import os
import re
import socket
from secrets import SystemRandom

_FIRST, _BEHIND_LAST = 10_000, 32_000
_WORKERS = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
_WORKER = int(re.sub(r"\D", "", os.environ.get("PYTEST_XDIST_WORKER", "")) or 0)


def _shuffle() -> list[int]:
    """Lay out this worker's ports, not as the run's seed would: another run on the machine may have the same."""
    ports = list(range(_FIRST + _WORKER % _WORKERS, _BEHIND_LAST, _WORKERS))
    SystemRandom().shuffle(ports)
    return ports


_left = _shuffle()


def free_port() -> int:
    """Find a port that nobody uses and that no test of this run was given."""
    while True:
        port = _left.pop()
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port
