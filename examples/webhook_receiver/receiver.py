"""A receiver of Sendback's webhooks: verifies, skips what it has seen, answers at once."""

import os

from flask import Flask, request
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

app = Flask(__name__)
webhook = Webhook(os.environ["SENDBACK_WEBHOOK_SECRET"])  # whsec_…, from Settings → Webhooks
seen: set[str] = set()  # a table of your database in real life
newest: dict[str, int] = {}  # the highest sequence of each return


@app.post("/hooks/returns")
def receive() -> tuple[str, int]:
    """Take one event; the body is verified as it came, before anything in it is believed."""
    try:
        event = webhook.verify(request.get_data(), dict(request.headers))
    except WebhookVerificationError:
        return "This is not from Sendback.", 400
    if event["id"] in seen:
        return "Seen.", 200
    seen.add(event["id"])
    about = event["data"].get("rma") or event["data"].get("withdrawal_id", "")
    if event["sequence"] >= newest.get(about, 0):  # one that failed before may come after a later one
        newest[about] = event["sequence"]
        print(f"{event['type']} {about}", flush=True)
    return "Thank you.", 200
