"""The schemas of the document: the models that read what is sent and write what is answered, each under its own name."""

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, models_json_schema
from pydantic_core import core_schema

from sendback.web.api_document.listing import Listed
from sendback.web.api_document.problem_shapes import ProblemShape

_START = "#/components/schemas/"
Key = tuple[type[BaseModel], JsonSchemaMode]


class _Plain(GenerateJsonSchema):
    """Leave out the titles that only repeat a member's name."""

    def field_title_should_be_set(self, schema: core_schema.CoreSchema | Any) -> bool:  # noqa: ARG002
        return False


class Schemas:
    """Where each model stands in the document; `OrderShape` is `Order` there, where nothing else is called so."""

    def __init__(self, listed: Iterable[Listed]) -> None:
        models = dict.fromkeys(key for one in listed for key in _list_models(one))
        whole: list[Key] = [*models, (ProblemShape, "serialization")]
        found, drawn = models_json_schema(whole, ref_template=_START + "{model}", schema_generator=_Plain)
        self._names = _name_all(drawn["$defs"])
        self._found = found
        self.components: dict[str, Any] = {}
        self._add(drawn["$defs"])

    def refer(self, model: type[BaseModel], mode: JsonSchemaMode) -> dict[str, Any]:
        """Refer to a model."""
        referred: dict[str, Any] = _rename(self._found[(model, mode)], self._names)
        return referred

    def list_query(self, model: type[BaseModel]) -> list[dict[str, Any]]:
        """List a query's model as parameters."""
        whole = model.model_json_schema(ref_template=_START + "{model}", schema_generator=_Plain)
        self._add(whole.get("$defs", {}))
        return [_as_parameter(name, _rename(schema, self._names)) for name, schema in whole["properties"].items()]

    def _add(self, drawn: dict[str, Any]) -> None:
        self.components |= {self._names.get(name, name): _rename(schema, self._names) for name, schema in drawn.items()}


def _name_all(drawn: Iterable[str]) -> dict[str, str]:
    taken = set(drawn)
    return {name: short for name in taken if (short := name.removesuffix("Shape")) not in taken}


def _rename(part: Any, names: dict[str, str]) -> Any:
    if isinstance(part, list):
        return [_rename(each, names) for each in part]
    if not isinstance(part, dict):
        return part
    said = {name: _rename(value, names) for name, value in part.items()}
    for place in ("$ref", "title"):
        if isinstance(text := said.get(place), str):
            name = text.removeprefix(_START)
            said[place] = text.removesuffix(name) + names.get(name, name)
    return said


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
