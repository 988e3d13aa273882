"""Where calls never go: 67 bad targets and more, and what the operator lets in."""

import socket
from collections.abc import Callable
from typing import Any

import pytest

from sendback.egress.addresses import is_public
from sendback.egress.reach import PUBLIC, Reach, read_doors
from sendback.egress.refusals import CallRefused, Refusal
from sendback.egress.targets import Target, aim, check_url

SECONDS = 5.0
INNER = [
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.254", "127.0.0.1", "127.255.255.254",
    "169.254.0.1", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.0.192", "192.0.2.1", "192.88.99.1",
    "192.168.0.1", "192.168.255.255", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1",
    "239.255.255.250", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:93.184.216.34", "64:ff9b::7f00:1",
    "64:ff9b::a00:1", "64:ff9b:1::7f00:1", "100::1", "2001::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:10::1",
    "2001:20::1", "2001:db8::1", "2002:7f00:1::", "2002:a00:1::1", "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254",
    "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "ff0e::1",
]  # fmt: skip
"""What a name may lead to that is none of ours to call."""

MALFORMED = [
    "http://shop.example/", "ftp://shop.example/", "file:///etc/passwd", "gopher://shop.example/", "javascript:alert(1)",
    "//shop.example/", "shop.example", "", "https://", "https:///x", "https://:443/", "https://[/", "https://[::1/",
    "https://shop.example:0/", "https://shop.example:80/", "https://shop.example:8443/", "https://shop.example:22/",
    "https://shop.example:99999/", "https://shop.example:x/",
    "https://user@shop.example/", "https://user:secret@shop.example/", "https://@shop.example/",
    "https://93.184.216.34@127.0.0.1/", "https://127.0.0.1/", "https://93.184.216.34/", "https://127.1/", "https://127.0.1/",
    "https://0x7f000001/", "https://0x7f.0.0.1/", "https://0x7f.1/", "https://2130706433/", "https://017700000001/",
    "https://0177.0.0.1/", "https://0/", "https://①②⑦.⓪.⓪.①/", "https://１２７.0.0.1/", "https://[::1]/",
    "https://[::ffff:127.0.0.1]/", "https://[fe80::1%25eth0]/", "https://[2606:4700::1111]/", "https://localhost/",
    "https://localhost./", "https://LOCALHOST/", "https://evil.localhost/", "https://shop.example./", "https://127.0.0.1./",
    "https://intranet/", "https://käse.example/", "https://shop。example/", "https://shop.example\\@10.0.0.1/",
    "https://shop.exam\nple/", "https://shop.example/\r\nHost: inner", "https://shop.example/ x", "https://shop .example/",
    "https://shop%2eexample/", "https://shop.example%00.evil.example/", "https://-shop.example/", "https://shop..example/",
    "https://*.example/", "https://shop.1/", "https://" + "a" * 64 + ".example/", "https://" + "a." * 130 + "example/",
    "https://shop.example/" + "x" * 2000, "https://shop.example/\x00", "https://shop.example/ä", "\thttps://shop.example/",
]  # fmt: skip


def resolving(*addresses: str) -> Callable[..., list[Any]]:
    return lambda host, port, **_: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]


def test_there_are_more_bad_targets_than_were_asked_for() -> None:
    assert len({*INNER, *MALFORMED}) >= 67


@pytest.mark.parametrize("address", INNER)
def test_a_name_that_leads_inside_is_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_public(address.partition("%")[0])
    for found in ((address,), ("93.184.216.34", address), (address, "93.184.216.34")):
        monkeypatch.setattr(socket, "getaddrinfo", resolving(*found))
        with pytest.raises(CallRefused) as refusal:
            aim("https://shop.example/", PUBLIC, SECONDS)
        assert refusal.value.reason is Refusal.INNER


@pytest.mark.parametrize("url", MALFORMED)
def test_what_is_no_public_name_on_https_is_refused_before_anything_is_resolved(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("asked a name server")

    monkeypatch.setattr(socket, "getaddrinfo", never)
    with pytest.raises(CallRefused):
        aim(url, PUBLIC, SECONDS)
    with pytest.raises(CallRefused):
        check_url(url, PUBLIC)


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "93.184.216.34", "192.0.1.1", "172.32.0.1", "2606:4700::1111", "2a00:1450::1", "2003::1"]
)
def test_a_public_address_is_one(address: str) -> None:
    assert is_public(address)


def test_a_good_address_is_aimed_at_with_what_was_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", resolving("93.184.216.34", "2606:4700::1111", "93.184.216.34"))
    target = aim("https://Hooks.Shop.example/in?a=1#part", PUBLIC, SECONDS)
    assert target == Target("https", "hooks.shop.example", 443, "/in?a=1", ("93.184.216.34", "2606:4700::1111"))
    assert target.authority == "hooks.shop.example"


def test_a_name_without_a_server_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", resolving())
    with pytest.raises(CallRefused) as refusal:
        aim("https://shop.example/", PUBLIC, SECONDS)
    assert refusal.value.reason is Refusal.UNKNOWN_HOST


def test_the_operator_names_who_inside_is_let_in(monkeypatch: pytest.MonkeyPatch) -> None:
    reach = Reach(read_doors("erp.lan:8080, 127.0.0.1:9000"))
    monkeypatch.setattr(socket, "getaddrinfo", resolving("10.0.0.7"))
    assert aim("http://erp.lan:8080/in", reach, SECONDS).addresses == ("10.0.0.7",)
    for url in (
        "http://erp.lan/in",
        "http://erp.lan:8081/",
        "http://127.0.0.1:9001/",
        "https://erp.lan/",
        "http://u@erp.lan:8080/",
    ):
        with pytest.raises(CallRefused):
            aim(url, reach, SECONDS)


def test_neighbours_are_on_loopback_and_nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    near = Reach(has_neighbours=True)
    assert aim("http://127.0.0.1:9/", near, SECONDS).port == 9
    monkeypatch.setattr(socket, "getaddrinfo", resolving("10.0.0.7"))
    for url in ("http://localhost:9/", "http://10.0.0.7:9/"):
        with pytest.raises(CallRefused):
            aim(url, near, SECONDS)


@pytest.mark.parametrize("text", ["erp.lan", "erp.lan:", ":80", "erp.lan:0", "erp.lan:70000", "erp.lan:x", "a:1,b"])
def test_a_door_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no host:port"):
        read_doors(text)
