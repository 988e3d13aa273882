"""The demo's inbox: every mail that was sent, as its reader would see it."""

from pathlib import Path

from flask import Blueprint, Response, abort, render_template, url_for

from sendback.web.context import get_context
from sendback.web.demo import mails
from sendback.web.demo.mails import Mail

door = Blueprint("demo_inbox", __name__, url_prefix="/demo/inbox")
_MAIL = "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
_MAIL += "frame-ancestors 'self'"
"""A mail is somebody else's page: no script, nothing fetched, links open in a window of their own."""


@door.get("")
def list_mails() -> str:
    """List the mails, newest first."""
    return render_template("demo/inbox.html", mails=mails.list_mails(_folder()))


@door.get("/<name>")
def show_mail(name: str) -> str:
    """Show one mail: who, what, and both of its parts."""
    return render_template("demo/mail.html", mail=_mail(name))


@door.get("/<name>/html")
def show_html(name: str) -> Response:
    """Send a mail's HTML part, locked in."""
    response = Response(f'<!doctype html><base target="_blank">{_mail(name).html}', mimetype="text/html")
    response.headers["Content-Security-Policy"] = _MAIL
    return response


@door.get("/<name>/files/<int:place>")
def send_attachment(name: str, place: int) -> Response:
    """Send an attachment; a PDF opens in the browser, anything else is downloaded."""
    attachments = _mail(name).attachments
    if place >= len(attachments):
        abort(404)
    attachment = attachments[place]
    response = Response(attachment.body, mimetype=attachment.kind)
    way = "inline" if attachment.kind == "application/pdf" else "attachment"
    response.headers.set("Content-Disposition", way, filename=attachment.name)
    response.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
    return response


@door.app_template_global()
def mail_file_url(mail: Mail, place: int) -> str:
    """Address an attachment."""
    return url_for("demo_inbox.send_attachment", name=mail.name, place=place)


def _folder() -> Path:
    return Path(get_context().settings.mail_url.removeprefix("file:"))


def _mail(name: str) -> Mail:
    mail = mails.find_mail(_folder(), name)
    if mail is None:
        abort(404)
    return mail
