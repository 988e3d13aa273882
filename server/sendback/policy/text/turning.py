"""From the terms, seasons and examples that were written to what is decided by."""

from datetime import date

from sendback.policy.book import Example
from sendback.policy.model import Day, LineFacts, Outcome
from sendback.policy.rules import Season
from sendback.policy.text.case_shapes import ExampleText, SeasonText
from sendback.policy.text.policy_shape import TermsText
from sendback.shops.terms import PolicySetting

_SOME_DAY = date(2001, 1, 1)
"""What an example takes for today when only the number of days matters."""


def as_terms(text: TermsText | None, before: PolicySetting) -> PolicySetting:
    """Give the terms that a text states, and those from before where it states none."""
    stated = text.model_dump(exclude_none=True) if text else {}
    if "never" in stated:
        stated["non_returnable_skus"] = stated.pop("never")
    return PolicySetting.model_validate({**before.model_dump(), **stated, "text": ""})


def as_season(text: SeasonText, line: int) -> Season:
    """Give a season that was written."""
    return Season(text.name, text.bought_from, text.bought_to, text.until, line)


def as_example(text: ExampleText, line: int) -> Example:
    """Give an example that was written; `days` ago it was ordered, shipped and delivered at once."""
    today = text.today or _SOME_DAY
    days: dict[str, date | None] = {f"{day}_on": getattr(text, day) for day in Day}
    if text.days is not None:
        days = {f"{day}_on": date.fromordinal(max(today.toordinal() - text.days, 1)) for day in Day}
    currency, price = text.price or ("", None)
    reason, _, closer = (text.reason or "").partition("/")
    facts = LineFacts(
        sku=text.sku,
        left=text.quantity or 1,
        not_returnable=text.not_returnable,
        returnable_until=text.returnable_until,
        **days,
        quantity=text.quantity,
        price_minor=price,
        currency=currency,
        category=text.category,
        tags=text.tag,
        country=text.country or "",
        is_business=text.customer in ("business", "b2b"),
        reason=reason or None,
        sub_reason=closer or None,
        condition=text.condition,
        resolution=text.resolution,
    )
    fee = (text.fee[1], text.fee[0]) if text.fee else None
    return Example(line, text.name, facts, today, Outcome(text.expect), text.rule, fee)
