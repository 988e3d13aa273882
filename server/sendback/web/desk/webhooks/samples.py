"""How to verify what we send, in three languages; docs/webhooks.md says the same, and a test compares them."""

SAMPLES = {
    "Python": """\
# pip install standardwebhooks
from standardwebhooks.webhooks import Webhook

event = Webhook(SECRET).verify(request.get_data(), dict(request.headers))
""",
    "JavaScript": """\
// npm install standardwebhooks
import { Webhook } from "standardwebhooks";

const event = new Webhook(SECRET).verify(rawBody, request.headers);
""",
    "PHP": """\
// composer require standard-webhooks/standard-webhooks
$webhook = new \\StandardWebhooks\\Webhook($secret);
$event = $webhook->verify(file_get_contents('php://input'), getallheaders());
""",
}
