"""What is said about a return: notes for the desk alone, and questions to the shopper."""

from collections.abc import Callable
from typing import Any

from flask import Response, jsonify
from pydantic import Field

from sendback.database.model import Tx
from sendback.errors import Code
from sendback.returns.asking import ask_shopper
from sendback.returns.idempotency_store import Answer, answer_once
from sendback.returns.message_store import get_message, list_messages
from sendback.returns.messages import MOST_CHARACTERS, Message, MessageKind
from sendback.returns.model import Return
from sendback.returns.noting import add_note
from sendback.shops.actors import name_actors
from sendback.shops.frozen import Frozen
from sendback.shops.scopes import Scope
from sendback.web.merchant_api.answers import as_answer
from sendback.web.merchant_api.asking import Asked
from sendback.web.merchant_api.finding import get_by_rma
from sendback.web.merchant_api.operation import Operation
from sendback.web.merchant_api.shapes import Moment, Shape


class Note(Frozen):
    """A note for the desk; the shopper never sees it."""

    text: str = Field(min_length=1, max_length=MOST_CHARACTERS)


class Question(Frozen):
    """What the shopper is asked, by mail and on the return's page."""

    text: str = Field(min_length=1, max_length=MOST_CHARACTERS)
    wants_photos: bool = False


class MessageShape(Shape):
    """One message: a `question` to the shopper, the `answer`, a `change` that was told, or a `note` for the desk alone."""

    number: int
    kind: MessageKind
    text: str
    wants_photos: bool
    by: str
    at: Moment


class Messages(Shape):
    """What was said about a return, oldest first."""

    data: list[MessageShape]


def list_notes(asked: Asked[None, None], rma: str) -> Response:
    """List what was said about a return: notes, questions, answers."""

    def read(tx: Tx) -> Messages:
        item = get_by_rma(tx, asked.shop.shop_id, rma)
        return Messages(data=[_describe(tx, item, message) for message in list_messages(tx, item.shop_id, item.return_id)])

    return as_answer(asked.context.database.read(read))


def write_note(asked: Asked[Note, None], rma: str) -> tuple[Response, int]:
    """Write a note for the desk; it is never mailed and on no shopper's page."""
    text = asked.body.text
    return _say(asked, rma, lambda tx, item: add_note(tx, item.shop_id, item.return_id, text, asked.actor, asked.now))


def ask(asked: Asked[Question, None], rma: str) -> tuple[Response, int]:
    """Mail the shopper of a return that waits a question; an earlier one that is open gives way to it."""
    text, photos = asked.body.text, asked.body.wants_photos
    return _say(asked, rma, lambda tx, item: ask_shopper(tx, item.shop_id, item.return_id, text, photos, asked.actor, asked.now))


def _say(asked: Asked[Any, None], rma: str, work: Callable[[Tx, Return], Message]) -> tuple[Response, int]:
    def say(tx: Tx) -> Answer:
        item = get_by_rma(tx, asked.shop.shop_id, rma)
        sent, scope = asked.body.model_dump(mode="json"), f"{type(asked.body).__name__.lower()}/{item.return_id}"

        def once() -> Answer:
            return Answer(201, {"number": work(tx, item).number})

        kept = answer_once(tx, item.shop_id, scope, asked.key, sent, asked.now, once)
        said = get_message(tx, item.shop_id, item.return_id, int(kept.body["number"]))
        return Answer(kept.status, _describe(tx, item, said).model_dump(mode="json"))

    answer = asked.context.database.write(say)
    return jsonify(answer.body), answer.status


def _describe(tx: Tx, item: Return, message: Message) -> MessageShape:
    by = name_actors(tx, item.shop_id, [message.made_by])[message.made_by]
    return MessageShape(
        number=message.number, kind=message.kind, text=message.body, wants_photos=message.wants_photos, by=by, at=message.made_at
    )  # fmt: skip


OPERATIONS = (
    Operation(
        "GET", "/returns/{rma}/notes", "list_notes", "List notes and messages", list_notes, Scope.RETURNS_READ, "Returns",
        answers={200: Messages}, problems=(Code.NOT_FOUND,),
    ),
    Operation(
        "POST", "/returns/{rma}/notes", "write_note", "Write a note", write_note, Scope.RETURNS_WRITE, "Returns",
        body=Note, answers={201: MessageShape}, problems=(Code.NOT_FOUND, Code.STATUS_CONFLICT), is_creating=True,
    ),
    Operation(
        "POST", "/returns/{rma}/questions", "ask", "Ask the shopper", ask, Scope.RETURNS_WRITE, "Returns",
        body=Question, answers={201: MessageShape}, problems=(Code.NOT_FOUND, Code.STATUS_CONFLICT), is_creating=True,
    ),
)  # fmt: skip
