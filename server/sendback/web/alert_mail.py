"""Turning the daily mail off by the link in it: a page with a button, or one request of the mail program (RFC 8058)."""

from dataclasses import replace

from flask import Blueprint, Response, render_template, url_for

from sendback.database.model import Tx
from sendback.delivery.alerts.wishes_store import find_wish, save_wish
from sendback.shops.store import get_shop
from sendback.web.context import get_context
from sendback.web.going import see_other

door = Blueprint("alert_mail", __name__, url_prefix="/alerts/off/<secret>")


@door.get("")
def show_off(secret: str) -> str:
    """Show the button: programs that scan mail open links, and turn nothing off."""
    context = get_context()
    shop_id, account_id = context.links.read_alert(secret)

    def read(tx: Tx) -> tuple[str, bool]:
        return get_shop(tx, shop_id).name, find_wish(tx, shop_id, account_id).is_on

    name, is_on = context.database.read(read)
    return render_template("alert_mail/off.html", secret=secret, name=name, is_on=is_on)


@door.post("")
def turn_off(secret: str) -> Response:
    """Turn it off; whoever holds the link may, for a mail program sends neither cookie nor origin."""
    context = get_context()
    shop_id, account_id = context.links.read_alert(secret)

    def write(tx: Tx) -> None:
        save_wish(tx, shop_id, account_id, replace(find_wish(tx, shop_id, account_id), is_on=False))

    context.database.write(write)
    return see_other(url_for("alert_mail.show_off", secret=secret))
