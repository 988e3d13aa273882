"""Asking the name server, with an end to it: the system's own call waits as long as it likes."""

import socket
import threading

from sendback.egress.refusals import CallFailed, CallRefused, Failure, Refusal


def resolve(host: str, port: int, seconds: float) -> tuple[str, ...]:
    """Return every address a host has; CallRefused when it has none, CallFailed when the name server is silent."""
    found: list[str] = []
    done = threading.Event()

    def ask() -> None:
        try:
            entries = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.extend(str(entry[4][0]).partition("%")[0] for entry in entries)
        except (OSError, UnicodeError):
            pass
        finally:
            done.set()

    threading.Thread(target=ask, daemon=True, name="resolve").start()
    if not done.wait(seconds):
        raise CallFailed(Failure.TIME)
    if not found:
        raise CallRefused(Refusal.UNKNOWN_HOST)
    return tuple(dict.fromkeys(found))
