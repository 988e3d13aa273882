"""The sandbox carrier as a test wants it: with a ledger that outlives a process, and faults that begin and end."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sendback.carriers.configuration import Budget, CarrierSetting, Fault, SandboxSetting
from sendback.carriers.model import Carrier
from sendback.carriers.opening import open_carrier
from sendback.carriers.sandbox_store import Sold, open_ledger
from sendback.carriers.watch import Watch

PREPAID = {"id": "prepaid", "kind": "prepaid", "carrier": "sandbox", "service": "standard"}
DROP_OFF = {"id": "drop_off", "kind": "drop_off", "carrier": "sandbox", "service": "dropoff"}
SANDBOX = {"code": "sandbox", "settings": {"kind": "sandbox"}}
WITH_LABELS = {"options": [PREPAID, DROP_OFF], "carriers": [SANDBOX]}


@dataclass
class Van:
    """Open the sandbox for a worker; `fault` is what goes wrong from now on. A busy machine has time to answer."""

    ledger: Path
    fault: Fault = Fault.NONE
    budget: Budget = field(default_factory=lambda: Budget(quote_seconds=30, buy_seconds=30, other_seconds=30))
    opened: int = 0

    def __call__(
        self, setting: CarrierSetting, secrets: Mapping[str, str], shop_id: str, watch: Watch, clock: Callable[[], datetime]
    ) -> Carrier:
        self.opened += 1
        assert isinstance(setting, SandboxSetting)
        changes = {"ledger": str(self.ledger), "fault": self.fault, "budget": self.budget}
        return open_carrier(setting.model_copy(update=changes), secrets, shop_id, watch, clock)

    def list_sold(self, shop_id: str) -> list[Sold]:
        """List what the carrier sold to a shop, voided or not."""
        return open_ledger(str(self.ledger)).list_sold(shop_id)
