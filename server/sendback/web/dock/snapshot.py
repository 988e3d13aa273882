"""What a device carries with it, for where there is no network."""

from flask import Response, g, jsonify, request

from sendback.receiving.scanning.cursor import read_cursor, write_cursor
from sendback.receiving.scanning.snapshot import MOST_BYTES, MOST_RETURNS, read_page
from sendback.web.context import get_context
from sendback.web.dock.auth import needs_device
from sendback.web.dock.telling import write_time


@needs_device
def show_snapshot() -> Response:
    """Show the next page of what is expected, or of what changed since the cursor."""
    shops, context = [each.shop for each in g.served], get_context()
    page = context.database.read(read_page, shops, read_cursor(request.args.get("cursor", "")))
    slugs = {shop.shop_id: shop.slug for shop in shops}
    bounds = {"returns": MOST_RETURNS, "bytes": MOST_BYTES, "left_out": [slugs[each] for each in page.left_out]}
    told = {
        "items": page.items,
        "common": page.common,
        "gone": page.gone,
        "anew": [slugs[each] for each in page.anew],
        "shops": list(slugs.values()),
        "cursor": write_cursor(page.cursor),
        "more": page.more,
        "bounds": bounds,
        "server_time": write_time(context.clock()),
    }
    return jsonify(told)
