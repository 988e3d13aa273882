"""A label that travels in the box of an order: inert until a return uses it."""

from dataclasses import dataclass
from datetime import datetime

from sendback.shops.model import ShipMail


@dataclass(frozen=True, slots=True)
class PreparedLabel:
    """A reserved RMA number and what its paper is drawn with; it takes no units, costs nothing and is no return.

    `kid` and `token_id` make the order token of its slip, the same each time. `mail` is what was mailed when the order
    shipped, NONE when nothing may be, None while nobody has said. `return_id` is the return that used it.
    """

    shop_id: str
    order_id: str
    rma: str
    settings_version: int
    kid: str
    token_id: str
    made_at: datetime
    mail: ShipMail | None = None
    return_id: str | None = None
