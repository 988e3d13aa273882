"""Every door of the house, opened in one place."""

from flask import Flask

from sendback.web import (
    alert_mail,
    approving,
    documents,
    intake,
    ops,
    problem_pages,
    receipts,
    scanned,
    tracking_hooks,
    widget_api,
    widget_files,
)
from sendback.web.account import routes as account
from sendback.web.api_document import routes as api_document
from sendback.web.builder.rooms import ROOMS as BUILDER_ROOMS
from sendback.web.desk import routes as desk
from sendback.web.dock import routes as dock
from sendback.web.help import routes as help_pages
from sendback.web.hosted import routes as hosted
from sendback.web.merchant_api import routes as merchant_api
from sendback.web.sign_in import routes as sign_in
from sendback.web.status import routes as status

_DOORS = (
    widget_files.door,
    widget_api.door,
    merchant_api.door,
    api_document.door,
    intake.door,
    tracking_hooks.door,
    hosted.door,
    status.door,
    scanned.door,
    receipts.door,
    documents.door,
    approving.door,
    alert_mail.door,
    desk.door,
    dock.door,
    help_pages.door,
    *BUILDER_ROOMS,
    sign_in.door,
    account.door,
    problem_pages.door,
    ops.door,
)


def open_doors(app: Flask) -> None:
    """Register each audience's door."""
    for door in _DOORS:
        app.register_blueprint(door)
