"""What stands in the file of `sendback shop options`, before anything of it is sealed or saved."""

from collections.abc import Sequence
from typing import Any, BinaryIO

from sendback.errors import Code, Problem
from sendback.web.reading import parse_json


def read_options(file: BinaryIO, names: Sequence[str]) -> dict[str, Any]:
    """Read the file, strictly; Problem invalid-json names what it may not hold."""
    given = parse_json(file.read())
    if unknown := sorted(set(given) - set(names)):
        raise Problem(Code.INVALID_JSON, f"The file may hold {', '.join(names)}; not {', '.join(unknown)}.")
    return given


def list_carriers(given: dict[str, Any]) -> list[dict[str, Any]]:
    """List the contracts that the file names; Problem invalid-json when they or their secrets have another shape."""
    carriers = given.get("carriers", [])
    if not isinstance(carriers, list) or not all(isinstance(carrier, dict) for carrier in carriers):
        raise Problem(Code.INVALID_JSON, "`carriers` is a list of objects.")
    secrets = [carrier.get("secrets", {}) for carrier in carriers]
    if not all(isinstance(kept, dict) and all(isinstance(text, str) for text in kept.values()) for kept in secrets):
        raise Problem(Code.INVALID_JSON, "`secrets` is an object of texts.")
    return carriers
