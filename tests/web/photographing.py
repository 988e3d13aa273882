"""What a browser sends of photos, and a shop that asks for them."""

import io
from itertools import count
from typing import Any

from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse

from sendback.shops.founding import Founded
from tests.web.shopping import ORIGIN

REASONS = [
    {"code": "damaged", "label": {"en": "Damaged"}, "photos": "required"},
    {"code": "wrong_item", "label": {"en": "Wrong item"}, "photos": "optional"},
    {"code": "too_small", "label": {"en": "Too small"}},
]
_keys = count(1)


def send_photo(client: FlaskClient, founded: Founded, session: str, photo: bytes, key: str = "", **headers: str) -> TestResponse:
    """Send a photo as the widget does: its bytes are the body."""
    sent = {"Origin": ORIGIN, "Sendback-Session": session, "Idempotency-Key": key or f"photo-{next(_keys)}", **headers}
    address = f"/api/v1/widget/{founded.publishable_key}/photos"
    return client.post(address, data=photo, headers=sent, content_type="image/jpeg")


def take_id(client: FlaskClient, founded: Founded, session: str, photo: bytes) -> str:
    """Send a photo that is taken and return its id."""
    answer = send_photo(client, founded, session, photo)
    assert answer.status_code == 201, answer.text
    return str(answer.get_json()["id"])


def ask_line(photos: list[str] | None = None, reason: str = "damaged", line_id: str = "1", **changes: Any) -> dict[str, Any]:
    """Ask for one unit of a line, with photos."""
    return {"id": line_id, "quantity": 1, "reason": reason, "photos": photos or [], **changes}


def post_photos(client: FlaskClient, secret: str, photos: list[bytes], key: str = "form") -> TestResponse:
    """Send photos by the form of the status page."""
    files = [FileStorage(io.BytesIO(photo), f"{place}.jpg") for place, photo in enumerate(photos)]
    answer = client.post(f"/r/{secret}/photos", data={"key": key, "photo": files})
    answer.request.environ["wsgi.input"].close()  # the test client keeps a large body in a file
    return answer
