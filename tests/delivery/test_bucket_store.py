"""The bucket: against a real S3 server on loopback, and against ports that refuse, hang and break off."""

import socket
import threading

import pytest

from sendback.delivery import bucket_store
from sendback.delivery.bucket_store import read_bucket
from sendback.delivery.document_store import DocumentStore, find_store_fault, open_document_store
from sendback.delivery.trouble import Remedy, Trouble
from tests.delivery.bucket import KEY, SECRET, BucketServer
from tests.ports import free_port

NAME = "nordlys/2026/11/1001_R100000016_label.pdf"


def open_at(port: int) -> DocumentStore:
    return open_document_store(f"s3://shelf?endpoint=http://127.0.0.1:{port}&region=us-east-1", KEY, SECRET)


def test_what_was_put_is_given_back_replaced_and_forgotten(bucket_server: BucketServer) -> None:
    store = open_document_store(bucket_server.url(prefix="kept/here"), KEY, SECRET)
    assert store.get(NAME) is None
    store.put(NAME, b"one")
    store.put(NAME, b"two" * 300_000)
    assert store.get(NAME) == b"two" * 300_000
    whole = open_document_store(bucket_server.url(), KEY, SECRET)
    assert whole.get(f"kept/here/{NAME}") == b"two" * 300_000
    assert whole.get(NAME) is None
    store.delete(NAME)
    store.delete(NAME)
    assert store.get(NAME) is None
    assert find_store_fault(store) == ""


def test_keys_may_come_from_the_standard_variables(bucket_server: BucketServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    assert find_store_fault(open_document_store(bucket_server.url())) == ""


@pytest.mark.parametrize(("key", "secret"), [(KEY, "wrong"), ("nobody", SECRET)])
def test_wrong_keys_are_said_and_wait_for_the_operator(bucket_server: BucketServer, key: str, secret: str) -> None:
    store = open_document_store(bucket_server.url(), key, secret)
    for act in (lambda: store.put(NAME, b"x"), lambda: store.get(NAME)):
        with pytest.raises(Trouble, match="keys") as caught:
            act()
        assert caught.value.remedy is Remedy.SETTING
    assert "keys" in find_store_fault(store)


@pytest.mark.parametrize("name", ["../x", "a//b", "", "a/../../b"])
def test_a_name_that_leads_elsewhere_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="not a name"):
        open_at(1).put(name, b"x")


def test_a_bucket_that_is_down_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_at(free_port())
    with pytest.raises(Trouble, match="cannot be reached") as caught:
        store.put(NAME, b"x")
    assert caught.value.remedy is Remedy.LATER
    assert "cannot be reached" in find_store_fault(store)


def test_a_bucket_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bucket_store, "SECONDS", 1)
    with socket.create_server(("127.0.0.1", 0)) as deaf, pytest.raises(Trouble, match="cannot be reached"):
        open_at(deaf.getsockname()[1]).get(NAME)


def test_a_full_bucket_is_said() -> None:
    """No server lets us fill it up quickly, so this one only says that it is full."""
    answer = b"HTTP/1.1 507 Insufficient Storage\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    with socket.create_server(("127.0.0.1", 0)) as full:
        threading.Thread(target=_answer_all, args=(full, answer), daemon=True).start()
        assert "is full" in find_store_fault(open_at(full.getsockname()[1]))


def _answer_all(server: socket.socket, answer: bytes) -> None:
    while True:
        try:
            asking, _ = server.accept()
        except OSError:
            return
        with asking:
            asking.recv(65536)
            asking.sendall(answer)


def test_an_upload_that_breaks_off_is_never_seen(bucket_server: BucketServer) -> None:
    """A relay hands on the first half of the upload to the real server, then hangs up on both."""
    store = open_document_store(bucket_server.url(), KEY, SECRET)
    with socket.create_server(("127.0.0.1", 0)) as relay:
        threading.Thread(target=_break_off, args=(relay, bucket_server.ports["s3.port"]), daemon=True).start()
        with pytest.raises(Trouble):
            open_at(relay.getsockname()[1]).put("broken.pdf", b"x" * 2_000_000)
    assert store.get("broken.pdf") is None


def _break_off(relay: socket.socket, port: int) -> None:
    while True:
        try:
            asking, _ = relay.accept()
        except OSError:
            return
        with asking, socket.create_connection(("127.0.0.1", port)) as real:
            left = 1_000_000
            while left > 0 and (piece := asking.recv(min(65536, left))):
                real.sendall(piece)
                left -= len(piece)


@pytest.mark.parametrize(
    ("url", "key", "said"),
    [
        ("s3://", "", "must look like"),
        ("s3://user:word@shelf", "", "must look like"),
        ("s3://shelf?colour=red", "", "must look like"),
        ("s3://shelf/../x", "", "must look like"),
        ("s3://shelf?endpoint=http://bucket.example", "", "must be https"),
        ("s3://shelf?endpoint=ftp://127.0.0.1", "", "must be an https address"),
        ("s3://shelf", "only the key", "both"),
        ("gopher://shelf", "", "must begin with"),
        ("documents", "", "must begin with"),
    ],
)
def test_a_wrong_address_is_said_in_a_sentence(url: str, key: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        open_document_store(url, key)


def test_a_secret_is_not_shown() -> None:
    assert SECRET not in repr(read_bucket("s3://shelf", KEY, SECRET))
