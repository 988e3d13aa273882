"""A process that takes in withdrawals one after another and says of each that it did; run by the test of power cuts."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from sendback.app import make_context
from sendback.settings.model import Settings
from sendback.shops.store import get_shop_by_slug
from sendback.withdrawals.model import Statement
from sendback.withdrawals.receiving import receive

folder, many = Path(sys.argv[1]), int(sys.argv[2])
context = make_context(Settings(folder=folder))
shop = context.database.read(get_shop_by_slug, "nordlys")
for number in range(many):
    statement = Statement("Aino Järvenpää", f"SB-{number}", "aino@example.fi", "", "fi")
    item = context.database.write(receive, context.vault, shop, context.settings.base_url, statement, datetime.now(UTC))
    os.write(1, f"ACK {item.withdrawal_id}\n".encode())
