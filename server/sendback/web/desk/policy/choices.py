"""What shoppers choose from, and who is told: reasons, conditions, resolutions, and the people who approve."""

from collections.abc import Collection

from flask import Response, render_template, request, url_for

from sendback.errors import Problem
from sendback.returns.naming import RESOLUTIONS
from sendback.shops.fields import in_language
from sendback.shops.model import Shop
from sendback.shops.permissions import Action
from sendback.shops.resolutions import Resolution
from sendback.web.auth import needs, own_shop
from sendback.web.desk.policy.answering import answer
from sendback.web.desk.policy.forms import place_errors, read_list
from sendback.web.desk.policy.saving import read_version, save_parts
from sendback.web.going import see_other

HINTS = {
    Resolution.REFUND: "The shop pays it; Sendback never moves money.",
    Resolution.EXCHANGE: "Another size or colour of it, or another item.",
    Resolution.STORE_CREDIT: "Its value, to be spent in the shop.",
    Resolution.REPAIR: "It goes back to the shopper, mended.",
    Resolution.KEEP: "The shopper keeps it; a rule says on what terms.",
}
ASKED = {"off": "not asked", "optional": "may be added", "required": "required"}


@needs(Action.SEE_SETTINGS)
def show_choices() -> Response | str:
    """Show all that shoppers choose from, and who approves."""
    return draw_choices(own_shop())


@needs(Action.CHANGE_SETTINGS)
def save_choices() -> Response | str:
    """Save the resolutions and who is mailed."""
    shop, typed = own_shop(), request.form
    offered = [name for name in Resolution if typed.get(f"resolutions.{name}")]
    desk = {"approvers": read_list("desk.approvers"), "remind_after_days": typed.get("desk.remind_after_days", "")}
    try:
        save_parts(read_version(), lambda _: {"resolutions": offered, "desk": desk})
    except Problem as problem:
        return draw_choices(shop, problem)
    return see_other(url_for("desk.policy.show_choices", done="saved"))


def draw_choices(shop: Shop, problem: Problem | None = None) -> Response:
    """Draw the page, with what stood in the way of changing something on it."""
    settings, desk = shop.settings, shop.settings.desk
    offered: Collection[str] = settings.resolutions
    stored = {"desk.approvers": "\n".join(desk.approvers), "desk.remind_after_days": str(desk.remind_after_days)}
    if problem and "desk.approvers" in request.form:
        stored = {name: request.form.get(name, "") for name in stored}
        offered = [name for name in Resolution if request.form.get(f"resolutions.{name}")]
    return answer(
        render_template(
            "desk/policy/choices.html",
            shop=shop,
            name=lambda setting: in_language(setting.label, "en", settings.default_language) or setting.code,
            resolutions=RESOLUTIONS,
            hints=HINTS,
            offered=offered,
            values=stored,
            asked=ASKED,
            errors=place_errors(problem, "", ("desk.approvers", "desk.remind_after_days")),
            problem=problem,
            done=request.args.get("done", ""),
        ),
        problem,
    )
