"""One thing that the API does: its address is registered, its input checked and its document drawn from this alone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from flask.typing import ResponseReturnValue
from pydantic import BaseModel

from sendback.errors import Code
from sendback.shops.scopes import Scope


@dataclass(frozen=True, slots=True)
class Operation:
    """A method at a path such as `/returns/{rma}`; its view is called with an `Asked` and the path's values.

    `answers` are what it gives when all is well: a model of its JSON, or the media types of bytes, or "" for no body.
    `problems` are its own refusals; those that every operation has (no key, too fast, …) need not be named.
    """

    method: str
    path: str
    name: str
    summary: str
    view: Callable[..., ResponseReturnValue]
    scope: Scope | None
    tag: str
    body: type[BaseModel] | None = None
    body_type: str = ""
    """The media type of a body that is no JSON, such as a photo's; beside a model, the body may be either."""
    query: type[BaseModel] | None = None
    answers: Mapping[int, type[BaseModel] | str] = field(default_factory=dict)
    problems: tuple[Code, ...] = ()
    is_creating: bool = False
    """Needs an Idempotency-Key."""
    takes_pieces: bool = False
    """The body is handed over unread, for its pieces are taken in one by one and each is checked by its own model."""
    has_etag: bool = False
    """Answers with an ETag, and 304 to If-None-Match."""
    takes_match: bool = False
    """Changes nothing where If-Match names another state than the present one."""
    most_bytes: int = 64 * 1024
    example: Mapping[str, object] | None = None
