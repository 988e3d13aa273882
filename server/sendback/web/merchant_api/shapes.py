"""The shapes of the API's answers: what is written by these models is what the document says."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict

Moment = Annotated[datetime, AfterValidator(lambda moment: moment.astimezone(UTC).replace(microsecond=0))]
"""A moment in UTC, to the second."""


class Shape(BaseModel):
    """An answer, or a part of one; members may be added, so readers skip those they do not know."""

    model_config = ConfigDict(frozen=True)


class Fault(Shape):
    """What is wrong with one part of what was sent; `code` is required, format, too-long, unknown or range."""

    field: str
    code: str
    detail: str


class AddressShape(Shape):
    """A postal address; `country` is ISO 3166-1 alpha-2."""

    name: str = ""
    company: str = ""
    lines: list[str] = []
    postcode: str = ""
    city: str = ""
    district: str = ""
    region: str = ""
    country: str = ""


class LabelLinks(Shape):
    """A paper's links: `pdf`, and the same paper by its ending; a carrier's label comes as PDF alone."""

    pdf: str
    forms: dict[str, str]
