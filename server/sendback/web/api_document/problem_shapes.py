"""The shape of every refusal (RFC 9457)."""

from pydantic import BaseModel, Field

from sendback.errors import Code


class FieldFault(BaseModel):
    """What is wrong with one part of what was sent."""

    field: str = Field(description="its path, such as `lines.1.quantity`")
    code: str = Field(description="`required`, `format`, `too-long`, `unknown`, `range` or, of the policy, its own")
    detail: str


class ProblemShape(BaseModel):
    """A refusal; programs decide by `code`, which never changes, people read `detail`."""

    type: str = Field(description="the page that explains the code")
    title: str
    status: int
    code: Code
    detail: str
    instance: str = Field(description="the request, as the log knows it")
    errors: list[FieldFault] = []
