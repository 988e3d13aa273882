"""The shop's policy upon an order: facts gathered, lines judged, terms told; and saving another policy."""

import functools
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sendback.database.model import Tx
from sendback.errors import Code, FieldError, Problem
from sendback.orders.model import Order, OrderLine
from sendback.policy.book import PolicyBook
from sendback.policy.compiling import Policy, compile_policy
from sendback.policy.examples import run_examples
from sendback.policy.faults import FaultCode, PolicyFaults
from sendback.policy.known import Known
from sendback.policy.model import Choices, Decision, LineFacts, Term
from sendback.policy.reading import read_policy
from sendback.policy.survey import survey
from sendback.policy.writing import write_policy
from sendback.returns.model import LineRequest
from sendback.shops.fields import ReasonSetting, reasons_for
from sendback.shops.model import Shop, ShopSettings
from sendback.shops.store import get_settings, save_settings
from sendback.shops.terms import PolicySetting


def policy_of(settings: ShopSettings, version: int) -> Policy:
    """Make the policy of one version of the settings ready; asking again costs nothing."""
    return _compile(settings.policy, version)


@functools.lru_cache(maxsize=64)
def _compile(terms: PolicySetting, version: int) -> Policy:
    try:
        return compile_policy(terms, read_policy(terms.text), version)
    except PolicyFaults:  # never saved like that by us: people decide, rather than half a policy
        return compile_policy(terms.model_copy(update={"approval": "none"}), PolicyBook(), version)


def facts_of(order: Order, line: OrderLine, asked: LineRequest | None = None, country: str = "") -> LineFacts:
    """Gather what a policy may look at; a day given with the line wins over one given with the order.

    `country` is where the goods are sent from, when that is known better than by the order.
    """
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
        reason=asked.reason or None if asked else None,
        sub_reason=asked.sub_reason or None if asked else None,
        condition=asked.condition or None if asked else None,
        resolution=asked.resolution.value if asked else None,
    )


def judge_lines(shop: Shop, order: Order, today: date) -> list[tuple[OrderLine, Decision]]:
    """Decide every line of an order before anybody has to choose: by the terms of one choice, where only some lets it in."""
    return [(line, find_kindest(survey_line(shop, order, line, today))) for line in order.lines]


def survey_line(shop: Shop, order: Order, line: OrderLine, today: date) -> tuple[Term, ...]:
    """Decide a line for every reason, condition and resolution that its shopper may choose from; the last term is for all."""
    policy = policy_of(shop.settings, shop.settings_version)
    return survey(policy, facts_of(order, line), today, choices_of(shop.settings, line))


def choices_of(settings: ShopSettings, line: OrderLine) -> Choices:
    """List what a shopper may say of a line: the reasons of its class, each with its closer ones, conditions, resolutions."""
    return _list_choices(settings, reasons_for(settings.reasons, line.category))


def known_of(settings: ShopSettings, warehouses: Iterable[str] = ()) -> Known:
    """List what a shop has that its policy may name; of its warehouses, those that are open."""
    options = frozenset(option.id for option in settings.options)
    return Known(_list_choices(settings, settings.reasons), options, frozenset(settings.countries), frozenset(warehouses))


def save_policy(tx: Tx, shop_id: str, based_on: int, text: str, actor: str, now: datetime) -> int:
    """Save a policy as the next version of the settings, its terms with it, and return the version.

    Problem policy-invalid names each fault, and each example that comes out otherwise, as `line:column`; the policy
    from before then stays in force. What the text leaves out of the terms stays as it was.
    """
    settings = get_settings(tx, shop_id, based_on)
    plain = text.replace("\r\n", "\n")
    terms = check_policy(plain, settings.policy).terms
    policy = terms.model_copy(update={"text": write_policy(plain, terms)})
    return save_settings(tx, shop_id, based_on, settings.model_copy(update={"policy": policy}), actor, now)


def check_policy(text: str, before: PolicySetting) -> PolicyBook:
    """Read a policy and try its examples; Problem policy-invalid when it cannot be saved."""
    try:
        book = read_policy(text, before)
    except PolicyFaults as refusal:
        errors = [FieldError(f"{fault.line}:{fault.column}", fault.code.value, fault.detail) for fault in refusal.faults]
        raise _refuse("This policy cannot be read. What is in force stays in force.", errors) from None
    failed = [result for result in run_examples(book) if not result.passed]
    if failed:
        code = FaultCode.EXAMPLE_FAILED.value
        errors = [FieldError(f"{result.line}:1", code, f"{result.name or 'Example'}: {result.detail}.") for result in failed]
        raise _refuse("Not every example comes out as it says. What is in force stays in force.", errors)
    return book


def _list_choices(settings: ShopSettings, offered: Sequence[ReasonSetting]) -> Choices:
    reasons = [code for reason in offered for code in (reason.code, *(f"{reason.code}/{sub.code}" for sub in reason.subs))]
    conditions = tuple(condition.code for condition in settings.conditions)
    return Choices(tuple(reasons), conditions, tuple(resolution.value for resolution in settings.resolutions))


def _refuse(detail: str, errors: list[FieldError]) -> Problem:
    return Problem(Code.POLICY_INVALID, detail, errors=errors)


def find_kindest(terms: tuple[Term, ...]) -> Decision:
    """Take the last term, which is for every choice, unless it refuses and another does not."""
    base = terms[-1].decision
    return next((term.decision for term in terms if term.decision.is_returnable), base) if not base.is_returnable else base
