"""Step 1: which order is it, and one thing that only its owner knows."""

from flask import Response, request, url_for

from sendback.errors import Code, Problem
from sendback.orders.opening import Opened
from sendback.shops.fields import FieldKind
from sendback.web.going import see_other
from sendback.web.hosted.faults import Fault, Faults, missing
from sendback.web.hosted.find_page import MOST_NUMBER, MOST_PROOF, draw_find, label_of, list_proof
from sendback.web.hosted.lines_page import draw_lines
from sendback.web.hosted.orders import find_orders, put_beside
from sendback.web.hosted.visit import MOST_VALUE, Visit, begin_visit, refused, say
from sendback.web.shopper import open_order


def show_find(slug: str) -> Response:
    """Ask for the order; a token in the address opens it at once."""
    visit = begin_visit(slug)
    if token := request.args.get("sbt", ""):
        return _open(visit, token[:MOST_VALUE], "", {})
    return draw_find(visit)


def begin_anew(slug: str) -> Response:
    """Send whoever loads a step's own address to the beginning: steps are reached by their forms only."""
    return see_other(url_for("hosted.show", slug=slug))


def open_typed(slug: str) -> Response:
    """Open the order that was typed, or that a token in the form speaks of; beside it those that were proved before."""
    visit = begin_visit(slug)
    if visit.get("do") == "back" and (orders := find_orders(visit)):
        return draw_lines(visit, orders)
    token, number = visit.get("token"), visit.get("order_number")[: MOST_NUMBER + 1]
    names = [name.removeprefix("proof.") for name in visit.typed if name.startswith("proof.")]
    proof = {name: text[: MOST_PROOF + 1] for name in names if (text := visit.get(f"proof.{name}").strip())}
    seen = _peek(visit, token) if visit.get("asked") and not proof else None
    if token and not seen:
        return _open(visit, token, "", proof)
    if faults := _find_missing(visit, number, proof, seen):
        return draw_find(visit, faults, seen, 422)
    return _open(visit, "", number, proof)


def _open(visit: Visit, token: str, number: str, proof: dict[str, str]) -> Response:
    try:
        opened = open_order(visit.shop, token, number, proof)
    except Problem as problem:
        if problem.code not in (Code.NOT_VERIFIED, Code.TOO_MANY_TRIES):
            raise
        seen = _peek(visit, token) if proof else None
        sentence = say(problem, visit.words) if not token or seen else visit.words("widget.error_token")
        return refused(draw_find(visit, Faults(notice=sentence), seen, offers_link=not token or bool(seen)), problem)
    if not opened.is_proved:
        return draw_find(visit, opened=opened)
    return draw_lines(visit, put_beside(find_orders(visit), opened))


def _peek(visit: Visit, token: str) -> Opened | None:
    """See what a token shows without a proof, None when it shows nothing."""
    try:
        return open_order(visit.shop, token, "", {}) if token else None
    except Problem:
        return None


def _find_missing(visit: Visit, number: str, proof: dict[str, str], seen: Opened | None) -> Faults:
    found: list[Fault] = []
    kinds = seen.proof_fields if seen else list_proof(visit)
    if not number.strip() and not seen:
        found.append(missing(visit.words, "order_number", label_of(visit, FieldKind.ORDER_NUMBER)))
    if not proof and kinds:
        found.append(missing(visit.words, f"proof.{kinds[0]}", label_of(visit, FieldKind(kinds[0]))))
    return Faults(found)
