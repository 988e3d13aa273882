"""What the widget's door answers."""

from datetime import date

from pydantic import BaseModel, Field

from sendback.returns.model import Status
from sendback.web.api_document.widget_config_answers import OptionShape
from sendback.web.api_document.widget_shapes import Outcome, WidgetAddress
from sendback.web.merchant_api.parcel_shapes import ParcelShape


class VariantChoice(BaseModel):
    """Something a line may be exchanged for."""

    sku: str
    title: str


class BecauseShape(BaseModel):
    """Why a line may come back, or why not."""

    code: str
    rule: str
    text: str


class TermShape(BaseModel):
    """What some choices lead to; null stands for every choice."""

    reasons: list[str] | None
    conditions: list[str] | None
    resolutions: list[str] | None
    outcome: Outcome
    text: str
    fee_minor: int
    currency: str
    fee_text: str
    fee_each: bool
    option: str


class OpenLine(BaseModel):
    """One line of an order as a shopper sees it."""

    id: str
    title: str
    sku: str
    category: str
    variants: list[VariantChoice]
    quantity: int
    left: int
    unit_price_minor: int | None
    returnable: bool
    because: BecauseShape
    until_on: date | None
    reasons: list[str] | None
    terms: list[TermShape]


class OpenedOrder(BaseModel):
    """The order's own facts."""

    number: str
    ordered_on: date | None
    currency: str | None


class KnownContact(BaseModel):
    """What is known of the buyer, and the way that is taken unless another is chosen."""

    name: str
    phone: str
    address: WidgetAddress
    option: str


class OpenedShape(BaseModel):
    """An order as far as it is proved."""

    proved: bool
    gift: bool
    business: bool
    session: str | None
    proof_fields: list[str]
    order: OpenedOrder
    lines: list[OpenLine]
    resolutions: list[str]
    contact: KnownContact | None
    options: list[OptionShape]
    email_masked: str | None
    asks_first: bool


class PaperLinks(BaseModel):
    """A paper in every form it has, until the links end."""

    pdf: str
    forms: dict[str, str]
    expires_at: str


class MadeReturn(BaseModel):
    """Which return it is, and where it stands."""

    rma: str
    status: Status


class MaskedMail(BaseModel):
    """A mail that goes out."""

    masked: str
    state: str


class MadeShape(BaseModel):
    """What came of it."""

    return_: MadeReturn = Field(serialization_alias="return")
    kept: bool
    fee_text: str
    label: PaperLinks | None
    packing_slip: PaperLinks | None
    parcels: list[ParcelShape]
    status_url: str
    email: MaskedMail | None


class PreviewLine(BaseModel):
    """What would become of one line."""

    id: str
    order: int
    outcome: Outcome
    text: str
    fee_minor: int
    fee_text: str


class PreviewShape(BaseModel):
    """What would become of it all."""

    lines: list[PreviewLine]
    fee_text: str
    options: list[OptionShape]
    asks_first: bool
    sends: bool
    notes: list[str]


class PickedLine(BaseModel):
    """One line that the list names."""

    id: str
    quantity: int
    reason: str


class UnreadLine(BaseModel):
    """One line of the list that names nothing."""

    line: int
    text: str


class PickedShape(BaseModel):
    """What a list names."""

    lines: list[PickedLine]
    faults: list[UnreadLine]


class PhotoShape(BaseModel):
    """The photo, to be named by a line."""

    id: str


class MailedShape(BaseModel):
    """The mail that goes out."""

    email: MaskedMail


class EmptyShape(BaseModel):
    """Nothing is told."""


class StatedFact(BaseModel):
    """One part of a statement."""

    label: str
    value: str


class WorkShape(BaseModel):
    """What confirming takes."""

    needed: bool
    challenge: str
    bits: int
    wait_seconds: int


class StatementShape(BaseModel):
    """The statement as it would be sent."""

    statement: str
    facts: list[StatedFact]
    work: WorkShape


class ReceiptShape(BaseModel):
    """The receipt of a withdrawal."""

    id: str
    received_at: str
    received_text: str
    statement: str
    pdf: str
    text: str
    url: str
    check_url: str


class MaskedEmail(BaseModel):
    """Where the acknowledgement goes."""

    masked: str


class WithdrawalShape(BaseModel):
    """What was received."""

    receipt: ReceiptShape
    email: MaskedEmail
