"""An agent makes a return for a shopper: what the policy refuses may be let in with a reason, and approved on the spot."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sendback.database.model import Tx
from sendback.database.times import to_epoch
from sendback.errors import Code, FieldError, Problem, refuse_field
from sendback.orders.model import Order
from sendback.orders.normalize import norm_email
from sendback.returns.deciding import MOST_REASON
from sendback.returns.judging import JudgedLine, judge_request, name_fields
from sendback.returns.model import ON_THE_SPOT, Delivery, Return, ReturnLine, ReturnRequest, Status
from sendback.returns.naming import list_reasons
from sendback.returns.requesting import enter_return
from sendback.returns.sentences import say_decision
from sendback.shops.model import Shop
from sendback.shops.text import clean_line
from sendback.words.catalogue import words_for

_ENGLISH = words_for("en")


@dataclass(frozen=True, slots=True)
class Made:
    """What an agent says beyond what a shopper could ask for."""

    override: str = ""
    """Why lines that the policy refuses are let in; kept with them, and never in the journal."""
    is_approved: bool = False
    """Whether it is approved on the spot, whatever the policy, a difference or a fact asks a person for."""
    mails_elsewhere: bool = False
    """Whether mail may go to another address than the one on record."""


def make_return(tx: Tx, shop: Shop, order: Order, request: ReturnRequest, made: Made, actor: str, now: datetime) -> Return:
    """Make a return on an agent's word; the label is mailed where `request.delivery` says so.

    Problem invalid-fields: `override` where a refused line has no reason, each such line beside it with what the policy
    says; `contact.email` where mail would go elsewhere unasked, `lines.N.reason` for a reason that is none.
    """
    _check_lines(shop, request)
    _check_mail(order, request, made)
    lines = judge_request(shop, order, request, now.astimezone(shop.settings.zone).date(), may_override=True)
    refused = [line for line in lines if not line.decision.is_returnable]
    word = {"agent": actor, "reason": _check_word(shop, refused, made), "at": to_epoch(now)} if refused else None
    return enter_return(tx, shop, order, request, lines, actor, now, _settle(shop, made, word, now))


def _settle(shop: Shop, made: Made, word: dict[str, object] | None, now: datetime) -> Callable[[Return], Return]:
    """Keep the word with the lines it is for, and approve where the agent does."""

    def settle(item: Return) -> Return:
        kept = replace(item, lines=tuple(_keep_word(line, word) for line in item.lines)) if word else item
        if not (made.is_approved if kept.status is Status.REQUESTED else word):
            return kept
        if not kept.is_kept and not kept.return_to and not shop.settings.delivery.has_return_address:
            missing = "Set the address that parcels go to, in step 3 of the builder. Then make the return."
            raise refuse_field("return_address", "required", missing)
        status = Status.CLOSED if kept.is_kept else Status.AUTHORIZED
        closed_at = now if kept.is_kept else None
        return replace(kept, status=status, closed_at=closed_at, because={**kept.because, "rule": ON_THE_SPOT})

    return settle


def _keep_word(line: ReturnLine, word: dict[str, object] | None) -> ReturnLine:
    return replace(line, because={**line.because, "override": word}) if line.because["outcome"] == "refuse" else line


def _check_lines(shop: Shop, request: ReturnRequest) -> None:
    reasons, errors = list_reasons(shop.settings), []
    for line, field in zip(request.lines, name_fields(request), strict=True):
        if "/".join(filter(None, (line.reason, line.sub_reason))) not in reasons:
            errors.append(FieldError(f"{field}.reason", "unknown", "Choose one of the reasons offered."))
        if not 1 <= line.quantity <= 9999:
            errors.append(FieldError(f"{field}.quantity", "range", "This is more or less than possible."))
    if not request.lines:
        errors.append(FieldError("lines", "required", "Choose what comes back."))
    if errors:
        raise Problem(Code.INVALID_FIELDS, "Some of this cannot be right.", errors=errors)


def _check_mail(order: Order, request: ReturnRequest, made: Made) -> None:
    email, known = request.consignor.email, order.buyer.email
    if request.delivery is not Delivery.POPUP and not email:
        raise refuse_field("contact.email", "required", "Type an email address, or print the label instead.")
    if known and email and norm_email(email) != norm_email(known) and not made.mails_elsewhere:
        differs = "This is not the address on record. Tick that mail may go there."
        raise refuse_field("contact.email", "unknown", differs)


def _check_word(shop: Shop, refused: Sequence[JudgedLine], made: Made) -> str:
    said = clean_line(made.override)
    if 1 <= len(said) <= MOST_REASON:
        return said
    detail = f"Say why you let it in, in up to {MOST_REASON} characters."
    told = [FieldError(line.field, "not-returnable", say_decision(shop.settings, line.decision, _ENGLISH)) for line in refused]
    errors = [FieldError("override", "too-long" if said else "required", detail), *told]
    raise Problem(Code.INVALID_FIELDS, "Your policy refuses some of this.", errors=errors)
