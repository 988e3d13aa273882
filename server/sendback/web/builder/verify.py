"""Verify: does this page carry a working tag, and if not, why not?"""

from dataclasses import asdict

from flask import Blueprint, Response, jsonify

from sendback.errors import Code, FieldError, Problem
from sendback.settings.reading import get_reach
from sendback.shops.model import Shop
from sendback.shops.permissions import Action
from sendback.shops.tag_report import TagReport
from sendback.shops.tag_report_store import expect_report, find_report
from sendback.web.auth import needs, own_shop
from sendback.web.builder.facts import list_accepted_keys
from sendback.web.builder.findings import CannotCheck, Finding
from sendback.web.builder.inspection import Expected, inspect_page
from sendback.web.builder.page_fetch import fetch_page
from sendback.web.context import get_context
from sendback.web.reading import get_text, read_json

room = Blueprint("builder_verify", __name__, url_prefix="/builder/verify")


@room.post("")
@needs(Action.CHANGE_SETTINGS)
def check_page() -> Response:
    """Fetch the page and tell what was found; `nonce` is for the live check that the tag itself answers."""
    url, shop, context = get_text(read_json(), "url", 2000).strip(), own_shop(), get_context()
    if not url:
        fault = FieldError("url", "required", "Give the address of the page that carries the tag.")
        raise Problem(Code.INVALID_FIELDS, fault.detail, errors=[fault])
    findings = [asdict(finding) for finding in _look(url, shop)]
    nonce = context.database.write(expect_report, shop.shop_id, context.clock())
    return jsonify({"findings": findings, "nonce": nonce})


@room.get("/<nonce>")
@needs(Action.CHANGE_SETTINGS)
def show_report(nonce: str) -> Response:
    """Tell what the tag said of its page: `findings` is null until it did."""
    context = get_context()
    report = context.database.read(find_report, own_shop().shop_id, nonce, context.clock())
    return jsonify({"findings": [asdict(finding) for finding in _judge(report)] if report else None})


def _look(url: str, shop: Shop) -> list[Finding]:
    settings = get_context().settings
    base = settings.base_url
    try:
        page = fetch_page(url, base, get_reach(settings))
    except CannotCheck as hindrance:
        return [hindrance.finding]
    return inspect_page(page, Expected(base, tuple(list_accepted_keys(shop)), shop.settings.origins))


def _judge(report: TagReport) -> list[Finding]:
    found = [Finding("live-tag", True, f"The tag runs on {report.page}, version {report.version}.")]
    if report.has_config:
        found.append(Finding("live-config", True, "It reached Sendback and has your settings."))
    else:
        mend = "Check Where it may run, and connect-src in the page's security policy."
        found.append(Finding("live-config", False, "It could not fetch your settings.", mend))
    if report.has_trigger:
        found.append(Finding("live-link", True, "A link opens the returns form."))
    else:
        found.append(Finding("live-link", False, "No link on the page opens the returns form.", "Paste the link too."))
    ours = [violation for violation in report.violations if get_context().settings.base_url in violation]
    if ours:
        sentence = f"The browser blocked: {'; '.join(ours)}"
        found.append(Finding("live-policy", False, sentence, "Add the two lines below to the policy."))
    return found
