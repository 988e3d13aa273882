"""The design that the designer sends, and how its faults are told."""

import json
from collections.abc import Sequence
from typing import Any

from flask import request

from sendback.errors import Code, FieldError, Problem
from sendback.paper.design.checking import check_design
from sendback.paper.design.faults import DesignProblem
from sendback.paper.design.model import Design
from sendback.paper.design.reading import LONGEST_JSON, DesignRefused, read_design
from sendback.shops.model import ShopSettings
from sendback.web.reading import parse_json, read_body

MOST_BYTES = 4 * LONGEST_JSON
"""A design of the most characters, whatever its script."""


def read_designer_json() -> dict[str, Any]:
    """Return the body's JSON object, of any size that a design may have."""
    request.max_content_length = MOST_BYTES
    return parse_json(read_body(MOST_BYTES))


def read_sent_design(body: dict[str, Any]) -> Design:
    """Read the `design` of a body; Problem design-faulty where it cannot be read as one."""
    try:
        return read_design(_text(body))
    except DesignRefused as refused:
        raise refuse_design(refused.problems) from None


def list_sent_problems(body: dict[str, Any], settings: ShopSettings) -> Sequence[DesignProblem]:
    """List what keeps the `design` of a body from being read, or else from being printed by this shop."""
    try:
        design = read_design(_text(body))
    except DesignRefused as refused:
        return refused.problems
    return check_design(design, design.kind, has_logo=settings.look.logo is not None)


def refuse_design(problems: Sequence[DesignProblem]) -> Problem:
    """Refuse a design, naming each fault: `field` is the element's id, empty where the fault is of the whole."""
    errors = [FieldError(problem.element, problem.code.value, problem.detail) for problem in problems]
    return Problem(Code.DESIGN_FAULTY, "This design cannot be printed as it is.", errors=errors)


def _text(body: dict[str, Any]) -> str:
    return json.dumps(body.get("design"), ensure_ascii=False)
