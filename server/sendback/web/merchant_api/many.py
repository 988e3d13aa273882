"""Many things in one call: each is done or refused by itself, in the order in which they were sent, and told by its place."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from flask import Response, jsonify
from pydantic import Field, ValidationError

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.returns.idempotency_store import Answer, answer_once
from sendback.shops.faults import list_faults
from sendback.shops.frozen import Frozen
from sendback.web.merchant_api.asking import Asked
from sendback.web.merchant_api.shapes import Fault, Shape

MOST = 200
MOST_BYTES = 1024 * 1024
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class Piece(Frozen):
    """One thing of many; with an `id` of your own it is done once, in whatever call it comes again."""

    id: str = Field(default="", max_length=64, description="your own id of it: sent again, it is not done again")


P = TypeVar("P", bound=Piece)


class PieceState(StrEnum):
    """What became of one."""

    DONE = "done"
    AGAIN = "again"
    """It was done before, in another call."""
    REFUSED = "refused"


class Refusal(Shape):
    """Why one was refused: a code of docs/problems.md, a sentence, and what is wrong with which member."""

    code: str
    detail: str
    errors: list[Fault]


class Told(Shape):
    """What became of one, in the place in which it was sent."""

    id: str
    state: PieceState
    problem: Refusal | None


@dataclass(frozen=True, slots=True)
class Many(Generic[P]):
    """What such a call takes: the name of its list, the model of a piece, and what is told of one that was refused."""

    name: str
    kind: type[P]
    nothing: Mapping[str, Any]


Do = Callable[[Tx, str, P], tuple[bool, Mapping[str, Any]]]
"""Do one, under the id that is its own; say whether it was done before, and what there is to tell of it."""


def answer_each(
    asked: Asked[dict[str, Any], None], many: Many[P], do: Do[P], begin: Callable[[Tx, list[P]], None] | None = None
) -> tuple[Response, int]:
    """Do each in one transaction, once for this key; `begin` sees all that can be read before the first is done."""

    def work(tx: Tx) -> Answer:
        pieces = [_read(many.kind, sent) for sent in _list_sent(asked.body, many.name)]
        if begin:
            begin(tx, [piece for piece in pieces if not isinstance(piece, Problem)])
        results = [_do_one(tx, asked, many, place, piece, do) for place, piece in enumerate(pieces)]
        return Answer(200, {"results": results})

    answer = asked.context.database.write(
        lambda tx: answer_once(tx, asked.shop.shop_id, many.name, asked.key, asked.body, asked.now, lambda: work(tx))
    )
    return jsonify(answer.body), answer.status


def _list_sent(body: Mapping[str, Any], name: str) -> list[object]:
    sent = body.get(name)
    if not isinstance(sent, list) or not sent or set(body) != {name}:
        raise Problem(Code.INVALID_FIELDS, f"Send a list called {name}, and nothing else.")
    if len(sent) > MOST:
        raise Problem(Code.TOO_LARGE, f"Send at most {MOST} {name} at once.")
    return sent


def _read(kind: type[P], sent: object) -> P | Problem:
    text = json.dumps(sent)
    if "\\u0000" in text:
        return Problem(Code.INVALID_FIELDS, "This has characters that cannot be stored.")
    try:
        return kind.model_validate_json(text, strict=True)
    except ValidationError as faults:
        return Problem(Code.INVALID_FIELDS, "Some of it does not fit.", errors=list_faults(faults))


def _do_one(tx: Tx, asked: Asked[Any, Any], many: Many[P], place: int, piece: P | Problem, do: Do[P]) -> dict[str, Any]:
    """Do one, or say why not: what refuses does so before it writes, so that nothing of it is left."""
    own = piece.id if not isinstance(piece, Problem) else ""
    try:
        if isinstance(piece, Problem):
            raise piece
        is_again, told = do(tx, _name_once(many.name, piece.id, asked.key, place), piece)
    except Problem as problem:
        errors = [{"field": each.field, "code": each.code, "detail": each.detail} for each in problem.errors]
        refusal = {"code": problem.code.value, "detail": problem.detail, "errors": errors}
        return {"id": own, "state": PieceState.REFUSED.value, "problem": refusal, **many.nothing}
    return {"id": own, "state": (PieceState.AGAIN if is_again else PieceState.DONE).value, "problem": None, **told}


def _name_once(name: str, own: str, key: str, place: int) -> str:
    """Name a piece in the database: by its sender's own id, else by the call and its place in it."""
    said = f"{name}\nid\n{own}" if own else f"{name}\nkey\n{key}\n{place}"
    number = int.from_bytes(hashlib.sha256(said.encode()).digest()[:16])
    return "".join(_ALPHABET[number >> shift & 31] for shift in range(120, -1, -5))
