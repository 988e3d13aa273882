"""Looking at a fetched page with the eyes of the tag."""

from collections.abc import Iterator
from dataclasses import dataclass

from sendback.shops.origins import is_allowed
from sendback.web.builder.findings import Finding
from sendback.web.builder.page_fetch import FetchedPage
from sendback.web.builder.page_parts import Attributes, PageParts, find_tag, read_parts
from sendback.web.builder.release import FLOATING, find_integrity, get_release
from sendback.web.builder.security_policy import Wish, allows_connection, allows_script, read_policies


@dataclass(frozen=True, slots=True)
class Expected:
    """What a right tag of this shop names."""

    base_url: str
    keys: tuple[str, ...]
    origins: tuple[str, ...]


def inspect_page(page: FetchedPage, expected: Expected) -> list[Finding]:
    """Ask everything that can be asked without a browser, in the order in which a tag comes to life."""
    parts = read_parts(page.html)
    findings = [_reached(page)]
    tag = find_tag(parts)
    if tag is None:
        mend = "Paste the tag, publish the page, empty its cache. If a tag manager adds it, use the live check below."
        findings.append(Finding("tag-found", False, "The tag is not in this page.", mend))
    else:
        findings += [Finding("tag-found", True, "The tag is in the page."), *_inspect_tag(tag, expected)]
    findings.append(_link(parts))
    findings += _policies(page, parts, tag, expected)
    findings.append(_origin(page, expected))
    return findings


def _reached(page: FetchedPage) -> Finding:
    if page.status < 400:
        return Finding("page-reached", True, f"{page.target.host} answered.")
    mend = "Open the page yourself. A password or a firewall may keep other servers out."
    return Finding("page-reached", False, f"{page.target.host} answered with error {page.status}.", mend)


def _inspect_tag(tag: Attributes, expected: Expected) -> Iterator[Finding]:
    source, version = tag.get("src", ""), _version_of(tag.get("src", ""), expected)
    if version is None:
        mend = f"It should begin with {expected.base_url}/widget/. Copy the snippet again."
        yield Finding("script-address", False, f"The tag loads its script from {source or 'nowhere'}.", mend)
    else:
        yield Finding("script-address", True, "The script comes from this installation.")
    if tag.get("data-shop") in expected.keys:
        yield Finding("shop-key", True, "The key is your shop's.")
    else:
        yield Finding("shop-key", False, "The key in data-shop is not one of your shop's.", "Copy the snippet again.")
    if "integrity" in tag:
        yield _integrity(tag, version)


def _version_of(source: str, expected: Expected) -> str | None:
    start, end = f"{expected.base_url}/widget/", "/sendback.js"
    if not source.startswith(start) or not source.endswith(end):
        return None
    version = source[len(start) : -len(end)]
    return version if version == FLOATING or find_integrity(version) else None


def _integrity(tag: Attributes, version: str | None) -> Finding:
    if version == FLOATING:
        mend = "Take the pinned snippet, or remove the integrity attribute."
        return Finding("integrity", False, "A hash on an address that updates itself: the next release will not load.", mend)
    if version is None or tag["integrity"] != find_integrity(version):
        return Finding("integrity", False, "The hash is not that of the script: browsers refuse it.", "Copy the snippet again.")
    if tag.get("crossorigin", "use-credentials").lower() == "use-credentials":
        mend = 'Add crossorigin="anonymous" to the script tag.'
        return Finding("integrity", False, "Browsers check the hash only with crossorigin.", mend)
    return Finding("integrity", True, "The hash fits the script.")


def _link(parts: PageParts) -> Finding:
    if parts.triggers:
        return Finding("link-found", True, "A link opens the returns form.")
    mend = "Paste the link too, or give any link of yours data-sendback. If a script draws it, use the live check below."
    return Finding("link-found", False, "No link on this page opens the returns form.", mend)


def _policies(page: FetchedPage, parts: PageParts, tag: Attributes | None, expected: Expected) -> Iterator[Finding]:
    policies = read_policies((*page.policies, *parts.policies))
    if not policies:
        yield Finding("policy", True, "No security policy stands in the way.")
        return
    asked = tag or {}
    url = asked.get("src") or f"{expected.base_url}/widget/{FLOATING}/sendback.js"
    release, nonce = get_release(), asked.get("nonce", "")
    script = Wish(url, page.target.origin, nonce, asked.get("integrity", ""))
    form = f"{expected.base_url}/widget/{release.version}/{release.form}"
    if not allows_script(policies, script):
        sentence = "The page's security policy blocks the script."
        yield Finding("policy-script", False, sentence, f"Add to script-src: {expected.base_url}")
    elif not allows_script(policies, Wish(form, page.target.origin, nonce, release.form_integrity, is_trusted=True)):
        sentence = "The page's security policy lets the script load, but not the form that it brings."
        yield Finding("policy-script", False, sentence, f"Add to script-src: {expected.base_url}")
    else:
        yield Finding("policy-script", True, "The security policy lets the script and its form load.")
    if allows_connection(policies, Wish(f"{expected.base_url}/api/", page.target.origin)):
        yield Finding("policy-connect", True, "The security policy lets the tag talk to Sendback.")
    else:
        sentence = "The page's security policy keeps the tag from talking to Sendback."
        yield Finding("policy-connect", False, sentence, f"Add to connect-src: {expected.base_url}")


def _origin(page: FetchedPage, expected: Expected) -> Finding:
    origin = page.target.origin
    if origin == expected.base_url or is_allowed(origin, expected.origins):
        return Finding("origin-allowed", True, f"{origin} may use your tag.")
    return Finding("origin-allowed", False, f"{origin} is not among your allowed origins.", "Add it under Where it may run.")
