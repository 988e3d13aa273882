"""The page about designs names every field, fact, condition and fault there is, and its example is sound."""

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from sendback.paper.design.builtin import list_sizes
from sendback.paper.design.checking import check_design
from sendback.paper.design.conditions import CONDITIONS
from sendback.paper.design.facts import FACTS
from sendback.paper.design.faults import Fault
from sendback.paper.design.model import (
    AddressElement,
    BoxElement,
    Column,
    Design,
    ImageElement,
    LineElement,
    SymbolElement,
    TableElement,
    TextElement,
)
from sendback.paper.design.reading import read_design
from sendback.paper.model import DocumentKind

PAGE = (Path(__file__).parents[3] / "docs" / "paper-designs.md").read_text("utf-8")
MODELS = (Design, TextElement, AddressElement, SymbolElement, ImageElement, LineElement, BoxElement, TableElement, Column)


@pytest.mark.parametrize("model", MODELS)
def test_every_field_is_told(model: type[BaseModel]) -> None:
    assert [name for name in model.model_fields if f"`{name}`" not in PAGE] == []


@pytest.mark.parametrize("fact", FACTS)
def test_every_fact_has_its_row(fact: str) -> None:
    assert f"| `{fact}` | {FACTS[fact].kind.value} | {FACTS[fact].description} |" in PAGE


@pytest.mark.parametrize("condition", CONDITIONS)
def test_every_condition_has_its_row(condition: str) -> None:
    assert f"| `{condition}` | {CONDITIONS[condition].description} |" in PAGE


@pytest.mark.parametrize("fault", Fault)
def test_every_fault_has_its_row(fault: Fault) -> None:
    assert f"| `{fault.value}` | " in PAGE


@pytest.mark.parametrize("kind", DocumentKind)
def test_every_kind_has_its_row(kind: DocumentKind) -> None:
    (row,) = re.findall(rf"^\| `{kind.value}` \|.*\| ([^|]*) \|$", PAGE, re.MULTILINE)
    assert row == ", ".join(size.value for size in list_sizes(kind))


def test_the_example_is_sound() -> None:
    (example,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    assert check_design(read_design(example), DocumentKind.LABEL) == []
