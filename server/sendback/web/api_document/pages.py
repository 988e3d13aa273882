"""The API for people: every operation on one page, which the browser searches, drawn from the very document."""

import json
from dataclasses import dataclass
from typing import Any

from sendback.web.api_document.listing import Listed, list_operations


@dataclass(frozen=True, slots=True)
class Row:
    """One member of what is sent or answered: its path, its type, whether it is needed, what it is."""

    path: str
    type: str
    is_needed: bool
    about: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One operation as the page shows it."""

    listed: Listed
    drawn: dict[str, Any]
    rows: list[Row]
    answers: list[tuple[str, str, list[str]]]
    answer_rows: list[Row]
    curl: str


MOST_DEPTH = 4


def list_entries(document: dict[str, Any]) -> list[tuple[str, str, list[Entry]]]:
    """List the operations by tag, each tag with what it is about."""
    entries = [_enter(document, one) for one in list_operations()]
    return [
        (tag["name"], tag["description"], [each for each in entries if each.listed.operation.tag == tag["name"]])
        for tag in document["tags"]
    ]


def _enter(document: dict[str, Any], one: Listed) -> Entry:
    drawn = document["paths"][one.path][one.operation.method.lower()]
    content: dict[str, Any] = drawn.get("requestBody", {}).get("content", {})
    body: dict[str, Any] = next((each["schema"] for each in content.values()), {})
    answers, told = [], dict[str, Any]()
    for status, answer in drawn["responses"].items():
        whole = _follow(document, answer)
        answers.append((status, whole["description"], whole.get("x-codes", [])))
        if status.startswith("2") and "application/json" in whole.get("content", {}):
            told = whole["content"]["application/json"]["schema"]
    rows = list(_list_rows(document, body, "", 0))
    return Entry(one, drawn, rows, answers, list(_list_rows(document, told, "", 0)), _write_curl(document, one, body))


def _list_rows(document: dict[str, Any], schema: dict[str, Any], path: str, depth: int) -> list[Row]:
    whole = _choose(document, schema)
    if whole.get("type") == "array":
        return _list_rows(document, whole["items"], f"{path}[]", depth)
    found, needed = [], set(whole.get("required", []))
    for name, member in whole.get("properties", {}).items():
        here = f"{path}.{name}".lstrip(".")
        found.append(Row(here, _name_type(document, member), name in needed, _describe(document, member)))
        if depth < MOST_DEPTH:
            found += _list_rows(document, member, here, depth + 1)
    return found


def _describe(document: dict[str, Any], member: dict[str, Any]) -> str:
    """Say what a member is, or what it is made of where it does not say so itself; and its limits."""
    whole = _choose(document, _follow(document, member.get("items", member)))
    about = str(member.get("description") or whole.get("description", "")).replace("\n", " ")
    limits = _choose(document, member)
    most, least = limits.get("maxLength") or limits.get("maxItems"), limits.get("minimum")
    said = [f"at most {most}"] if most else []
    said += [f"{least} to {limits['maximum']}"] if least is not None and "maximum" in limits else []
    return " · ".join(filter(None, [about, *said]))


def _choose(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """Follow a schema to what it stands for; of several the one with most to say."""
    whole = _follow(document, schema)
    choices = [_follow(document, each) for each in whole.get("anyOf", []) if each.get("type") != "null"]
    return max(choices, key=lambda each: len(each.get("properties", {}))) if choices else whole


def _follow(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    part: Any = document
    for name in schema.get("$ref", "#").split("/")[1:]:
        part = part[name]
    return part if "$ref" in schema else schema


def _name_type(document: dict[str, Any], schema: dict[str, Any]) -> str:
    choices = [each for each in schema.get("anyOf", [schema]) if each.get("type") != "null"]
    whole = _follow(document, choices[0]) if choices else {}
    if whole.get("enum"):
        return " | ".join(str(value) for value in whole["enum"] if value != "")
    if whole.get("type") == "array":
        return f"list of {_name_type(document, whole['items'])}"
    return str(whole.get("format") or whole.get("type", "any")).replace("date-time", "moment").replace("date", "day")


def _write_curl(document: dict[str, Any], one: Listed, body: dict[str, Any]) -> str:
    """Write the call as one would type it, with the members that are needed."""
    lines = [f'curl -sS "$SENDBACK{one.path.replace("{pk}", "$SHOP")}"']
    if one.operation.method != "GET":
        lines[0] = f'curl -sS -X {one.operation.method} "$SENDBACK{one.path.replace("{pk}", "$SHOP")}"'
    lines += [] if one.is_of_widget else ['-H "Authorization: Bearer $API_KEY"']
    lines += ['-H "Idempotency-Key: $(uuidgen)"'] if one.operation.is_creating else []
    if one.operation.body:
        lines += ['-H "Content-Type: application/json"', f"-d '{json.dumps(_exemplify(document, body), ensure_ascii=False)}'"]
    elif one.operation.body_type:
        lines += ['-H "Sendback-Session: $SESSION"', "--data-binary @photo.jpg"]
    return " \\\n  ".join(lines)


def _exemplify(document: dict[str, Any], schema: dict[str, Any]) -> Any:
    whole = _follow(document, schema)
    if "anyOf" in whole:
        choices = [each for each in whole["anyOf"] if each.get("type") != "null"]
        return _exemplify(document, choices[-1])
    if whole.get("enum"):
        return next(value for value in whole["enum"] if value != "")
    if whole.get("type") == "array":
        return [_exemplify(document, whole["items"])]
    if whole.get("type") == "object":
        needed = whole.get("required") or list(whole.get("properties", {}))[:1]
        return {name: _exemplify(document, whole["properties"][name]) for name in needed}
    return {"integer": 1, "number": 1, "boolean": True}.get(str(whole.get("type")), "…")
