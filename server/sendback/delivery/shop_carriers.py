"""A shop's carrier, opened with the shop's own contract, and the parcel told in the carrier's terms."""

from collections.abc import Mapping

from pydantic import TypeAdapter, ValidationError

from sendback.carriers import configuration
from sendback.carriers.model import Carrier, CarrierTrouble, Content, Parcel, TroubleKind
from sendback.delivery.parts import WorkerParts
from sendback.orders.model import Order
from sendback.returns import parcels
from sendback.returns.model import Return
from sendback.shops.contracts import CarrierSetting, open_secrets
from sendback.shops.model import Mode, Shop, ShopSettings

UNKNOWN_WEIGHT_G = 1000
"""What a box is said to weigh where the shop never told what its articles do."""

_SETTINGS: TypeAdapter[configuration.CarrierSetting] = TypeAdapter(configuration.CarrierSetting)
_OPERATORS = ("ledger", "servers")
"""Settings that name files and hosts: a shop must not choose those of the installation's machine."""


def open_shop_carrier(parts: WorkerParts, shop: Shop, code: str) -> Carrier:
    """Open a carrier with the newest contract; CarrierTrouble REFUSED where the shop has none, or none that can be used."""
    contract = next((carrier for carrier in shop.settings.carriers if carrier.code == code), None)
    if contract is None:
        raise _refuse("The shop has no contract with this carrier any more. Choose another way to send it.")
    setting = read_contract(contract)
    if setting.kind == "sandbox" and shop.mode is Mode.LIVE:
        raise _refuse("The sandbox moves nothing, so a live shop cannot use it.")
    try:
        secrets = open_secrets(parts.vault, shop.shop_id, contract)
    except ValueError:
        raise _refuse("The contract's secrets were sealed under another installation key. Enter them again.") from None
    return parts.open_carrier(setting, secrets, shop.shop_id, parts.watch, parts.clock)


def read_contract(contract: CarrierSetting) -> configuration.CarrierSetting:
    """Read what the carriers step needs to know; CarrierTrouble REFUSED names the setting that does not fit."""
    if forbidden := [name for name in _OPERATORS if name in contract.settings]:
        raise _refuse(f"Only the operator may set {' and '.join(forbidden)}.")
    try:
        setting = _SETTINGS.validate_python(contract.settings)
    except ValidationError as error:
        wrong = ", ".join(".".join(map(str, fault["loc"])) for fault in error.errors()[:3])
        raise _refuse(f"The carrier's settings do not fit: {wrong}.") from None
    if setting.code != contract.code:
        raise _refuse(f"These settings are for {setting.code}, not for {contract.code}.")
    return setting


def describe_parcel(settings: ShopSettings, item: Return, orders: Mapping[str, Order], box: parcels.Parcel) -> Parcel:
    """Tell a carrier of a box: everything of the return stands with its first one, for nobody knows what is in which."""
    home = item.return_to or settings.delivery.return_address.as_address()
    weights = {(order.order_id, line.line_id): line.weight_g for order in orders.values() for line in order.lines}
    sender, first = item.consignor.address, box.number == 1
    sent = item.sent_lines
    weight = sum((weights.get((line.order_id, line.line_id)) or 0) * line.quantity for line in sent) if first else 0
    contents = tuple(
        Content(line.title, line.sku, line.quantity, line.unit_price_minor, orders[line.order_id].currency or "") for line in sent
    )
    return Parcel(
        reference=box.reference,
        service=box.service,
        sender=sender,
        receiver=home,
        weight_g=weight or UNKNOWN_WEIGHT_G,
        sender_phone=item.consignor.phone,
        sender_email=item.consignor.email,
        receiver_email=settings.delivery.from_email,
        contents=contents if first else (),
        cross_border=bool(sender.country and home.country and sender.country != home.country),
    )


def _refuse(reason: str) -> CarrierTrouble:
    return CarrierTrouble(TroubleKind.REFUSED, reason)
