"""The policy of a shop's settings, asked about the lines of an order."""

from datetime import date

from sendback.orders.model import Order, OrderLine
from sendback.policy.decide import decide
from sendback.policy.model import Day, Decision, LineFacts, Policy, Term
from sendback.returns.model import LineRequest
from sendback.shops.model import Shop, ShopSettings


def judge_lines(shop: Shop, order: Order, today: date) -> list[tuple[OrderLine, Decision]]:
    """Decide every line of an order before anybody has to choose."""
    policy = policy_of(shop.settings, shop.settings_version)
    return [(line, decide(policy, facts_of(order, line), today)) for line in order.lines]


def policy_of(settings: ShopSettings, version: int) -> Policy:
    """Read the policy out of one version of the settings."""
    chosen = settings.policy
    return Policy(
        version=version,
        window_days=chosen.window_days,
        window_from=Day(chosen.window_from),
        grace_days=chosen.grace_days,
        asks_first=chosen.approval == "none",
        non_returnable_skus=chosen.non_returnable_skus,
    )


def facts_of(order: Order, line: OrderLine, asked: LineRequest | None = None, country: str = "") -> LineFacts:
    """Gather what a policy may look at; a day given with the line wins over one given with the order."""
    return LineFacts(
        sku=line.sku,
        left=line.left,
        not_returnable=line.not_returnable,
        returnable_until=line.returnable_until or order.returnable_until,
        ordered_on=order.ordered_on,
        shipped_on=order.shipped_on,
        delivered_on=order.delivered_on,
        quantity=asked.quantity if asked else None,
        price_minor=line.unit_price_minor,
        currency=order.currency or "",
        category=line.category,
        tags=line.tags,
        country=country or order.buyer.address.country,
        is_business=order.is_business,
        reason=asked.reason if asked else None,
        sub_reason=asked.sub_reason if asked else None,
        condition=asked.condition if asked else None,
        resolution=asked.resolution.value if asked else None,
    )


def survey_line(shop: Shop, order: Order, line: OrderLine, today: date) -> tuple[Term, ...]:
    """Say the terms of a line for every choice."""
    policy = policy_of(shop.settings, shop.settings_version)
    return (Term(None, None, None, decide(policy, facts_of(order, line), today)),)
