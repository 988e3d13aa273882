"""A shop whose order page carries a signed token: everything Sendback needs, and nobody can change it."""

import os
from datetime import UTC, datetime, timedelta

from flask import Flask, abort, render_template_string
from sign_order import sign_order  # examples/sign_order/python/sign_order.py: copy it beside this file

app = Flask(__name__)

ORDERS = {
    "1001": {
        "postcode": "33100",
        "email": "aino@example.fi",
        "items": [
            {"id": "1", "k": "MUG-2", "t": "Enamel mug", "q": 2, "a": 1600},
            {"id": "2", "k": "HAT-1", "t": "Knitted hat", "q": 1, "a": 3900},
        ],
    }
}
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Order {{ number }}</title>
<script async src="{{ url }}/widget/v1/sendback.js" data-shop="{{ key }}"></script>
<h1>Order {{ number }}</h1>
<ul>{% for item in order["items"] %}<li>{{ item.q }} × {{ item.t }}</li>{% endfor %}</ul>
<p><a href="{{ url }}/s/{{ shop }}" data-sendback data-token="{{ token }}">Return an item</a></p>"""


@app.get("/orders/<number>")
def show_order(number):
    order = ORDERS.get(number) or abort(404)
    arrived = (datetime.now(UTC) - timedelta(days=4)).date().isoformat()
    key = os.environ["SENDBACK_SIGNING_KEY"]
    token = sign_order(number, order["items"], key, postcode=order["postcode"], email=order["email"], s=arrived, c="EUR")
    return render_template_string(
        PAGE,
        number=number,
        order=order,
        token=token,
        url=os.environ["SENDBACK_URL"],
        shop=os.environ["SENDBACK_SHOP"],
        key=os.environ["SENDBACK_PUBLISHABLE_KEY"],
    )
