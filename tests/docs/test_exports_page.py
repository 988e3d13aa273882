"""docs/exports.md names every column, as the exports have them."""

from pathlib import Path

import pytest

from sendback.reports.columns import COLUMNS
from sendback.reports.model import Column, Table

PAGE = (Path(__file__).parents[2] / "docs" / "exports.md").read_text("utf-8")


def write_row(column: Column) -> str:
    personal = "yes" if column.is_personal else ""
    return f"| `{column.name}` | {column.kind} | {personal} | {column.about} |"


@pytest.mark.parametrize("table", Table)
def test_every_column_has_its_row_in_the_table_of_its_export(table: Table) -> None:
    part = PAGE.partition(f"## {table.value}\n")[2].partition("\n## ")[0]
    rows = [line for line in part.splitlines() if line.startswith("| `")]
    assert rows == [write_row(column) for column in COLUMNS[table]]
