"""A return's paper: links to it by box and form, and the label once more by mail."""

from collections.abc import Mapping

from flask import Response, jsonify

from sendback.database.model import Tx
from sendback.delivery.links import Document
from sendback.delivery.outbox import request_label_mail
from sendback.errors import Code, Problem
from sendback.paper.model import Form
from sendback.returns.idempotency_store import Answer, answer_once
from sendback.returns.model import PRINTABLE
from sendback.returns.parcel_store import list_parcels
from sendback.returns.rma import show_rma
from sendback.shops.scopes import Scope
from sendback.web.boxes import list_label_urls
from sendback.web.merchant_api.answers import as_answer
from sendback.web.merchant_api.asking import Asked
from sendback.web.merchant_api.finding import get_by_rma
from sendback.web.merchant_api.operation import Operation
from sendback.web.merchant_api.parcel_shapes import LabelShape, LabelsShape
from sendback.web.merchant_api.shapes import LabelLinks, Shape


class LabelMailed(Shape):
    """The mail is on its way, to the address on record."""

    state: str


def list_labels(asked: Asked[None, None], rma: str) -> Response:
    """Give links to a return's paper, for every box and in every form; whoever holds a link opens it."""
    return as_answer(asked.context.database.read(_read, asked, rma))


def mail_label(asked: Asked[None, None], rma: str) -> tuple[Response, int]:
    """Mail the label once more to the shopper; five mails a day at most."""

    def mail(tx: Tx) -> Answer:
        item = get_by_rma(tx, asked.shop.shop_id, rma)

        def once() -> Answer:
            if item.status not in PRINTABLE or not item.consignor.email:
                raise Problem(Code.STATUS_CONFLICT, "There is no label to mail, or no address to mail it to.")
            request_label_mail(tx, item.shop_id, item.return_id, asked.now)
            return Answer(202, LabelMailed(state="queued").model_dump())

        return answer_once(tx, item.shop_id, f"mail/{item.return_id}", asked.key, {}, asked.now, once)

    answer = asked.context.database.write(mail)
    return jsonify(answer.body), answer.status


def _read(tx: Tx, asked: Asked[None, None], rma: str) -> LabelsShape:
    item, links = get_by_rma(tx, asked.shop.shop_id, rma), asked.context.links
    if item.status not in PRINTABLE:
        raise Problem(Code.STATUS_CONFLICT, f"This return is {item.status.value}: there is nothing to print.")
    boxes = [
        LabelShape(number=box.number, rma=show_rma(item.rma, box.number), label=_link(list_label_urls(links, box)))
        for box in list_parcels(tx, item.shop_id, item.return_id)
    ]
    slip = _link(links.document_urls(item.shop_id, item.return_id, Document.SLIP))
    return LabelsShape(labels=boxes, packing_slip=slip, expires_at=links.label_expires_at(asked.now))


def _link(urls: Mapping[Form, str]) -> LabelLinks | None:
    return LabelLinks(pdf=urls[Form.PDF], forms={form.value: url for form, url in urls.items()}) if urls else None


_PROBLEMS = (Code.NOT_FOUND, Code.STATUS_CONFLICT)
OPERATIONS = (
    Operation(
        "GET", "/returns/{rma}/labels", "list_labels", "Get label links", list_labels, Scope.LABELS_READ, "Labels",
        answers={200: LabelsShape}, problems=_PROBLEMS,
    ),
    Operation(
        "POST", "/returns/{rma}/labels/email", "mail_label", "Mail the label again", mail_label, Scope.RETURNS_WRITE, "Labels",
        answers={202: LabelMailed}, problems=(*_PROBLEMS, Code.TOO_MANY_TRIES), is_creating=True,
    ),
)  # fmt: skip
