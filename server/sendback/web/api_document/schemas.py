"""The schemas of the document: the models that read what is sent and write what is answered, each under its own name."""

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, models_json_schema
from pydantic_core import core_schema

from sendback.web.api_document.listing import Listed
from sendback.web.api_document.problem_shapes import ProblemShape

_REF = "#/components/schemas/{model}"
Key = tuple[type[BaseModel], JsonSchemaMode]


class _Plain(GenerateJsonSchema):
    """Leave out the titles that only repeat a member's name."""

    def field_title_should_be_set(self, schema: core_schema.CoreSchema | Any) -> bool:  # noqa: ARG002
        return False


class Schemas:
    """Where each model stands in the document."""

    def __init__(self, listed: Iterable[Listed]) -> None:
        models = dict.fromkeys(key for one in listed for key in _list_models(one))
        found, whole = models_json_schema(
            [*models, (ProblemShape, "serialization")], ref_template=_REF, schema_generator=_Plain
        )  # fmt: skip
        self.components: dict[str, Any] = dict(sorted(whole["$defs"].items()))
        self._found = found

    def refer(self, model: type[BaseModel], mode: JsonSchemaMode) -> dict[str, Any]:
        """Refer to a model."""
        return self._found[(model, mode)]

    def list_query(self, model: type[BaseModel]) -> list[dict[str, Any]]:
        """List a query's model as parameters."""
        whole = model.model_json_schema(ref_template=_REF, schema_generator=_Plain)
        self.components.update(whole.get("$defs", {}))
        return [_as_parameter(name, dict(schema)) for name, schema in whole["properties"].items()]


def _as_parameter(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    about = schema.pop("description", "")
    if choices := schema.pop("anyOf", None):  # nobody can send null in an address: what is not said is left out
        schema = next(choice for choice in choices if choice.get("type") != "null")
    described = {"description": about} if about else {}
    return {"name": name, "in": "query", "required": False, **described, "schema": schema}


def _list_models(one: Listed) -> Iterable[Key]:
    operation = one.operation
    if operation.body:
        yield operation.body, "validation"
    for answer in operation.answers.values():
        if not isinstance(answer, str):
            yield answer, "serialization"
