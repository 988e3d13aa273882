"""Reading what is told of a return: itself, its boxes, its course."""

from collections.abc import Sequence

from sendback.database.model import Tx
from sendback.journal.store import list_events
from sendback.returns.model import Return
from sendback.returns.parcel_store import list_parcels
from sendback.returns.rma import show_rma
from sendback.shops.actors import name_actors
from sendback.web.merchant_api.parcel_shapes import BoxShape, describe_box
from sendback.web.merchant_api.return_shapes import HappeningShape, LinksShape, ReturnDetail, list_facts


def read_detail(tx: Tx, base_url: str, item: Return) -> ReturnDetail:
    """Read a return with its boxes and its course."""
    events = list_events(tx, item.shop_id, item.return_id)
    names = name_actors(tx, item.shop_id, [event.actor for event in events])
    api, number = f"{base_url}/api/v1", show_rma(item.rma).replace(" ", "")
    return ReturnDetail(
        **list_facts(item, read_boxes(tx, item)),
        timeline=[HappeningShape(type=event.type, at=event.at, by=names[event.actor]) for event in events],
        links=LinksShape(
            labels=f"{api}/returns/{number}/labels",
            documents=f"{api}/documents?rma={number}",
            desk=f"{base_url}/desk/returns/{item.return_id}",
        ),
    )


def read_boxes(tx: Tx, item: Return) -> Sequence[BoxShape]:
    """Read the boxes of a return."""
    return [describe_box(item.rma, parcel) for parcel in list_parcels(tx, item.shop_id, item.return_id)]
