"""A mail address from a row cannot become a second recipient or a second header."""

from email.message import EmailMessage

import pytest

from sendback.delivery.addresses import one_address, sender
from sendback.delivery.mail import POLICY
from sendback.delivery.trouble import Remedy, Trouble

HOSTILE = [
    "a@b.c, evil@x.y",
    "a@b.cc,evil@x.yy",
    "a@b.cc evil@x.yy",
    "a@b.cc\r\nBcc: evil@x.yy",
    "a@b.cc\nBcc:evil@x.yy",
    "a@b.cc\x00",
    "a\x00@b.cc",
    "a\u202e@b.cc",
    "a\u2028@b.cc",
    "<a@b.cc>",
    "Aino <a@b.cc>",
    "group:a@b.cc;",
    "a@b.cc;evil@x.yy",
    '"a,b"@c.dd',
    "(comment)a@b.cc",
    "a@[127.0.0.1]",
    "a@b@c.dd",
    "=?utf-8?q?a=2Cevil=40x.yy?=@b.cc",
    "a@=?utf-8?q?b?=.cc",
    "a..b@c.dd",
    ".a@b.cc",
    "a@" + "b" * 64 + ".cc",
    "a" * 65 + "@b.cc",
    "a@" + ("b" * 60 + ".") * 5 + "cc",
    "a",
    "",
    "@b.cc",
    "erased",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_not_one_address_is_refused(text: str) -> None:
    with pytest.raises(Trouble) as refused:
        one_address(text)
    assert refused.value.remedy is Remedy.PERSON
    assert len(text) < 3 or text not in refused.value.reason


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("aino@example.fi", "aino@example.fi"),
        ("a.b+returns@sub.example.co.uk", "a.b+returns@sub.example.co.uk"),
        ("o'neil@example.ie", "o'neil@example.ie"),
        ("liisa@järvi.fi", "liisa@xn--jrvi-loa.fi"),
    ],
)
def test_an_address_is_written_as_one(text: str, written: str) -> None:
    message = EmailMessage(POLICY)
    message["To"] = one_address(text)
    assert [address.addr_spec for address in message["To"].addresses] == [written]


@pytest.mark.parametrize(
    "name", ["Nordlys", "Nørd, Lys & Co.", "Shop\r\nBcc: evil@x.yy", "a@b.cc, evil@x.yy", "متجر", "=?utf-8?q?x?="]
)
def test_a_shops_name_stays_a_name(name: str) -> None:
    message = EmailMessage(POLICY)
    message["From"] = sender(name, "returns@nordlys.example")
    assert len(message["From"].addresses) == 1
    assert message["From"].addresses[0].addr_spec == "returns@nordlys.example"
    assert b"\nBcc" not in message.as_bytes()


def test_without_any_sender_mail_waits_for_the_operator() -> None:
    with pytest.raises(Trouble) as refused:
        sender("Nordlys", "")
    assert refused.value.remedy is Remedy.SETTING
