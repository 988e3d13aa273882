"""The desk's first page: what needs somebody, what is on its way, and the last 30 days."""

from flask import Response, render_template

from sendback.returns.arrivals import Coming, add_up
from sendback.returns.rma import show_rma
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.states import STATES
from sendback.web.desk.today.beginning import list_beginnings
from sendback.web.desk.today.counting import read_today
from sendback.web.desk.today.lines import list_lines, say_money
from sendback.web.desk.today.picture import FOOT, HEIGHT, WIDTH, lay_out
from sendback.web.moments import write_day, write_moment


@needs(Action.SEE_RETURNS)
def show_home() -> Response | str:
    """Show what today asks for."""
    shop, context = own_shop(), get_context()
    now = context.clock()
    today = context.database.read(read_today, shop, now)
    return render_template(
        "desk/home.html",
        shop=shop,
        date=write_day(now.astimezone(shop.settings.zone)),
        lines=list_lines(today, now),
        beginnings=list_beginnings(shop, today),
        on_the_way=today.arrivals.on_the_way,
        at_door=add_up(today.arrivals.among(Coming.AT_DOOR)),
        counted_at=write_moment(today.arrivals.counted_at, shop.settings.zone) if today.arrivals.counted_at else "",
        worth=say_money(today.arrivals.on_the_way.worth),
        bars=lay_out(today.days),
        size=(WIDTH, HEIGHT, FOOT),
        requested=sum(count for _, count in today.days),
        latest=[
            (item, show_rma(item.rma), STATES[item.status], write_moment(item.created_at, shop.settings.zone))
            for item in today.latest
        ],
    )
