"""No carrier: any post, at no cost to the shop."""

from sendback.carriers.address_only import AddressOnly
from sendback.carriers.model import Carrier
from tests.carriers.parcels import make_parcel


def test_any_post_is_free_has_no_number_and_no_label_of_its_own() -> None:
    carrier: Carrier = AddressOnly()
    (quote,) = carrier.quote(make_parcel())
    bought = carrier.buy(make_parcel())
    assert (quote.carrier, quote.cost_minor, quote.service) == ("address_only", 0, bought.service)
    assert (bought.tracking_number, bought.label, bought.label_form, bought.carrier_name) == (None, b"", None, "")
    assert carrier.find(bought.reference) == bought
    assert carrier.track("anything") == ()
    carrier.void(bought.ref)


def test_a_parcel_in_a_log_names_nobody() -> None:
    shown = repr(make_parcel())
    assert "R100000016-1" in shown
    assert not any(secret in shown for secret in ("Aino", "Tampere", "33100", "+358", "@", "Esplanadi"))
