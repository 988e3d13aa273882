"""The page itself: where the return stands, with links to its paper made this minute."""

from collections.abc import Sequence
from typing import Any

from flask import Response, render_template, request

from sendback.database.ids import new_id
from sendback.errors import Code, Problem
from sendback.returns.canceling import is_cancelable
from sendback.returns.found_store import list_found
from sendback.returns.handing_in import takes_number
from sendback.returns.message_store import list_messages
from sendback.returns.messages import MOST_CHARACTERS, Message, MessageKind
from sendback.returns.model import Return, Status
from sendback.returns.parcel_store import list_parcels
from sendback.returns.photo_checking import takes_photos
from sendback.returns.photos import MOST_A_LINE
from sendback.shops.model import Shop
from sendback.shops.text import mask_email
from sendback.web.box_page import show_boxes
from sendback.web.context import get_context
from sendback.web.problems import STATUS, as_json
from sendback.web.return_lines import view_lines
from sendback.web.shopper import describe_return
from sendback.web.status.finding import choose_words, find_by_secret
from sendback.web.status.news import mark_page
from sendback.web.status.outlook import say_found, say_outlook
from sendback.web.status.steps import list_steps
from sendback.words.catalogue import Words


def show(secret: str) -> Response:
    """Show where the return stands, with links to its paper made this minute."""
    return draw_page(*find_by_secret(secret), secret)


def draw_page(shop: Shop, item: Return, secret: str, problem: Problem | None = None) -> Response:
    """Draw the page, with what was wrong with an answer or its photos; what was typed is kept."""
    context, ids = get_context(), (item.shop_id, item.return_id)
    words, parcels = choose_words(shop, item), context.database.read(list_parcels, *ids)
    said = context.database.read(list_messages, *ids)
    question = _find_question(said) if item.status is Status.REQUESTED else None
    values: dict[str, Any] = {
        "made": describe_return(context, words, item, parcels, context.clock()),
        "boxes": show_boxes(shop, item, parcels),
        "is_here": item.status is Status.RECEIVED and len(parcels) == 1,
        "lines": view_lines(item, words),
        "outlook": say_outlook(shop, item, parcels, words, question is not None, context.clock()),
        "steps": list_steps(item, parcels, words),
        "made_on": words.day(item.created_at.astimezone(shop.settings.zone).date()),
        "email": mask_email(item.consignor.email),
        "key": new_id(),
        "languages": shop.settings.list_choices(),
        "mailed": "mailed" in request.args,
        "takes_photos": takes_photos(shop.settings.reasons, item),
        "most_photos": MOST_A_LINE,
        "sent": "sent" in request.args,
        "answered": "answered" in request.args,
        "question": question,
        "said": [each for each in said if each.kind is not MessageKind.NOTE and each.body and each is not question],
        "found": say_found(context.database.read(list_found, *ids), words) if item.status is Status.CLOSED else [],
        "mark": mark_page(item, parcels, said),
        "is_cancelable": is_cancelable(item, parcels),
        "own_boxes": [box for box in parcels if takes_number(box)]
        if item.status is Status.AUTHORIZED and not item.erased_at
        else [],
        "wrote": "wrote" in request.args,
        "noted": "noted" in request.args,
        "moment": lambda at: words.day(at.astimezone(shop.settings.zone).date()),
        "faults": {_name_field(problem): _say_fault(problem, words)} if problem else {},
        "typed": request.form,
    }
    html = render_template("status/show.html", shop=shop, item=item, words=words, secret=secret, **values)
    status = STATUS[problem.code] if problem else 200
    return Response(html, status, mimetype="text/html", headers={"X-Robots-Tag": "noindex"})


def _find_question(said: Sequence[Message]) -> Message | None:
    return next((message for message in said if message.is_open), None)


def _name_field(problem: Problem) -> str:
    """Name the form that a fault belongs to: a message, a number, or an answer with its photos."""
    named = problem.errors[0].field if problem.errors else ""
    if named in ("word", "tracking"):
        return named
    return "word" if problem.code is Code.TOO_MANY_TRIES else "answer"


def _say_fault(problem: Problem, words: Words) -> str:
    if any(error.field in ("answer", "word", "tracking") for error in problem.errors):
        return words(f"problem.field.{problem.errors[0].code}", most=MOST_CHARACTERS)
    return str(as_json(problem, words)["detail"])
