"""A receiver with faults: each path does one thing that receivers do when all is not well."""

import contextlib
import socket
import struct
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

BIG = 10_000_000
_OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


@dataclass(slots=True)
class FaultServer:
    """Where it is, and the requests that came, path by path, as they were written."""

    port: int
    received: list[tuple[str, bytes]] = field(default_factory=list)
    sent_bytes: int = 0
    done: threading.Event = field(default_factory=threading.Event)

    def url(self, path: str) -> str:
        """Give the address of a fault."""
        return f"http://127.0.0.1:{self.port}/{path}"

    def count(self, path: str) -> int:
        """Count what came to a path."""
        return sum(came == path for came, _ in self.received)


@contextlib.contextmanager
def fault_server() -> Iterator[FaultServer]:
    """Serve faults on loopback until the block ends."""
    listening = socket.create_server(("127.0.0.1", 0), backlog=64)
    server = FaultServer(listening.getsockname()[1])

    def accept() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            threading.Thread(target=_answer, args=(server, connection), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    with contextlib.closing(listening):
        yield server
        server.done.set()
        with contextlib.suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)


def _answer(server: FaultServer, connection: socket.socket) -> None:
    with connection, contextlib.suppress(OSError):
        request = _read_request(connection)
        path = request.split(b" ", 2)[1].decode("latin-1").lstrip("/") if b" " in request else ""
        server.received.append((path, request))
        _do(server, connection, path)


def _do(server: FaultServer, connection: socket.socket, path: str) -> None:
    if path == "hang":
        server.done.wait(60)
    elif path == "drip":
        _drip(server, connection, b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * 4000)
    elif path == "drip-body":
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n")
        _drip(server, connection, b"a" * 4000)
    elif path == "reset":
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    elif path == "big":
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % BIG)
        for _ in range(BIG // 100_000):
            connection.sendall(b"a" * 100_000)
            server.sent_bytes += 100_000
    elif path == "endless-headers":
        connection.sendall(b"HTTP/1.1 200 OK\r\n")
        while True:
            connection.sendall(b"X-A: " + b"a" * 60_000 + b"\r\n")
    else:
        connection.sendall(_ANSWERS.get(path, _OK))


_ANSWERS = {
    "inward": b"HTTP/1.1 301 Moved\r\nLocation: http://localhost/admin\r\nContent-Length: 0\r\n\r\n",
    "gone": b"HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n",
    "later": b"HTTP/1.1 429 Too Many Requests\r\nRetry-After: 600\r\nContent-Length: 4\r\n\r\nwait",
    "away": b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: Fri, 01 Jan 2100 00:00:00 GMT\r\nContent-Length: 0\r\n\r\n",
    "error": b"HTTP/1.1 500 Internal Server Error\r\nContent-Length: 12\r\n\r\nno such \x00 \xff\n",
    "noise": b"\x16\x03\x01 this is no HTTP\r\n\r\n",
    "empty": b"",
}


def _drip(server: FaultServer, connection: socket.socket, text: bytes) -> None:
    for place in range(len(text)):
        connection.sendall(text[place : place + 1])
        if server.done.wait(0.05):
            return


def _read_request(connection: socket.socket) -> bytes:
    connection.settimeout(10)
    read = b""
    while b"\r\n\r\n" not in read:
        if not (more := connection.recv(65536)):
            return read
        read += more
    head, _, body = read.partition(b"\r\n\r\n")
    lengths = [line.split(b":")[1] for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")]
    while lengths and len(body) < int(lengths[0]):
        body += connection.recv(65536)
    return head + b"\r\n\r\n" + body
