"""What an operation is asked with: who asks, and the body and the query as its models read them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, Generic, TypeVar

from flask import request
from flask.typing import ResponseReturnValue
from pydantic import BaseModel, ValidationError

from sendback.errors import Code, Problem
from sendback.shops.faults import list_faults
from sendback.shops.model import Shop
from sendback.web.api_keys import get_api_shop
from sendback.web.context import Context, get_context
from sendback.web.merchant_api.operation import Operation
from sendback.web.reading import parse_json, read_body

ACTOR = "api"
Body = TypeVar("Body")
Query = TypeVar("Query")


@dataclass(frozen=True, slots=True)
class Asked(Generic[Body, Query]):
    """A request that may be answered: the shop is the key's, body and query fit their models, `now` is when it came."""

    context: Context
    shop: Shop
    body: Body
    query: Query
    key: str
    """The Idempotency-Key, empty where none was sent."""
    now: datetime
    actor: str = ACTOR


def answering(operation: Operation) -> Callable[..., ResponseReturnValue]:
    """Guard an operation's view: key and scope first, then its query and its body by the models it names."""

    @wraps(operation.view)
    def answer(**path: Any) -> ResponseReturnValue:
        shop, context = get_api_shop(operation.scope), get_context()
        if any("\0" in str(value) for value in path.values()):
            raise Problem(Code.NOT_FOUND, "There is nothing at this address.")
        query, body = _read_query(operation), _read_body(operation)
        asked = Asked(context, shop, body, query, request.headers.get("Idempotency-Key", ""), context.clock())
        return operation.view(asked, **path)

    return answer


def _read_body(operation: Operation) -> Any:
    if operation.body is None:
        return None
    request.max_content_length = operation.most_bytes
    if operation.body_type and request.mimetype == operation.body_type:
        return request.get_data(cache=False)
    raw = read_body(operation.most_bytes)
    body = parse_json(raw)
    if operation.takes_pieces:
        return body
    with _naming_faults("Some of what was sent does not fit."):
        return operation.body.model_validate_json(raw, strict=True)


def _read_query(operation: Operation) -> BaseModel | None:
    if operation.query is None:
        return None
    with _naming_faults("The query does not fit."):
        return operation.query.model_validate(request.args.to_dict())


@contextmanager
def _naming_faults(sentence: str) -> Iterator[None]:
    try:
        yield
    except ValidationError as faults:
        raise Problem(Code.INVALID_FIELDS, sentence, errors=list_faults(faults)) from None
