"""Reading a policy's text: all of it, or every fault with its line and column."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from sendback.policy.book import PolicyBook
from sendback.policy.faults import FaultCode, PolicyFault, PolicyFaults
from sendback.policy.text.messages import describe_fault
from sendback.policy.text.places import Path, Places, find_places
from sendback.policy.text.policy_shape import PolicyText
from sendback.policy.text.toml import MOST_RULES, read_toml, say_too_many
from sendback.policy.text.turning import as_example, as_season, as_terms
from sendback.policy.text.turning_rules import as_rule
from sendback.shops.terms import PolicySetting

MOST_FAULTS = 50
"""What is told at once; whoever mends fifty sees the next."""


def read_policy(text: str, before: PolicySetting | None = None) -> PolicyBook:
    """Read a policy, or raise PolicyFaults; terms that the text leaves out stay as they were before."""
    written = read_toml(text)
    places = find_places(text)
    for name in ("rule", "season", "example"):
        listed = written.get(name)
        if isinstance(listed, list) and len(listed) > MOST_RULES:
            raise PolicyFaults(_fault(places, (name, MOST_RULES), FaultCode.TOO_MANY, say_too_many(name)))
    if astray := next((path for path in _list_terms(written) if path not in places.tables), None):
        raise PolicyFaults(_fault(places, astray, FaultCode.WRONG_TYPE, f"Write this under a line [{'.'.join(astray)}]."))
    try:
        shape = PolicyText.model_validate({name: _as_tuple(value) for name, value in written.items()})
    except ValidationError as refusal:
        found = [(fault["loc"], describe_fault(fault)) for fault in refusal.errors(include_url=False, include_input=False)]
        faults = [_fault(places, path, *said) for path, said in found]
        raise PolicyFaults(*sorted(faults, key=lambda fault: fault.line)[:MOST_FAULTS]) from None
    if doubles := list(_find_doubles(shape, places)):
        raise PolicyFaults(*doubles[:MOST_FAULTS])
    return PolicyBook(
        terms=as_terms(shape.terms, before or PolicySetting()),
        seasons=tuple(as_season(season, places.find(("season", n))[0]) for n, season in enumerate(shape.season)),
        rules=tuple(as_rule(rule, places.find(("rule", n))[0]) for n, rule in enumerate(shape.rule)),
        addresses=shape.address,
        examples=tuple(as_example(example, places.find(("example", n))[0]) for n, example in enumerate(shape.example)),
    )


def _list_terms(written: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """List the tables of terms, which `write_policy` has to find in their places."""
    if "terms" in written:
        yield ("terms",)
        if isinstance(written["terms"], dict) and "thresholds" in written["terms"]:
            yield ("terms", "thresholds")


def _find_doubles(shape: PolicyText, places: Places) -> Iterator[PolicyFault]:
    counts = Counter(rule.id for rule in shape.rule)
    seen = set()
    for number, rule in enumerate(shape.rule):
        if counts[rule.id] > 1 and rule.id in seen:
            yield _fault(places, ("rule", number, "id"), FaultCode.DUPLICATE, f"Another rule is called {rule.id} already.")
        seen.add(rule.id)


def _fault(places: Places, path: Path, code: FaultCode, detail: str) -> PolicyFault:
    line, column = places.find(path)
    return PolicyFault(line, column, code, detail)


def _as_tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
