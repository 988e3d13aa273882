"""The owner of a shop, signed in, as every test of the builder starts."""

from datetime import datetime
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from sendback.database.model import Database
from sendback.shops.model import Shop
from sendback.shops.sign_in import Role
from tests.people import open_session
from tests.web.victim import COOKIE


def sign_in(client: FlaskClient, database: Database, shop: Shop, now: datetime, role: Role = Role.OWNER) -> FlaskClient:
    """Sign a person in to a shop."""
    client.set_cookie(COOKIE, open_session(database, shop.shop_id, role, now))
    return client


def put_settings(client: FlaskClient, settings: Any, version: int | None = 1, **headers: str) -> TestResponse:
    """Save settings that were changed from a version; none leaves the header out."""
    matched = {} if version is None else {"If-Match": f'"{version}"'}
    return client.put("/builder/settings", json=settings, headers={**matched, **headers})


def as_sent(shop: Shop, **changes: Any) -> dict[str, Any]:
    """Write a shop's settings as the builder would send them, parts changed."""
    return {**shop.settings.model_dump(mode="json"), **changes}
