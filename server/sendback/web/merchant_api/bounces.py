"""Mail that came back, as a mail server's program or a mail provider's webhook tells it."""

from flask import Response
from pydantic import Field

from sendback.delivery.bounces.model import Report
from sendback.delivery.bounces.noting import note_bounce
from sendback.delivery.bounces.reading import clean_said, read_bounce, read_ids
from sendback.errors import Code, Problem, refuse_field
from sendback.shops.frozen import Frozen
from sendback.shops.scopes import Scope
from sendback.web.merchant_api.answers import as_answer
from sendback.web.merchant_api.asking import Asked
from sendback.web.merchant_api.operation import Operation
from sendback.web.merchant_api.shapes import Shape

RAW = "message/rfc822"


class Bounce(Frozen):
    """What a mail provider knows of a mail that came back; or send the bounce itself as `message/rfc822`."""

    message_id: str = Field(min_length=1, max_length=300, description="the Message-ID of the mail, with or without its brackets")
    status: str = Field(pattern=r"^[45]\.\d{1,3}\.\d{1,3}$", description="as RFC 3463 has it, such as `5.1.1`")
    diagnostic: str = Field(default="", max_length=2000, description="what the other server said; addresses are taken out")


class BouncedShape(Shape):
    """What was noted; `noted` is false where nothing failed, such as of a delay. A hard bounce ends mail to that address."""

    noted: bool
    kind: str
    status: str
    is_hard: bool


def report_bounce(asked: Asked[Bounce | bytes, None]) -> Response:
    """Note that a mail came back, found by its Message-ID; told again, it changes nothing."""
    report = _read(asked.body)
    if report is None:
        return as_answer(BouncedShape(noted=False, kind="", status="", is_hard=False))
    noted = asked.context.database.write(note_bounce, asked.shop.shop_id, report, asked.actor, asked.now)
    if noted is None:
        raise Problem(Code.NOT_FOUND, "No mail of this shop has that Message-ID.")
    return as_answer(BouncedShape(noted=True, kind=noted.kind.value, status=noted.bounce_status, is_hard=noted.is_hard))


def _read(body: Bounce | bytes) -> Report | None:
    if isinstance(body, bytes):
        return read_bounce(body)
    ids = read_ids(f"<{body.message_id.strip().strip('<>')}>")
    if not ids:
        raise refuse_field("message_id", "format", "Give the Message-ID of a mail, such as <01J…@returns.example>.")
    return Report(ids, body.status, clean_said(body.diagnostic))


OPERATIONS = (
    Operation(
        "POST", "/bounces", "report_bounce", "Report mail that came back", report_bounce, Scope.RETURNS_WRITE, "Returns",
        body=Bounce, body_type=RAW, answers={200: BouncedShape}, problems=(Code.NOT_FOUND,), most_bytes=1024 * 1024,
        example={"message_id": "<01K9ZC3T2V8Q4M6N7P8R9S0T1V@returns.example>", "status": "5.1.1"},
    ),
)  # fmt: skip
