"""What the widget's door is sent; it checks it in the shopper's language, field by field (`returns/checking.py`)."""

from typing import Literal

from pydantic import BaseModel, Field

from sendback.orders.token.grammar import LONGEST_TOKEN
from sendback.returns.model import Delivery
from sendback.shops.resolutions import Resolution


class Spoken(BaseModel):
    """Whoever asks may say in which language to answer."""

    lang: str = Field(default="", max_length=35, description="a language tag; the nearest that the shop offers is taken")


class Language(Spoken):
    """Without one, the browser's language counts."""


class Proof(BaseModel):
    """What proves an order besides its number; any one is enough."""

    postcode: str = ""
    email: str = ""
    phone: str = ""


class OrderOpening(Spoken):
    """An order token, perhaps with a proof, or a number with a proof."""

    token: str = Field(default="", max_length=LONGEST_TOKEN)
    order_number: str = Field(default="", max_length=64)
    proof: Proof = Proof()


class LinkWish(Spoken):
    """Whose order it is."""

    order_number: str = Field(default="", max_length=64)


class WidgetExchange(BaseModel):
    """What is wanted instead."""

    sku: str = ""
    title: str = ""


class WidgetLine(BaseModel):
    """What comes back of one line, and why."""

    id: str
    quantity: int = Field(ge=1, le=9999)
    reason: str
    sub_reason: str = ""
    condition: str = ""
    resolution: Resolution | None = None
    exchange: WidgetExchange | None = None
    note: str = ""
    photos: list[str] = []


class WidgetBeside(BaseModel):
    """Another order, by the session its own proof gave, whose lines go into the same box."""

    session: str
    lines: list[WidgetLine]


class WidgetAddress(BaseModel):
    """A postal address."""

    name: str = ""
    company: str = ""
    lines: list[str] = []
    postcode: str = ""
    city: str = ""
    district: str = ""
    region: str = ""
    country: str = ""


class WidgetContact(BaseModel):
    """Who sends the parcel."""

    name: str = ""
    email: str = ""
    phone: str = ""
    address: WidgetAddress = WidgetAddress()


class WidgetChoice(Spoken):
    """What is to come back."""

    session: str = Field(max_length=8_000, description="the bearer that opening the order gave")
    lines: list[WidgetLine]
    beside: list[WidgetBeside] = []
    contact: WidgetContact | None = None
    fields: dict[str, str] = {}
    option: str = ""


class WidgetReturn(WidgetChoice):
    """What is to come back, and how the label is wanted."""

    delivery: Delivery
    agreed: str | None = Field(default=None, description="the `fee_text` that the shopper saw")


class Pasted(Spoken):
    """A list as a business pastes it: SKU, quantity and perhaps a reason, a line each."""

    session: str
    text: str = Field(max_length=50_000)


class Nothing(BaseModel):
    """An empty object."""


class Work(BaseModel):
    """The work that is asked of whoever sends many statements."""

    challenge: str = ""
    nonce: str = ""


class StatementWish(Spoken):
    """Who withdraws from what."""

    name: str
    order_number: str
    email: str
    items: str = Field(default="", description="empty for the whole contract")


class WithdrawalWish(StatementWish):
    """The statement that the consumer confirmed."""

    work: Work = Work()


Outcome = Literal["allow", "ask", "keep", "refuse"]
