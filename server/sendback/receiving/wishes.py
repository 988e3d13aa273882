"""What somebody at a box says: read from outside, the same from the dock, the API and the desk."""

from collections.abc import Mapping
from typing import Annotated, Any, TypeVar

from pydantic import Field, ValidationError

from sendback.errors import Code, Problem
from sendback.shops.faults import list_faults
from sendback.shops.frozen import Frozen
from sendback.shops.receiving import Disposition, Outcome

Id = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[^\x00]+$")]
Photos = Annotated[tuple[Annotated[str, Field(pattern=r"^[0-9A-HJKMNP-TV-Z]{26}$")], ...], Field(max_length=10)]
Note = Annotated[str, Field(max_length=500)]
Grams = Annotated[int, Field(ge=1, le=2_000_000)]


class ReceiveWish(Frozen):
    """A box of a return is here; without `parcel` it is the first that was not."""

    return_id: Id
    parcel: Annotated[int, Field(ge=1, le=99)] | None = None
    code: Annotated[str, Field(max_length=500)] = ""
    weight_g: Grams | None = None
    note: Note = ""
    photos: Photos = ()


class FindWish(Frozen):
    """Some units of a line were looked at; `sku` and `title` say what is there instead, or besides.

    Without `disposition` it is the one that the shop's rules suggest; `recovered_minor` is for all the units.
    """

    return_id: Id
    receipt_id: Annotated[str, Field(max_length=64)] | None = None
    order_id: Annotated[str, Field(max_length=64)] = ""
    line_id: Annotated[str, Field(max_length=64)] = ""
    sku: Annotated[str, Field(max_length=64)] = ""
    title: Annotated[str, Field(max_length=120)] = ""
    outcome: Outcome
    quantity: Annotated[int, Field(ge=1, le=9999)]
    grade: Annotated[str, Field(max_length=32)] = ""
    disposition: Disposition | None = None
    reason: Annotated[str, Field(max_length=200)] = ""
    place: Annotated[str, Field(max_length=40)] = ""
    recovered_minor: Annotated[int, Field(ge=0, le=10**12)] | None = None
    note: Note = ""
    photos: Photos = ()


class MysteryWish(Frozen):
    """A box that nobody knows is here, with what was read on it."""

    code: Annotated[str, Field(max_length=500)] = ""
    weight_g: Grams | None = None
    note: Note = ""
    photos: Photos = ()


W = TypeVar("W", bound=Frozen)


def read_wish(kind: type[W], body: Mapping[str, Any]) -> W:
    """Read a wish, or Problem invalid-fields with everything that does not fit."""
    try:
        return kind.model_validate(body)
    except ValidationError as faults:
        raise Problem(Code.INVALID_FIELDS, "Something does not fit.", errors=list_faults(faults)) from None
