"""The code that a phone shows in the place of a label."""

from flask import Response

from sendback.errors import Code, Problem
from sendback.returns.model import PRINTABLE
from sendback.returns.parcel_store import get_parcel
from sendback.web.boxes import write_code
from sendback.web.code_picture import draw_code
from sendback.web.context import get_context
from sendback.web.status.finding import find_by_secret


def show_code(secret: str, number: int) -> Response:
    """Draw the code that a phone shows in the place of a label; link-expired once the return cannot be sent."""
    context = get_context()
    shop, item = find_by_secret(secret)
    if item.status not in PRINTABLE:
        raise Problem(Code.LINK_EXPIRED, "There is no valid code for this return. Its page tells where it stands.")
    parcel = context.database.read(get_parcel, item.shop_id, item.return_id, number)
    picture = draw_code(write_code(context.links.base_url, shop, item, parcel))
    return Response(picture, mimetype="image/svg+xml", headers={"X-Robots-Tag": "noindex"})
