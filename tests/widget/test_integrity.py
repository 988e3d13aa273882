"""The form runs only when its bytes are those that the script was built with; else the hosted page takes over."""

import base64
import hashlib
import re

import pytest
from playwright.sync_api import Page

from tests.widget.conftest import OpenShop
from tests.widget.door import LINK, TAG, WATCH, Door
from tests.widget.walk import find_order

pytestmark = pytest.mark.browser
TAMPERED = b"window.tampered=1;export const start=()=>{window.tampered=2};"
TRUST = "require-trusted-types-for 'script'; trusted-types 'none'"
POLICIES = {
    "as the builder prints it": "script-src {base}; connect-src {base}",
    "the script's own address only": "script-src {base}/widget/; connect-src {base}",
    "a nonce alone": "script-src 'nonce-n'; connect-src {base}",
    "strict-dynamic": "script-src 'nonce-n' 'strict-dynamic'; connect-src {base}",
    "hashes alone": "script-src {hashes}; connect-src {base}",
}


def swap(name: str, script: bytes) -> bytes:
    return TAMPERED if name == "form.js" else script


def hash_of(script: bytes) -> str:
    return f"sha384-{base64.b64encode(hashlib.sha384(script).digest()).decode()}"


def open_under(page: Page, door: Door, policy: str) -> None:
    """Open a page that pins the script with its hash, under one policy."""
    seen = door.read_script("sendback.js")
    pinned = TAG.replace("async", f'async integrity="{hash_of(seen)}" crossorigin="anonymous"')
    watch = re.sub(r"</?script.*?>", "", WATCH)
    address = door.page("pinned", LINK + pinned)
    hashes = f"'{hash_of(seen)}' '{hash_of(door.read_script('form.js'))}'"
    door.headers["/pinned"] = f"default-src 'none'; {policy.format(base=door.base, hashes=hashes)}; {TRUST}"
    page.add_init_script(watch)
    page.goto(address)
    page.wait_for_function("window.sendback && sendback.version")
    page.evaluate("violations.length = 0")  # the page's own watcher has no nonce under some policies


@pytest.mark.parametrize("policy", POLICIES)
def test_a_pinned_script_brings_its_form_under_every_strict_policy(open_shop: OpenShop, door: Door, policy: str) -> None:
    page = open_shop().context.new_page()
    open_under(page, door, POLICIES[policy])
    find_order(page)
    page.wait_for_selector(".line")
    assert page.evaluate("violations") == []


@pytest.mark.parametrize("policy", POLICIES)
def test_a_form_with_other_bytes_never_runs_and_the_link_leads_on(open_shop: OpenShop, door: Door, policy: str) -> None:
    door.change_script = swap
    page = open_shop().context.new_page()
    page.add_init_script("addEventListener('pagehide', () => { sessionStorage.ran = String(window.tampered) })")
    open_under(page, door, POLICIES[policy])
    page.click("#link")
    page.wait_for_url("**/s/nordlys")
    page.goto(f"{door.page_base}/pinned")
    assert page.evaluate("sessionStorage.ran") == "undefined"


def test_a_form_that_is_gone_leads_to_the_hosted_page_too(open_shop: OpenShop, door: Door) -> None:
    door.change_script = lambda name, script: b"" if name == "form.js" else script
    page = open_shop()
    page.click("#link")
    page.wait_for_url("**/s/nordlys")


def test_without_a_network_nobody_is_sent_away(open_shop: OpenShop) -> None:
    page = open_shop()
    page.context.set_offline(True)
    page.click("#link")
    page.wait_for_selector("text=This did not load.")
    page.context.set_offline(False)
    page.click("text=Try again")
    page.wait_for_selector("[name=order_number]")


def test_nobody_is_sent_away_who_pressed_nothing(open_shop: OpenShop, door: Door) -> None:
    door.change_script = swap
    page = open_shop(LINK + "<sendback-returns></sendback-returns>" + TAG)
    page.wait_for_selector("text=This did not load.")
    assert page.locator("sendback-returns a").get_attribute("href") == f"{door.base}/s/nordlys"
    assert page.evaluate("window.tampered") is None
