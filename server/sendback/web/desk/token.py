"""The token inspector: paste an order token, see everything that makes it accepted or not."""

from flask import Response, render_template, request

from sendback.database.model import Tx
from sendback.orders.token.reading import TokenReading, read_token
from sendback.orders.token.reading_text import list_facts
from sendback.orders.token_keys import key_finder, revocation_finder
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.context import Context, get_context
from sendback.web.desk.policy.pasted import MOST_PASTED, cut_token


@needs(Action.SEE_PEOPLE)
def show_reading() -> Response | str:
    """Show the form, and under it what was read of the pasted token; a link with a token in it will do."""
    shop, context = own_shop(), get_context()
    pasted = request.form.get("token", "").strip()
    reading = context.database.read(_read, context, shop.shop_id, cut_token(pasted)) if pasted else None
    facts = list_facts(reading) if reading else {}
    return render_template("desk/token.html", shop=shop, pasted=pasted[:MOST_PASTED], reading=reading, facts=facts)


def _read(tx: Tx, context: Context, shop_id: str, token: str) -> TokenReading:
    now = int(context.clock().timestamp())
    days, revoked = context.settings.token_days, revocation_finder(tx)
    return read_token(token, key_finder(tx, context.vault), now, shop_id, days, revoked)
