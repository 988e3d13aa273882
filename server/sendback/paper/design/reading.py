"""Designs read from JSON and written as JSON; what cannot be read is said in sentences."""

import functools
import json
from typing import Any

from pydantic import ValidationError

from sendback.paper.design.faults import DesignProblem, Fault
from sendback.paper.design.model import MOST_ELEMENTS, Design

LONGEST_JSON = 400_000
MOST_PROBLEMS = 50


class DesignRefused(ValueError):
    """Say what is wrong with a design that cannot even be read."""

    def __init__(self, *problems: DesignProblem) -> None:
        super().__init__("; ".join(problem.detail for problem in problems))
        self.problems = problems


@functools.lru_cache(maxsize=64)
def read_design(text: str) -> Design:
    """Read a design; the same text gives the same design, so that what is ready for it is found again. Raises DesignRefused."""
    if len(text) > LONGEST_JSON:
        raise DesignRefused(DesignProblem(Fault.TOO_LONG, "", f"A design has at most {LONGEST_JSON} characters of JSON."))
    try:
        body = json.loads(text)
    except (ValueError, RecursionError):
        raise DesignRefused(DesignProblem(Fault.NOT_JSON, "", "This is not JSON.")) from None
    elements = body.get("elements") if isinstance(body, dict) else None
    if isinstance(elements, list) and len(elements) > MOST_ELEMENTS:
        detail = f"A design has at most {MOST_ELEMENTS} elements, and this one has {len(elements)}."
        raise DesignRefused(DesignProblem(Fault.TOO_MANY_ELEMENTS, "", detail))
    try:
        return Design.model_validate_json(text)
    except ValidationError as refused:
        raise DesignRefused(*_list_problems(refused, elements)) from None


def write_design(design: Design) -> str:
    """Write a design as JSON without what goes without saying; reading it again gives an equal design."""
    return design.model_dump_json(indent=1, exclude_defaults=True)


def _list_problems(refused: ValidationError, elements: Any) -> list[DesignProblem]:
    return [
        DesignProblem(Fault.NOT_VALID, *_name_place(fault["loc"], fault["msg"], elements))
        for fault in refused.errors(include_url=False, include_context=False, include_input=False)[:MOST_PROBLEMS]
    ]


def _name_place(place: tuple[int | str, ...], message: str, elements: Any) -> tuple[str, str]:
    """Name the element by its id where it has one, else by its number, and the field that is wrong."""
    if len(place) < 2 or place[0] != "elements" or not isinstance(place[1], int):
        return "", f"{'.'.join(map(str, place)) or 'design'}: {message}"
    element = elements[place[1]]
    known = element.get("id") if isinstance(element, dict) else None
    name = known if isinstance(known, str) and len(known) <= 40 else str(place[1] + 1)
    return name, f"{'.'.join(map(str, place[3:])) or 'element'}: {message}"
