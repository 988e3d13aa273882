"""Files in our own words, as `examples/orders.csv`."""

from sendback.orders.intake.fields import NAMES
from sendback.orders.intake.shapes import Shape, spell

_HEADERS = {name: (spell(name),) for name in NAMES}
_ALL = {**_HEADERS, "order_number": ("order number", "number"), "unit_price_minor": ("unit price minor",)}
OWN = (
    Shape("sendback", "Sendback", frozenset({"order number", "title", "quantity"}), _ALL),
    Shape("sendback", "Sendback", frozenset({"number", "title", "quantity"}), _ALL),
)
