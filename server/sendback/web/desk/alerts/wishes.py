"""The daily mail, as each person wants it."""

from flask import Response, g, render_template, request, url_for

from sendback.delivery.alerts.wishes import HOURS, Wish
from sendback.delivery.alerts.wishes_store import find_wish, save_wish
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.settings.saving import refuse
from sendback.web.going import see_other


@needs(Action.DECIDE)
def show_wishes() -> Response | str:
    """Show what who is signed in chose."""
    shop, context = own_shop(), get_context()
    wish = context.database.read(find_wish, shop.shop_id, g.person.account_id)
    done = request.args.get("done", "")
    return render_template("desk/alerts/wishes.html", shop=shop, wish=wish, hours=HOURS, done=done)


@needs(Action.DECIDE)
def save_wishes() -> Response | str:
    """Save what who is signed in chose."""
    form, context = request.form, get_context()
    typed = form.get("hour", "")
    hour = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 3 else -1
    if hour not in HOURS:
        raise refuse("hour", "Choose one of the hours.")
    wish = Wish("is_on" in form, hour, "on_weekends" in form)
    context.database.write(save_wish, g.person.shop_id, g.person.account_id, wish)
    return see_other(url_for("desk.alert_wishes", done="saved"))
