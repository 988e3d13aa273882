"""The addresses of the shop's own systems, as the table has them."""

from flask import Blueprint, Response, g

from sendback.web.merchant_api.asking import answering
from sendback.web.merchant_api.table import OPERATIONS

_NUMBERS = {"{order_number}": "<path:order_number>", "{number}": "<int(max=99):number>"}
"""A shop's order numbers may have slashes, boxes are counted."""


def write_rule(path: str) -> str:
    """Write a path of the table as the router reads it."""
    for plain, typed in _NUMBERS.items():
        path = path.replace(plain, typed)
    return path.replace("{", "<").replace("}", ">")


door = Blueprint("merchant_api", __name__, url_prefix="/api/v1")


@door.after_request
def tell_rate(response: Response) -> Response:
    """Say with every answer how often the key may still ask."""
    if rate := g.get("rate"):
        response.headers.update(rate.headers)
    return response


for operation in OPERATIONS:
    door.add_url_rule(write_rule(operation.path), operation.name, answering(operation), methods=[operation.method])
