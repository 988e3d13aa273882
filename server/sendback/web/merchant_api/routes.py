"""The addresses of the shop's own systems, as the table has them."""

from flask import Blueprint

from sendback.web.merchant_api.asking import answering
from sendback.web.merchant_api.table import OPERATIONS

door = Blueprint("merchant_api", __name__, url_prefix="/api/v1")
for operation in OPERATIONS:
    path = operation.path.replace("{", "<").replace("}", ">")
    door.add_url_rule(path, operation.name, answering(operation), methods=[operation.method])
