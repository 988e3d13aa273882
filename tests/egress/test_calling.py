"""A call ends in time, reads no more than it wants, goes where it was aimed, and trusts a certificate only for its name."""

import datetime
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from sendback.egress.calling import Reply, ask, call
from sendback.egress.reach import Reach
from sendback.egress.refusals import CallFailed, CallRefused, Failure
from sendback.egress.targets import Target
from tests.egress.fault_server import BIG, FaultServer, fault_server

NEAR = Reach(has_neighbours=True)
SECONDS = 0.6


@pytest.fixture
def receiver() -> Iterator[FaultServer]:
    with fault_server() as server:
        yield server


def send(receiver: FaultServer, path: str, seconds: float = SECONDS) -> Reply:
    return call(receiver.url(path), b'{"a":1}', {"Content-Type": "application/json"}, seconds, 2048, NEAR)


def test_an_answer_comes_back_whole(receiver: FaultServer) -> None:
    reply = send(receiver, "in")
    assert (reply.status, reply.body, reply.headers["content-length"]) == (200, b"ok", "2")
    path, request = receiver.received[0]
    head, _, body = request.partition(b"\r\n\r\n")
    assert (path, body) == ("in", b'{"a":1}')
    lines = dict(line.split(": ", 1) for line in head.decode().split("\r\n")[1:])
    assert lines == {
        "Host": f"127.0.0.1:{receiver.port}",
        "User-Agent": "Sendback/1",
        "Accept-Encoding": "identity",
        "Connection": "close",
        "Content-Type": "application/json",
        "Content-Length": "7",
    }


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("hang", Failure.TIME),
        ("drip", Failure.TIME),
        ("drip-body", Failure.TIME),
        ("reset", Failure.BROKEN),
        ("noise", Failure.BROKEN),
        ("empty", Failure.BROKEN),
        ("endless-headers", Failure.BROKEN),
    ],
)
def test_a_fault_ends_in_time_and_is_named(receiver: FaultServer, path: str, reason: Failure) -> None:
    began = time.monotonic()
    with pytest.raises(CallFailed) as failure:
        send(receiver, path)
    assert (failure.value.reason, time.monotonic() - began < SECONDS + 1) == (reason, True)


def test_a_redirect_is_an_answer_and_no_way_in(receiver: FaultServer) -> None:
    assert send(receiver, "inward").status == 301
    assert len(receiver.received) == 1


def test_ten_megabytes_cost_nothing(receiver: FaultServer) -> None:
    reply = send(receiver, "big", 5)
    assert (len(reply.body), reply.seconds < 1) == (2048, True)
    time.sleep(0.1)
    assert receiver.sent_bytes < BIG


def test_nobody_there_and_a_silent_name_server_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    with pytest.raises(CallFailed) as failure:
        call(f"http://127.0.0.1:{port}/", b"", {}, SECONDS, 10, NEAR)
    assert failure.value.reason is Failure.NO_CONNECTION
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: time.sleep(1) or [])
    began = time.monotonic()
    with pytest.raises(CallFailed) as failure:
        call("https://shop.example/", b"", {}, 0.3, 10)
    assert (failure.value.reason, time.monotonic() - began < 1) == (Failure.TIME, True)


def test_headers_cannot_smuggle_a_second_request(receiver: FaultServer) -> None:
    with pytest.raises(CallFailed):
        call(receiver.url("in"), b"", {"X-A": "a\r\nHost: inner"}, SECONDS, 10, NEAR)
    assert not receiver.received or b"inner" not in receiver.received[0][1]


class TlsServer:
    """An https server on loopback with a certificate for `hooks.example`, from an authority in a file."""

    def __init__(self, folder: Path) -> None:
        self.authority, chain = _make_certificate(folder)
        settings = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        settings.load_cert_chain(chain)
        self.names: list[str | None] = []
        settings.sni_callback = lambda _socket, name, _context: self.names.append(name)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._serve, args=(settings,), daemon=True).start()

    def _serve(self, settings: ssl.SSLContext) -> None:
        while True:
            try:
                raw, _ = self._listening.accept()
            except OSError:
                return
            try:
                with settings.wrap_socket(raw, server_side=True) as connection:
                    request = b""
                    while not request.endswith(b"{}") and (more := connection.recv(65536)):
                        request += more  # what is left unread when a connection is closed resets it
                    if request.startswith(b"POST /hang"):
                        time.sleep(2)
                    connection.sendall(b"HTTP/1.1 204 No Content\r\n\r\n")
            except OSError:
                raw.close()

    def close(self) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def target(self, host: str, path: str = "/") -> Target:
        return Target("https", host, self.port, path, ("127.0.0.1",))


@pytest.fixture
def secured(tmp_path: Path) -> Iterator[TlsServer]:
    server = TlsServer(tmp_path)
    yield server
    server.close()


def test_the_certificate_is_checked_for_the_name_and_the_connection_goes_to_the_address(
    secured: TlsServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(secured.authority))
    assert ask(secured.target("hooks.example"), "POST", b"{}", {}, 10, 10).status == 204
    assert secured.names == ["hooks.example"]
    with pytest.raises(CallFailed) as failure:
        ask(secured.target("other.example"), "POST", b"{}", {}, 3, 10)
    assert failure.value.reason is Failure.CERTIFICATE


def test_a_certificate_of_nobody_we_know_is_refused(secured: TlsServer) -> None:
    with pytest.raises(CallFailed) as failure:
        call(f"https://localhost:{secured.port}/", b"", {}, 3, 10, NEAR)
    assert failure.value.reason is Failure.CERTIFICATE


def test_time_ends_behind_tls_too_and_in_the_middle_of_its_handshake(
    secured: TlsServer, receiver: FaultServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(secured.authority))
    for target in (
        secured.target("hooks.example", "/hang"),
        Target("https", "hooks.example", receiver.port, "/", ("127.0.0.1",)),
    ):
        began = time.monotonic()
        with pytest.raises(CallFailed) as failure:
            ask(target, "POST", b"{}", {}, SECONDS, 10)
        assert (failure.value.reason, time.monotonic() - began < SECONDS + 1) == (Failure.TIME, True)


def test_an_address_that_changes_its_mind_is_not_asked_twice(secured: TlsServer, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def rebinding(host: str, port: int, **_: object) -> list[object]:
        asked.append(host)
        address = "93.184.216.34" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    reached: list[tuple[str, int]] = []

    def refusing(address: tuple[str, int], timeout: float) -> socket.socket:
        reached.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    monkeypatch.setattr(socket, "create_connection", refusing)
    with pytest.raises(CallFailed):
        call("https://hooks.example/", b"", {}, 2, 10)
    assert (asked, reached) == (["hooks.example"], [("93.184.216.34", 443)])
    with pytest.raises(CallRefused):
        call("https://hooks.example/", b"", {}, 2, 10)


def _make_certificate(folder: Path) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "hooks.example")])
    day = datetime.timedelta(days=1)
    today = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(today - day)
        .not_valid_after(today + day)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("hooks.example")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    authority, chain = folder / "authority.pem", folder / "chain.pem"
    public = certificate.public_bytes(serialization.Encoding.PEM)
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    authority.write_bytes(public)
    chain.write_bytes(public + private)
    return authority, chain
