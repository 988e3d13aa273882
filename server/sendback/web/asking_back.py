"""Sending people where they are to go first, and back afterwards: to sign in, to set up how they sign in."""

import re

from flask import Response, request, url_for

from sendback.errors import Code, Problem
from sendback.web.going import see_other

_OWN = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]{0,2000}")


def answer_stranger() -> Response:
    """Lead who wants to see a page to sign-in and then back to it; refuse all else, for a form cannot wait for that."""
    if not is_page_visit():
        raise Problem(Code.SIGN_IN_NEEDED, "Please sign in.")
    return see_other(url_for("sign_in.show_sign_in", next=name_page()))


def lead_to_set_up() -> Response:
    """Lead who has no passkey and no password yet to where they set one up."""
    if not is_page_visit():
        raise Problem(Code.NOT_ALLOWED, "Set up how you sign in first.")
    return see_other(url_for("account.show_set_up"))


def is_page_visit() -> bool:
    """Say whether somebody opens a page, rather than a script, an image or a form asking (W3C Fetch Metadata)."""
    if request.method not in ("GET", "HEAD") or request.headers.get("Sec-Fetch-Dest", "document") not in ("document", "iframe"):
        return False
    return not request.is_json and request.accept_mimetypes.best != "application/json"


def name_page() -> str:
    """Name the page that was asked for, to come back to."""
    return request.script_root + request.full_path.removesuffix("?")


def read_next(asked: str) -> str:
    """Return where to go on: a page of our own, or else the desk; never another site."""
    return asked if _OWN.fullmatch(asked) else url_for("desk.show_home")
