"""A device of another shop gets nothing of this one at any address of the dock, whether it is served by its like or not."""

from datetime import datetime

from flask import Flask
from flask.testing import FlaskClient

from sendback.database.model import Database
from tests.conftest import MakeShop
from tests.docking import HEADERS, as_device, begin, hire, pair
from tests.web.test_strangers import list_requests, refuse_changes, refuse_leaks, victim
from tests.web.victim import Victim

__all__ = ["victim"]


def test_a_device_of_another_shop(
    app: Flask, client: FlaskClient, database: Database, victim: Victim, make_shop: MakeShop, now: datetime
) -> None:
    theirs = make_shop().shop
    device, secret = pair(database, theirs, now)
    shift = begin(database, device, hire(database, theirs, now), now)
    as_device(client, device, secret)
    event = {"id": "01M8FB57DCNA6VC57B6YX6MT54", "number": 1, "kind": "receive", "shift": shift.shift_id}
    event |= {"shop": victim.founded.shop.slug, "body": {"return_id": victim.item.return_id}}
    body = {"code": victim.item.rma, "text": victim.item.rma, "events": [event]}
    asked = [each for each in list_requests(app, victim, secret) if each[2].startswith("/dock/api/")]
    assert asked
    for rule, method, path in asked:
        if rule.endpoint not in ("dock.end_shift", "dock.leave") and method != "OPTIONS":
            answer = client.open(path, method=method, json=body if method == "POST" else None, headers=HEADERS)
            refuse_leaks(victim, answer, path, victim.item.rma)  # a code is said again as it was read
            assert answer.status_code == 404 or not {"slug", "return_id"} & rule.arguments, path
    refuse_changes(database, victim)
