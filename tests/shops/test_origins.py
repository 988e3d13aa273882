"""Which pages may carry the tag: what is typed is put into one spelling, what is meant is matched, nothing else."""

import pytest

from sendback.shops.origins import check_origin, is_allowed


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://shop.example", "https://shop.example"),
        (" HTTPS://Shop.Example/ ", "https://shop.example"),
        ("https://shop.example:8443", "https://shop.example:8443"),
        ("https://shop.example:443", "https://shop.example"),
        ("https://*.shop.example", "https://*.shop.example"),
        ("https://münchen.example", "https://xn--mnchen-3ya.example"),
        ("http://localhost", "http://localhost"),
        ("http://localhost:80", "http://localhost"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("http://127.0.0.1:5500", "http://127.0.0.1:5500"),
        ("http://[::1]:3000", "http://[::1]:3000"),
    ],
)
def test_an_origin_is_kept_as_browsers_spell_it(typed: str, kept: str) -> None:
    assert check_origin(typed) == kept
    assert check_origin(kept) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "", "*", "null", "shop.example", "//shop.example", "http://shop.example", "ftp://shop.example", "https://", "https://*",
        "https://*.com", "https://*.*.shop.example", "https://shop.*", "https://s*.shop.example", "https://shop.example/path",
        "https://shop.example?q", "https://user@shop.example", "https://user:word@shop.example",
        "http://localhost.evil.example", "https://10.0.0.1", "https://1.2.3.4:8443", "https://shop..example", "https://-a.example",
        "https://shop.example:99999", "https://shop.example:x", "https://shop_1.example", "javascript://shop.example",
        "https://shop.example https://evil.example", "https://shop.example,https://evil.example",
        "https://[::1", "data:text/html,x",
        "http://[::1]@evil.example", "https://shop.example\\@evil.example", "https://(a+)+.example",
    ],
)  # fmt: skip
def test_anything_else_is_refused_in_words(typed: str) -> None:
    with pytest.raises(ValueError, match=r"\w+ \w+"):
        check_origin(typed)


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        ("https://shop.example", True),
        ("https://www.nordlys.example", True),
        ("https://nordlys.example", False),
        ("https://a.www.nordlys.example", False),
        ("https://xnordlys.example", False),
        ("https://www.nordlys.example.evil.net", False),
        ("https://www.nordlys.example:8443", False),
        ("https://wwwXnordlys.example", False),
        ("https://shopxexample", False),
        ("http://shop.example", False),
        ("https://shop.example.evil.net", False),
        ("https://shop.example:8443", False),
        ("https://shop.example\n", False),
        ("https://evil.net/https://shop.example", False),
        ("https://.nordlys.example", False),
        ("null", False),
        ("", False),
    ],
)
def test_only_the_shops_own_pages_are_allowed(origin: str, allowed: bool) -> None:
    assert is_allowed(origin, ("https://shop.example", "https://*.nordlys.example")) is allowed


def test_a_shop_without_origins_allows_none() -> None:
    assert not is_allowed("https://shop.example", ())
