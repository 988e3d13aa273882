"""A shop that answers Sendback's question for an order. SENDBACK_LOOKUP_SECRET is what the desk showed once."""

import os

from flask import Flask, abort, request
from standardwebhooks import Webhook, WebhookVerificationError

app = Flask(__name__)
ORDERS = {
    "A-2001": {
        "number": "A-2001",
        "ordered_on": "2026-11-02",
        "currency": "EUR",
        "name": "Aino Järvenpää",
        "email": "aino@example.fi",
        "address": {"lines": ["Hämeenkatu 5 A 12"], "postcode": "33100", "city": "Tampere", "country": "FI"},
        "lines": [{"id": "1", "title": "Enamel mug", "sku": "MUG-2", "quantity": 2, "unit_price_minor": 1600}],
    }
}


@app.post("/sendback/order")
def answer():
    try:
        asked = Webhook(os.environ["SENDBACK_LOOKUP_SECRET"]).verify(request.get_data(), dict(request.headers))
    except WebhookVerificationError:
        abort(401)
    number = asked["order_number"].lstrip("#").upper()  # as the shopper typed it
    return ORDERS.get(number) or abort(404)
