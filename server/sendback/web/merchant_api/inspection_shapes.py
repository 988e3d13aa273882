"""What was found, as it is sent and told."""

from pydantic import BaseModel, ConfigDict, Field

from sendback.database.model import Tx
from sendback.receiving.model import Inspection
from sendback.receiving.wishes import Note
from sendback.returns.rma import show_rma
from sendback.returns.store import get_return
from sendback.shops.receiving import Condition, Disposition, Outcome
from sendback.web.merchant_api.arrival_finding import OfReturn
from sendback.web.merchant_api.many import MOST, Told
from sendback.web.merchant_api.shapes import Moment, Shape


class SentInspection(OfReturn):
    """What was found of some units of a line, which its `sku` names too where the return has one line of it.

    Of what is `wrong`, `line_id` is the line and `sku` what lies there instead; of what is `extra`, there is no line.
    """

    order_id: str = Field(default="", max_length=64, description="the line's order; the return's first where empty")
    line_id: str = Field(default="", max_length=64)
    sku: str = Field(default="", max_length=64)
    title: str = Field(default="", max_length=120)
    outcome: Outcome
    quantity: int = Field(ge=1, le=9999)
    grade: str = Field(default="", max_length=32, description="one of the shop's grades")
    disposition: Disposition | None = Field(default=None, description="what becomes of it; else what the shop's rules say")
    reason: str = Field(
        default="",
        max_length=200,
        description="why it is another than the rules say: worn, incomplete, packaging, defect, better, or words",
    )
    place: str = Field(default="", max_length=40, description="where it was put; else where the shop puts such things")
    recovered_minor: int | None = Field(default=None, ge=0, le=10**12, description="what all these units still bring")
    note: Note = ""


class SentInspections(BaseModel):
    """Up to 200 findings."""

    model_config = ConfigDict(extra="forbid")
    inspections: list[SentInspection] = Field(min_length=1, max_length=MOST)


class InspectionShape(Shape):
    """What was found; `suggested` and `rule` are what the shop's rules said, `condition` what stock it made."""

    inspection_id: str
    return_id: str
    rma: str
    order_id: str
    line_id: str
    sku: str
    title: str
    outcome: Outcome
    quantity: int
    grade: str
    disposition: Disposition | None
    suggested: Disposition | None
    rule: str
    reason: str
    warehouse: str
    place: str
    condition: Condition | None
    recovered_minor: int | None
    currency: str
    found_at: Moment
    undone_at: Moment | None


class InspectionTold(Told):
    """What became of one finding."""

    inspection: InspectionShape | None


class InspectionsTold(Shape):
    """What became of each, in the order in which they were sent."""

    results: list[InspectionTold]


class InspectionPage(Shape):
    """A page of findings, newest first; those that were taken back say when."""

    data: list[InspectionShape]
    next_cursor: str | None


def describe_inspection(tx: Tx, found: Inspection) -> InspectionShape:
    """Write what was found."""
    own = set(InspectionShape.model_fields) - {"rma", "found_at"}
    rma = show_rma(get_return(tx, found.shop_id, found.return_id).rma)
    return InspectionShape(**{name: getattr(found, name) for name in own}, rma=rma, found_at=found.made_at)
