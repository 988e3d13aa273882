"""Typed text is made fit to print: nothing meant is lost, nothing hidden stays."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendback.shops.text import clean_line, clean_text, is_email, mask_email


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Aino   Järvenpää ", "Aino Järvenpää"), ("a\tb", "a b"), ("a\r\nb\rc", "a b c"),
        ("Ja\u0308rvenpa\u0308a\u0308", "Järvenpää"),
        ("a\x00b\x1b[31mc", "ab[31mc"), ("\u202eevil\u202c", "evil"), ("\ufeffname", "name"),
        ("علي حسن", "علي حسن"), ("ยุพา", "ยุพา"),
        ("प्रिया", "प्रिया"), ("张伟", "张伟"), ("क्‍ष", "क्‍ष"), ("{{7*7}} </script> =1+1", "{{7*7}} </script> =1+1"),
        ("\ud800", ""), ("\ue000", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_line_keeps_what_is_meant(typed: str, kept: str) -> None:
    assert clean_line(typed) == kept


def test_text_may_have_lines() -> None:
    assert clean_text("a\r\nb\n\nc ") == "a\nb\n\nc"


@given(st.text(st.characters(codec=None), max_size=80))
def test_what_is_clean_stays_as_it_is(typed: str) -> None:
    once = clean_line(typed)
    assert clean_line(once) == once
    assert "\n" not in once
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in once)
    once.encode()


@pytest.mark.parametrize("text", ["a@b.fi", "aino.järvenpää@posti.example", "a+b@sub.host.example", "x@xn--mnchen-3ya.example"])
def test_an_address_that_mail_servers_take(text: str) -> None:
    assert is_email(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "a", "@b.fi", "a@", "a@b", "a@b.f", "a b@c.fi", "a@b.fi, c@d.fi", "a@b.fi;c@d.fi", "<a@b.fi>", "a@b.fi\n",
        "a@b.fi\r\nBcc: c@d.fi",
        "a..b@c.fi", "a@b..fi", "a@@b.fi", "A <a@b.fi>", f"{'a' * 65}@b.fi", f"a@{'b' * 250}.fi", '"a"@b.fi',
        "a@[127.0.0.1]", "a@b.fi.",
    ],
)  # fmt: skip
def test_anything_that_is_not_exactly_one_address_is_none(text: str) -> None:
    assert not is_email(text)


@pytest.mark.parametrize(("email", "shown"), [("leena@x.fi", "l•••@x.fi"), ("a@b.fi", "a•••@b.fi"), ("", ""), ("nothing", "")])
def test_a_masked_address_is_recognised_by_its_owner_only(email: str, shown: str) -> None:
    assert mask_email(email) == shown
