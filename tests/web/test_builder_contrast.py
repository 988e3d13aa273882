"""The builder's script judges colours by the same sums as the server: both are held to one table."""

import json
from pathlib import Path

import pytest

from sendback.shops.look import contrast, mend_contrast

TABLE = json.loads(Path("snippet_builder/test/contrast.json").read_text("utf-8"))


def test_the_table_holds_on_the_server() -> None:
    assert len(TABLE) >= 200
    for row in TABLE:
        assert contrast(row["front"], row["back"]) == pytest.approx(row["ratio"], rel=1e-9)
        assert mend_contrast(row["front"], row["back"]) == row["mended"]
