"""From a setting to a carrier that can be asked, with its guard around it."""

from collections.abc import Callable, Mapping
from datetime import datetime

from sendback.carriers.address_only import AddressOnly
from sendback.carriers.configuration import AddressOnlySetting, CarrierSetting, SandboxSetting
from sendback.carriers.guarded import Guarded
from sendback.carriers.karrio_adapter import KarrioCarrier
from sendback.carriers.model import Carrier
from sendback.carriers.sandbox import SandboxCarrier
from sendback.carriers.sandbox_store import open_ledger
from sendback.carriers.watch import Watch


def open_carrier(
    setting: CarrierSetting, secrets: Mapping[str, str], shop_id: str, watch: Watch, clock: Callable[[], datetime]
) -> Carrier:
    """Open a shop's carrier; `secrets` are the opened ones by the names the setting keeps them under.

    One `watch` belongs to the process: it remembers which carrier of which shop is resting. CarrierTrouble REFUSED when the
    plug-in is not installed or does not take the account.
    """
    if isinstance(setting, AddressOnlySetting):
        return AddressOnly()
    inner: Carrier
    if isinstance(setting, SandboxSetting):
        inner = SandboxCarrier(setting, open_ledger(setting.ledger), shop_id, clock)
    else:
        inner = KarrioCarrier(setting, secrets, clock)
    return Guarded(inner, setting.budget, watch, shop_id, clock)
