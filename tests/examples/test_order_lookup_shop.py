"""examples/order_lookup answers what is signed, and nobody else; tests/web/test_order_lookup.py asks it through Sendback."""

import json
import urllib.error
import urllib.request
from datetime import UTC, datetime

import pytest
from standardwebhooks import Webhook

from sendback.orders.asking import ask_shop
from sendback.settings.model import Settings
from sendback.settings.reading import get_reach
from tests.examples.order_shop import SECRET, order_shop

HERE = get_reach(Settings(base_url="http://localhost"))


def test_it_answers_with_an_order_or_that_there_is_none_and_only_us() -> None:
    with order_shop() as url:
        told = ask_shop(url, SECRET, "#a-2001", HERE, datetime.now(UTC))
        assert told.order is not None
        assert told.order.number == "A-2001"
        assert told.trouble == ""
        assert ask_shop(url, SECRET, "A-9999", HERE, datetime.now(UTC)).trouble == ""
        other = Webhook("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
        body = json.dumps({"type": "order.lookup", "order_number": "A-2001"})
        now = datetime.now(UTC)
        headers = {
            "webhook-id": "x",
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": other.sign("x", now, body),
        }
        with pytest.raises(urllib.error.HTTPError, match="401"):
            urllib.request.urlopen(urllib.request.Request(url, body.encode(), headers))
