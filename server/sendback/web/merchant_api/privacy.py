"""One person by the API: all that is kept of them, and its end."""

from typing import Annotated, Any

from flask import Response, jsonify
from pydantic import Field, model_validator

from sendback.errors import Code
from sendback.privacy.erasing import erase_person, mark_person
from sendback.privacy.exporting import export_person
from sendback.privacy.person_store import Sought, find_person
from sendback.shops.frozen import Frozen
from sendback.shops.scopes import Scope
from sendback.web.merchant_api.asking import Asked
from sendback.web.merchant_api.operation import Operation
from sendback.web.merchant_api.shapes import Shape


class Somebody(Frozen):
    """Who it is: by one of these at least."""

    email: str = Field(default="", max_length=254)
    order_numbers: tuple[Annotated[str, Field(min_length=1, max_length=64)], ...] = Field(default=(), max_length=100)
    phone: str = Field(default="", max_length=40)

    @model_validator(mode="after")
    def _name_somebody(self) -> "Somebody":
        if self.as_sought().is_empty:
            raise ValueError("name an e-mail address, order numbers or a phone number of eight digits")
        return self

    def as_sought(self) -> Sought:
        """Give what to look for."""
        return Sought(self.email, self.order_numbers, self.phone)


class PersonExport(Shape):
    """All that is kept of somebody; empty lists where nothing is."""

    shop: str
    made_at: str
    orders: list[dict[str, Any]]
    returns: list[dict[str, Any]]
    withdrawals: list[dict[str, Any]]


class KeptShape(Shape):
    """A receipt of a withdrawal that stays as evidence until a day."""

    receipt: str
    until: str


class ErasureShape(Shape):
    """How many returns and orders were erased, and what had to stay."""

    returns: int
    orders: int
    kept: list[KeptShape]


def export(asked: Asked[Somebody, None]) -> Response:
    """Give all that is kept of somebody; photos are named, and come with the file that the desk gives."""
    database, shop, sought = asked.context.database, asked.shop, asked.body.as_sought()
    mark = mark_person(asked.context.pepper, shop.shop_id, sought)
    found = database.read(find_person, shop.shop_id, sought)
    response = jsonify(database.write(export_person, shop, found, mark, asked.actor, asked.now))
    response.headers["Cache-Control"] = "private, no-store"
    return response


def erase(asked: Asked[Somebody, None]) -> Response:
    """Erase somebody; asked again, it erases what came since, so that no key is needed to repeat it."""
    sought = asked.body.as_sought()
    mark = mark_person(asked.context.pepper, asked.shop.shop_id, sought)
    erased = erase_person(asked.context.database, asked.shop, sought, mark, asked.actor, asked.now)
    kept = [{"receipt": each.receipt, "until": each.until.isoformat()} for each in erased.kept]
    return jsonify({"returns": erased.returns, "orders": erased.orders, "kept": kept})


OPERATIONS = (
    Operation(
        "POST", "/privacy/export", "export_person", "Export a person", export, Scope.PRIVACY_ERASE, "Privacy",
        body=Somebody, answers={200: PersonExport}, problems=(Code.INVALID_FIELDS,),
    ),
    Operation(
        "POST", "/privacy/erase", "erase_person", "Erase a person", erase, Scope.PRIVACY_ERASE, "Privacy",
        body=Somebody, answers={200: ErasureShape}, problems=(Code.INVALID_FIELDS, Code.BUSY),
    ),
)  # fmt: skip
