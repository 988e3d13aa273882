"""Whether anything is new: a mark of all that the page shows, asked for now and then by its script."""

import hashlib
import json
from collections.abc import Sequence

from flask import Response, jsonify

from sendback.database.model import Tx
from sendback.returns.message_store import list_messages
from sendback.returns.messages import Message, MessageKind
from sendback.returns.model import Return
from sendback.returns.parcel_store import list_parcels
from sendback.returns.parcels import Parcel
from sendback.web.context import get_context
from sendback.web.status.finding import find_by_secret


def show_mark(secret: str) -> Response:
    """Tell the page's mark and nothing else."""
    _, item = find_by_secret(secret)
    parcels, said = get_context().database.read(_read, item)
    return jsonify(mark=mark_page(item, parcels, said))


def mark_page(item: Return, parcels: Sequence[Parcel], said: Sequence[Message]) -> str:
    """Make a mark that changes whenever the page would; of what the desk alone sees nothing goes into it."""
    moments = [item.updated_at, item.received_at, item.closed_at, item.refund_due_at, item.refunded_at]
    shown = [(message.number, message.is_open) for message in said if message.kind is not MessageKind.NOTE]
    boxes = [(box.number, box.state.value, str(box.seen_at), box.tracking_number) for box in parcels]
    whole = json.dumps([item.status.value, [str(moment) for moment in moments], shown, boxes])
    return hashlib.sha256(whole.encode()).hexdigest()[:16]


def _read(tx: Tx, item: Return) -> tuple[list[Parcel], list[Message]]:
    return list_parcels(tx, item.shop_id, item.return_id), list_messages(tx, item.shop_id, item.return_id)
