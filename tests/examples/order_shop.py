"""examples/order_lookup, run as its README says."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.ports import free_port

EXAMPLE = Path(__file__).parents[2] / "examples" / "order_lookup"
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


@contextmanager
def order_shop() -> Iterator[str]:
    """Run the shop and give the address that it answers at."""
    port = free_port()
    command = [sys.executable, "-m", "flask", "--app", "answer", "run", "--port", str(port)]
    own = {**os.environ, "SENDBACK_LOOKUP_SECRET": SECRET, "PYTHONDONTWRITEBYTECODE": "1"}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, cwd=EXAMPLE, env=own, **quiet) as shop:
        try:
            _wait(port, shop)
            yield f"http://localhost:{port}/sendback/order"
        finally:
            shop.terminate()


def _wait(port: int, shop: "subprocess.Popen[bytes]") -> None:
    for _ in range(200):
        assert shop.poll() is None
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("the example did not start")
