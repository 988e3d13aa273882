"""The form that asks for an order: by number and proof, or only for the proof of what a token names."""

from collections.abc import Callable
from functools import wraps

from flask import Response, request

from sendback.errors import Code, Problem
from sendback.orders.opening import Opened, list_proof_fields
from sendback.shops.fields import FieldKind, in_language
from sendback.web.context import get_context
from sendback.web.hosted.faults import NONE, Faults
from sendback.web.hosted.fields import Field
from sendback.web.hosted.visit import Visit, begin_visit, draw, refused, say
from sendback.web.shopper import describe_opened, read_session

MOST_NUMBER, MOST_PROOF = 64, 254
_TYPES = {"email": ("email", "email", "email"), "postcode": ("text", "postal-code", "text"), "phone": ("tel", "tel", "tel")}


def with_order(view: Callable[[Visit, Opened], Response]) -> Callable[[str], Response]:
    """Give a step its order; when the proof is too old, ask for it again and keep everything typed."""

    @wraps(view)
    def step(slug: str) -> Response:
        visit = begin_visit(slug)
        try:
            opened = read_session(visit.shop, visit.get("session"))
        except Problem as problem:
            if problem.code is not Code.SESSION_EXPIRED:
                raise
            return refused(draw_find(visit, Faults(notice=say(problem, visit.words))), problem)
        return view(visit, opened)

    return step


def draw_find(
    visit: Visit, faults: Faults = NONE, opened: Opened | None = None, status: int = 200, offers_link: bool = False
) -> Response:
    """Draw the form that asks for the order, or only for the proof of an order that a token names."""
    kinds = opened.proof_fields if opened else list_proof(visit)
    fields = [_field(visit, FieldKind.ORDER_NUMBER)] if not opened else []
    seen = describe_opened(visit.shop, opened, visit.words) if opened else None
    return draw(
        visit,
        "find",
        status,
        faults=faults,
        fields=fields,
        proofs=[_field(visit, FieldKind(kind)) for kind in kinds],
        seen=seen,
        token=(visit.get("token") or request.args.get("sbt", "")) if opened else "",
        offers_link=offers_link,
        languages=[] if opened else visit.shop.settings.list_choices(),
    )


def list_proof(visit: Visit) -> tuple[str, ...]:
    """List what may prove an order by number in this shop now."""
    context = get_context()
    return list_proof_fields(context.database, visit.shop, context.clock())


def _field(visit: Visit, kind: FieldKind) -> Field:
    setting = next((field for field in visit.shop.settings.fields if field.kind is kind), None)
    language, default = visit.words.language, visit.shop.settings.default_language
    hint = in_language(setting.hint, language, default) if setting else ""
    if kind is FieldKind.ORDER_NUMBER:
        value = visit.get("order_number") or request.args.get("order_number", "")[:MOST_NUMBER]
        return Field("order_number", label_of(visit, kind), value=value, hint=hint, most=MOST_NUMBER)
    type_, autofill, mode = _TYPES[kind.value]
    name = f"proof.{kind.value}"
    return Field(name, label_of(visit, kind), type_, visit.get(name), True, hint, autofill, mode, most=MOST_PROOF)


def label_of(visit: Visit, kind: FieldKind) -> str:
    """Return the shop's own label of a standard field, else the catalogue's."""
    setting = next((field for field in visit.shop.settings.fields if field.kind is kind), None)
    own = in_language(setting.label, visit.words.language, visit.shop.settings.default_language) if setting else ""
    return own or visit.words(f"widget.{kind.value}")
