"""Carriers with nothing around them but a clock that stands still, and memories of their own."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sendback.carriers.configuration import SandboxSetting
from sendback.carriers.sandbox import SandboxCarrier
from sendback.carriers.sandbox_store import SandboxLedger
from tests.conftest import Clock

MakeSandbox = Callable[..., SandboxCarrier]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[SandboxLedger]:
    ledger = SandboxLedger(str(tmp_path / "carrier.db"))
    yield ledger
    ledger.close()


@pytest.fixture
def make_sandbox(ledger: SandboxLedger, clock: Clock) -> MakeSandbox:
    """Make sandboxes that share one memory, each with its own faults."""

    def make(**changes: Any) -> SandboxCarrier:
        return SandboxCarrier(SandboxSetting(**changes), ledger, "shop_1", clock)

    return make
