"""A person at the desk who brings a file of orders, and the worker that does what they asked."""

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from sendback.delivery.parts import WorkerParts
from sendback.delivery.worker import run_once
from sendback.web.context import Context
from tests.web.pages import send

PAGE = "/desk/orders/import"
_EDGE = "edge-of-a-part"


def upload(desk: FlaskClient, content: bytes | str, name: str = "orders.csv") -> TestResponse:
    """Upload a file."""
    body = content.encode() if isinstance(content, str) else content
    head = f'--{_EDGE}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()
    whole = head + body + f"\r\n--{_EDGE}--\r\n".encode()  # by hand: the client's own forms leave large files open
    return desk.post(PAGE, data=whole, content_type=f"multipart/form-data; boundary={_EDGE}")


def work(context: Context) -> None:
    """Let the worker do everything that waits, mails apart."""
    parts = WorkerParts(
        database=context.database, vault=context.vault, links=context.links, mailer=None, mail_from="",
        clock=context.clock, store=context.store,
    )  # fmt: skip
    while run_once(parts, context.clock()):
        pass


def bring(desk: FlaskClient, context: Context, content: bytes | str, name: str = "orders.csv") -> str:
    """Upload a file whose columns are known, look at its preview, have it taken in, and return its page's address."""
    address = upload(desk, content, name).headers["Location"]
    work(context)
    assert send(desk, desk.get(address), to="/start").status_code == 303
    work(context)
    return address
