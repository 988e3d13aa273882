"""Whatever is sent to the API, it answers as its document says: never with a fault of its own, never with what is not named.

`SENDBACK_FUZZ_CASES` is how many cases each operation is tried with; `make fuzz` sends more than twenty thousand in all.
"""

import os
import random
from typing import Any

import hypothesis
import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, strategies
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from sendback.web.api_document.listing import list_operations
from tests.fuzz.conftest import Seeds, Tally

CASES = int(os.environ.get("SENDBACK_FUZZ_CASES", "10"))
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


OPERATIONS = [(one.path, one.operation.method) for one in list_operations()]
CALM = hypothesis.settings(
    max_examples=CASES, deadline=None, database=None, phases=[hypothesis.Phase.generate], suppress_health_check=list(HealthCheck)
)


@pytest.fixture
def api(app: Flask) -> Any:
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)


@pytest.mark.parametrize(("path", "method"), OPERATIONS, ids=[f"{method} {path}" for path, method in OPERATIONS])
def test_every_answer_is_in_the_document(api: Any, seeds: Seeds, tally: Tally, path: str, method: str) -> None:
    operation = api[path][method]
    fitting = operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
    has_input = bool(operation.body or operation.query or operation.headers)
    unfit = operation.as_strategy(generation_mode=GenerationMode.NEGATIVE) if has_input else fitting

    @CALM
    @hypothesis.given(case=fitting | unfit, chance=strategies.randoms(use_true_random=False))
    def send(case: Case, chance: random.Random) -> None:
        lead_somewhere(case, seeds, chance)
        headers = {"Accept-Encoding": "identity"}
        headers |= {"Authorization": f"Bearer {seeds.api_key}"} if chance.random() < 0.97 else {}
        answer = case.call(headers=headers)
        tally[f"{method} {path}"][answer.status_code] += 1
        case.validate_response(answer, checks=CHECKS)
        refuse_unnamed_codes(case, answer)

    send()


def lead_somewhere(case: Case, seeds: Seeds, chance: random.Random) -> None:
    """Let most addresses name what there is, and most shoppers have proved their order."""
    for name in case.path_parameters or {}:
        if name in seeds.path and chance.random() < 0.8:
            case.path_parameters[name] = chance.choice(seeds.path[name])
    if isinstance(case.body, dict) and chance.random() < 0.6:
        lead_body(case.body, case, seeds)
    if case.headers is not None and "Sendback-Session" in case.headers and chance.random() < 0.8:
        case.headers["Sendback-Session"] = seeds.session


def lead_body(body: dict[str, Any], case: Case, seeds: Seeds) -> None:
    """Let a body speak of the one order, and of its first line."""
    if "session" in body:
        body["session"] = seeds.session
    if "order_number" in body:
        body.pop("order", None)
        body["order_number"] = seeds.path["order_number"][0]
    if case.method == "PUT" and "number" in body:
        body["number"] = (case.path_parameters or {}).get("order_number", "")
    for line in body["lines"] if isinstance(body.get("lines"), list) else []:
        if isinstance(line, dict) and "reason" in line:
            line |= {"id": "1", "quantity": 1, "reason": "too_small"}


def refuse_unnamed_codes(case: Case, answer: Any) -> None:
    """Fail where a problem has a code that the document does not name for this operation and status."""
    if answer.status_code < 400 or answer.status_code == 405:
        return
    whole, responses = case.operation.schema.raw_schema, case.operation.definition.raw["responses"]
    reference = responses[str(answer.status_code)]["$ref"].rpartition("/")[2]
    codes = whole["components"]["responses"][reference]["x-codes"]
    assert answer.json()["code"] in codes, f"{answer.json()['code']} is not among {codes}"
