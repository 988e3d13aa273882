"""Saying of boxes that they arrived, where tracking is dead: one on its return's page, or many by their numbers."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from flask import Response, g, render_template, request

from sendback.database.ids import new_id
from sendback.database.model import Tx
from sendback.delivery.tracking.arriving import Typed, Why, say_arrived, say_typed_arrived
from sendback.delivery.tracking.model import Source
from sendback.errors import Problem, refuse_field
from sendback.returns.idempotency_store import Answer, answer_once
from sendback.shops.permissions import Action
from sendback.shops.store import get_shop
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.deciding import decide, own_name
from sendback.web.desk.journey import HOW_KNOWN
from sendback.web.problems import STATUS

MOST_PASTED = 500
_MOST_CHARACTERS = 80


@needs(Action.RECEIVE)
def note_arrived(return_id: str, number: int) -> Response | str:
    """Say that one box of a return arrived."""
    source = read_source()

    def work(tx: Tx, shop_id: str, now: datetime) -> None:
        say_arrived(tx, get_shop(tx, shop_id), return_id, number, source, now)

    return decide(return_id, "arrived", work)


@needs(Action.RECEIVE)
def show_delivered() -> Response | str:
    """Show where numbers are pasted."""
    return _draw()


@needs(Action.RECEIVE)
def take_delivered() -> Response | str:
    """Say it of every box whose number was pasted, and what came of each; sent twice, it is done once."""
    try:
        source, texts = read_source(), _read_pasted()
        told = get_context().database.write(_take_once, texts, source)
    except Problem as problem:
        g.problem_code = problem.code.value
        return Response(_draw(problem=problem), STATUS[problem.code])
    return _draw(told)


def read_source() -> Source:
    """Read who says it and why, or Problem invalid-fields."""
    why = next((why for why in Why if why.value == request.form.get("because")), None)
    if why is None:
        raise refuse_field("because", "required", "Say how you know that it arrived.")
    return Source(own_name(), why.value)


def _take_once(tx: Tx, texts: Sequence[str], source: Source) -> list[Typed]:
    shop, now = own_shop(), get_context().clock()

    def work() -> Answer:
        told = say_typed_arrived(tx, shop, texts, source, now)
        return Answer(200, {"told": [asdict(one) for one in told]})

    asked = {"numbers": list(texts), "because": source.because}
    answer = answer_once(tx, shop.shop_id, "desk/delivered", request.form.get("key", ""), asked, now, work)
    return [Typed(**one) for one in answer.body["told"]]


def _read_pasted() -> list[str]:
    """Read a number a line; of a line with several columns, the first."""
    lines = request.form.get("numbers", "").replace("\0", "").splitlines()
    texts = [line.replace(";", "\t").replace(",", "\t").partition("\t")[0].strip()[:_MOST_CHARACTERS] for line in lines]
    found = [text for text in texts if text]
    if not found or len(found) > MOST_PASTED:
        raise refuse_field("numbers", "required", f"Paste 1 to {MOST_PASTED} numbers, one a line.")
    return found


def _draw(told: Sequence[Typed] = (), problem: Problem | None = None) -> str:
    return render_template(
        "desk/delivered.html",
        shop=own_shop(),
        told=told,
        problem=problem,
        why=HOW_KNOWN,
        typed=request.form,
        key=new_id() if told or problem or not request.form.get("key") else request.form["key"],
    )
