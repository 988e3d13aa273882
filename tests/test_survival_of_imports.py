"""kill -9 in the middle of an import: whoever goes on doubles nothing and loses nothing."""

import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from sendback.app import make_context
from sendback.database.model import Tx
from sendback.orders.intake import store
from sendback.orders.intake.stages import Import, Stage
from sendback.orders.intake.working import go_on
from sendback.settings.model import Settings
from sendback.shops.founding import found_shop
from sendback.shops.model import Mode
from tests.factories import make_settings
from tests.live import environment_of

ORDERS = 6000


def test_an_import_goes_on_after_kill_9(tmp_path: Path) -> None:
    context = make_context(Settings(folder=tmp_path, base_url="http://127.0.0.1:1"))
    database = context.database
    now = datetime.now(UTC)
    shop = database.write(found_shop, context.vault, "one", "One", Mode.LIVE, make_settings(), "tests", now).shop
    file = tmp_path / "orders.csv"
    file.write_text("order_number,title,quantity\n" + "".join(f"K-{n},Mug,1\n" for n in range(ORDERS)))
    command = [sys.executable, "-m", "sendback", "orders", "import", str(file)]
    with subprocess.Popen(command, env=environment_of(tmp_path, "http://127.0.0.1:1"), stdout=subprocess.DEVNULL) as running:

        def look() -> Import | None:
            return next(iter(database.read(store.list_imports, shop.shop_id)), None)

        ends_at = time.monotonic() + 60
        while not ((item := look()) and item.saved_count) and time.monotonic() < ends_at:
            time.sleep(0.01)
        running.kill()
    assert item is not None
    assert 0 < item.saved_count < ORDERS
    while go_on(database, shop.shop_id, item.import_id, context.clock, 10):
        pass
    done = look()
    assert done is not None
    assert (done.stage, done.saved_count) == (Stage.DONE, ORDERS)

    def count(tx: Tx) -> int:
        row = tx.one("SELECT COUNT(*) AS n FROM orders WHERE shop_id = :s", s=shop.shop_id)
        return int(row["n"]) if row else 0

    assert database.read(count) == ORDERS
    database.close()
