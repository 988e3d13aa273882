"""Whether a page's Content-Security-Policy lets the tag load and talk (CSP Level 3, 6.7.2)."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

Directives = dict[str, list[str]]
_PORTS = {"http": 80, "https": 443}
_SOURCE = re.compile(
    r"(?:(?P<scheme>[a-z][a-z0-9+.-]*)://)?(?P<host>\*|(?:\*\.)?[a-z0-9.-]+|\[[0-9a-f:]+\])(?::(?P<port>\d+|\*))?(?P<path>/.*)?"
)


@dataclass(frozen=True, slots=True)
class Wish:
    """A fetch that the page's policy is asked about."""

    url: str
    page_origin: str
    nonce: str = ""
    integrity: str = ""
    is_trusted: bool = False
    """Asked for by a script that runs already, which 'strict-dynamic' trusts."""


def read_policies(headers: tuple[str, ...]) -> list[Directives]:
    """Split policies into directives; the first of a name counts (CSP 3, 2.2.1)."""
    policies = []
    for policy in ",".join(headers).split(","):
        directives: Directives = {}
        for words in (directive.split() for directive in policy.split(";")):
            if words:
                directives.setdefault(words[0].lower(), words[1:])
        if directives:
            policies.append(directives)
    return policies


def allows_script(policies: list[Directives], wish: Wish) -> bool:
    """Say whether every policy lets this script run: one of the page's own HTML, or one that a running script asks for."""
    return all(_script(directives, wish) for directives in policies)


def allows_connection(policies: list[Directives], wish: Wish) -> bool:
    """Say whether every policy lets the page's scripts talk to this address."""
    return all(_listed(_sources(directives, "connect-src"), wish) for directives in policies)


def _script(directives: Directives, wish: Wish) -> bool:
    sources = _sources(directives, "script-src-elem", "script-src")
    if sources is None:
        return True
    if wish.nonce and f"'nonce-{wish.nonce}'" in sources:
        return True
    if wish.integrity and all(f"'{digest}'" in sources for digest in wish.integrity.split()):
        return True
    if "'strict-dynamic'" in sources:
        return wish.is_trusted
    return _listed(sources, wish)


def _sources(directives: Directives, *names: str) -> list[str] | None:
    found = (directives[name] for name in (*names, "default-src") if name in directives)
    return next(found, None)


def _listed(sources: list[str] | None, wish: Wish) -> bool:
    return sources is None or any(_matches(source, wish) for source in sources)


def _matches(source: str, wish: Wish) -> bool:
    url, page = urlsplit(wish.url), urlsplit(wish.page_origin)
    if source.lower() == "'self'":
        return (url.scheme, url.netloc) == (page.scheme, page.netloc)
    if re.fullmatch(r"[a-z][a-z0-9+.-]*:", source.lower()):
        return _scheme_fits(source.lower()[:-1], url.scheme)
    match = _SOURCE.fullmatch(_lower_host(source))
    if match is None:
        return False
    return (
        _scheme_fits(match["scheme"] or page.scheme, url.scheme)
        and _host_fits(match["host"], url.hostname or "")
        and _port_fits(match["port"], url.port, url.scheme)
        and _path_fits(match["path"], url.path)
    )


def _lower_host(source: str) -> str:
    """Lower what is compared without case; a path keeps its own."""
    scheme, mark, rest = source.rpartition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme.lower()}{mark}{host.lower()}{slash}{path}"


def _scheme_fits(allowed: str, asked: str) -> bool:
    return asked == allowed or (allowed, asked) == ("http", "https")


def _host_fits(allowed: str, asked: str) -> bool:
    if allowed == "*":
        return True
    return asked.endswith(allowed[1:]) if allowed.startswith("*.") else asked == allowed.strip("[]")


def _port_fits(allowed: str | None, asked: int | None, scheme: str) -> bool:
    if allowed == "*":
        return True
    usual = _PORTS.get(scheme)
    return (asked or usual) == (int(allowed) if allowed else usual)


def _path_fits(allowed: str | None, asked: str) -> bool:
    if not allowed or allowed == "/":
        return True
    return asked.startswith(allowed) if allowed.endswith("/") else asked == allowed
