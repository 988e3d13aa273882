"""The page itself: find the order, choose its lines, one button."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Response, g, render_template

from sendback.database.ids import new_id
from sendback.errors import Code, Problem
from sendback.orders.model import Order, OrderLine
from sendback.policy.model import Decision, Outcome
from sendback.returns.naming import RESOLUTIONS, list_reasons
from sendback.returns.policies import judge_lines
from sendback.returns.sentences import say_decision
from sendback.shops.model import Shop
from sendback.web.context import get_context
from sendback.web.desk.sender import list_countries, write_consignor
from sendback.web.desk.ways import name_way
from sendback.web.moments import write_day
from sendback.web.problems import STATUS
from sendback.words.catalogue import match_language, words_for

_ENGLISH = words_for("en")
_BADGES = {Outcome.ASK: ("You decide", "warn"), Outcome.REFUSE: ("Refused", "bad"), Outcome.KEEP: ("May be kept", "off")}
_ROWS = 3
_MORE_ROWS = 5


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of the order: what the policy says of it, and how many units are left."""

    line_id: str
    title: str
    sku: str
    price: str
    left: int
    says: str
    badge: tuple[str, str] | None
    quantity: int


@dataclass(frozen=True, slots=True)
class Find:
    """What was looked for, and what was found."""

    sought: str = ""
    orders: Sequence[Order] = ()


def draw_page(
    shop: Shop, order: Order | None, form: Mapping[str, str], find: Find | None = None, problem: Problem | None = None
) -> Response:
    """Draw the page for an order, or for one that nobody knows; what was typed is kept."""
    buyer = order.buyer if order else None
    sender = write_consignor(buyer.name, buyer.email, buyer.phone, buyer.address) if buyer else {}
    choices = _list_choices(shop, order) if order else []
    html = render_template(
        "desk/new_return.html",
        shop=shop,
        order=order,
        find=find,
        choices=choices,
        refuses=any(each.badge and each.badge[1] == "bad" for each in choices) or "override" in form,
        reasons=list_reasons(shop.settings),
        resolutions={each.value: RESOLUTIONS[each] for each in shop.settings.resolutions},
        options={option.id: name_way(option, shop.settings) for option in shop.settings.options},
        languages={tag: words_for(tag).language_name() for tag in shop.settings.languages},
        language=form.get("language") or _choose_language(shop, order),
        ordered=write_day(order.ordered_on) if order and order.ordered_on else "",
        by_hand=order is None and (find is None or not find.orders) and ("title.0" in form or find is not None),
        rows=_count_rows(form),
        sender=form if "contact.name" in form else sender,
        countries=list_countries(shop, form.get("contact.country", "") or sender.get("contact.country", "")),
        key=_choose_key(form, problem),
        problem=problem,
        typed=form,
    )
    if problem is not None:
        g.problem_code = problem.code.value
    return Response(html, STATUS[problem.code] if problem else 200, mimetype="text/html")


def _list_choices(shop: Shop, order: Order) -> list[Choice]:
    today = get_context().clock().astimezone(shop.settings.zone).date()
    judged = judge_lines(shop, order, today)
    sole = len(judged) == 1 and judged[0][0].left == 1
    return [_choice(shop, order, line, decision, sole) for line, decision in judged]


def _choice(shop: Shop, order: Order, line: OrderLine, decision: Decision, is_sole: bool) -> Choice:
    has_price = line.unit_price_minor is not None and order.currency
    return Choice(
        line_id=line.line_id,
        title=line.title,
        sku=line.sku,
        price=_ENGLISH.money(line.unit_price_minor or 0, order.currency or "") if has_price else "",
        left=line.left,
        says=say_decision(shop.settings, decision, _ENGLISH),
        badge=_BADGES.get(decision.outcome),
        quantity=1 if is_sole else 0,
    )


def _choose_language(shop: Shop, order: Order | None) -> str:
    asked = order.language if order and order.language else ""
    return match_language([asked], shop.settings.languages) or shop.settings.default_language


def _choose_key(form: Mapping[str, str], problem: Problem | None) -> str:
    """Keep the form's key while nothing was made with it; what was changed after that is another return."""
    was_used = problem is not None and problem.code is Code.IDEMPOTENCY_KEY_REUSED
    return new_id() if was_used else form.get("key") or new_id()


def _count_rows(form: Mapping[str, str]) -> int:
    """Count the rows for articles of an order typed by hand: those there were, and more where they are asked for."""
    there = sum(1 for name in form if name.startswith("title."))
    return min(max(there, _ROWS) + (_MORE_ROWS if form.get("do") == "more" else 0), 50)
