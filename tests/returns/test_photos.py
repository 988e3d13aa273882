"""The limits of photos stand on the server and in the browser, and are the same."""

import re
from pathlib import Path

import pytest

from sendback.returns.photo_pictures import MOST_SIDE_PX
from sendback.returns.photos import MOST_A_LINE

WIDGET = (Path(__file__).parents[2] / "widget/src/form/photos.ts").read_text("utf-8")


@pytest.mark.parametrize(("name", "limit"), [("MOST_PHOTOS", MOST_A_LINE), ("MOST_PIXELS", MOST_SIDE_PX)])
def test_the_browser_knows_the_same_limit(name: str, limit: int) -> None:
    assert re.findall(rf"const {name} = (\d+);", WIDGET) == [str(limit)]
