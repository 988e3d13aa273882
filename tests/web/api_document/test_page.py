"""The API's page tells of every operation, and asks nobody outside for anything."""

import re

from flask.testing import FlaskClient

from sendback.web.api_document.listing import list_operations


def test_every_operation_is_told_of(client: FlaskClient) -> None:
    page = client.get("/docs/api")
    assert page.status_code == 200
    for one in list_operations():
        assert f'id="{one.name}"' in page.text
        assert one.path in page.text
    assert "returns:write" in page.text
    assert "<td>undefined" not in page.text


def test_nothing_is_fetched_from_elsewhere(client: FlaskClient) -> None:
    page = client.get("/docs/api")
    loaded = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert all(address.startswith(("/", "#")) for address in loaded), loaded
    assert "<script" not in page.text
    assert "style=" not in page.text
