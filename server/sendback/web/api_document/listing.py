"""Every operation of the API, whichever door answers it, as the document tells of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from sendback.errors import Code
from sendback.web.api_document.widget_table import WIDGET_OPERATIONS
from sendback.web.merchant_api.operation import Operation
from sendback.web.merchant_api.table import OPERATIONS

_KEY = (
    Code.SIGN_IN_NEEDED,
    Code.KEY_ENDED,
    Code.KEY_IN_BROWSER,
    Code.KEY_ELSEWHERE,
    Code.SCOPE_MISSING,
    Code.TOO_MANY_REQUESTS,
)
_SHOP = (Code.NOT_FOUND, Code.WRONG_ORIGIN)
_BODY = (Code.INVALID_JSON, Code.WRONG_CONTENT_TYPE, Code.TOO_LARGE)
_WRITING = (Code.BUSY, Code.STORAGE_FULL)


@dataclass(frozen=True, slots=True)
class Listed:
    """An operation with the name and the address it has among all, and everything it may refuse."""

    operation: Operation
    name: str
    path: str
    problems: tuple[Code, ...]
    is_of_widget: bool


def list_operations() -> Iterator[Listed]:
    """List the merchant's operations, then the widget's."""
    for operation in OPERATIONS:
        yield Listed(operation, operation.name, f"/api/v1{operation.path}", _list_problems(operation, _KEY), is_of_widget=False)
    for operation in WIDGET_OPERATIONS:
        path, problems = f"/api/v1/widget/{{pk}}{operation.path}", _list_problems(operation, _SHOP)
        yield Listed(operation, f"widget_{operation.name}", path, problems, is_of_widget=True)


def _list_problems(operation: Operation, everywhere: tuple[Code, ...]) -> tuple[Code, ...]:
    found = [*everywhere, *operation.problems]
    if operation.body:
        found += _BODY
    if operation.query or operation.body:
        found.append(Code.INVALID_FIELDS)
    if operation.is_creating:
        found += (Code.IDEMPOTENCY_KEY_MISSING, Code.IDEMPOTENCY_KEY_REUSED)
    if operation.takes_match:
        found.append(Code.PRECONDITION_FAILED)
    found += _WRITING
    return tuple(code for code in Code if code in found)
