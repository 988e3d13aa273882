"""Errands: jobs of the outbox that need no mail server, each kind with the one function that runs it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType

from sendback.delivery.buying import buy_label
from sendback.delivery.library import save_copies
from sendback.delivery.model import Job, Kind
from sendback.delivery.order_imports import import_orders
from sendback.delivery.parts import WorkerParts
from sendback.delivery.voiding import void_label

Errand = Callable[[WorkerParts, Job, datetime], None]
"""Do it, or raise Needless, Trouble or Problem; it may be run again after a crash, so it asks first what was done."""

ERRANDS: Mapping[Kind, Errand] = MappingProxyType(
    {Kind.BUY: buy_label, Kind.VOID: void_label, Kind.SAVE: save_copies, Kind.ORDERS: import_orders}
)
