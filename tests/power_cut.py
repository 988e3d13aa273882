"""What a disk holds after the power went: all that was synced, and of the rest whatever it had got to.

A process is watched by strace; its writes are replayed up to a moment, those not synced yet kept, lost or torn by chance.
The folder's entries count as durable, and SQLite's shared memory is forgotten, as after any start of a machine.
"""

import random
import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_CALL = re.compile(r'(\w+)\((\d+)<(.*?)>(?:\(deleted\))?(?:, "((?:\\x[0-9a-f]{2})*)", (\d+))?(?:, (\d+))?\)\s+= (-?\d+)')
SECTOR = 512


@dataclass
class File:
    """A file on the way to the disk: what is there for good, and what may still be lost."""

    synced: bytearray = field(default_factory=bytearray)
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)

    def sync(self) -> None:
        for offset, data in self.pending:
            _apply(self.synced, offset, data)
        self.pending.clear()

    def lose(self, chance: random.Random) -> bytes:
        """Give what is left: each write that was not synced is kept, lost or torn at a sector."""
        left = bytearray(self.synced)
        for offset, data in self.pending:
            fate = chance.random()
            if fate < 0.4:
                continue
            if data is not None and fate < 0.6:
                data = data[: chance.randrange(0, len(data) + 1, SECTOR)]
            _apply(left, offset, data)
        return bytes(left)


@dataclass(frozen=True)
class Moment:
    """A moment at which the process had acknowledged something: what had been said, and the disk at that time."""

    acknowledged: tuple[str, ...]
    files: dict[str, File]

    def leave(self, folder: Path, chance: random.Random) -> None:
        """Write the folder as it is found when the power is back."""
        folder.mkdir(parents=True)
        for name, file in self.files.items():
            if not name.endswith("-shm"):
                (folder / name).write_bytes(file.lose(chance))


def watch(command: Sequence[str], trace: Path) -> None:
    """Run a command to its end and write down every write it makes."""
    calls = "trace=pwrite64,write,ftruncate,fsync,fdatasync"
    subprocess.run(["strace", "-y", "-xx", "-s", "200000", "-e", calls, "-o", trace, *command], check=True)


def replay(trace: Path, folder: Path, before: dict[str, bytes]) -> Iterator[Moment]:
    """Replay what was written below a folder and stop at each `ACK …` on the output; `before` is what stood there first."""
    files = {name: File(bytearray(body)) for name, body in before.items()}
    said: list[str] = []
    for line in trace.read_text("ascii").splitlines():
        call = _CALL.search(line)
        if call is None or int(call[7]) < 0:
            continue
        name, path = call[1], bytes.fromhex(call[3].replace("\\x", "")).decode() if "\\x" in call[3] else call[3]
        data = bytes.fromhex((call[4] or "").replace("\\x", ""))
        if name == "write" and call[2] == "1" and data.startswith(b"ACK "):
            said.append(data.decode().split()[1])
            yield Moment(tuple(said), {known: File(bytearray(f.synced), list(f.pending)) for known, f in files.items()})
        elif Path(path).parent == folder:
            file = files.setdefault(Path(path).name, File())
            if name == "pwrite64":
                file.pending.append((int(call[6]), data))
            elif name == "ftruncate":
                file.pending.append((int(call[6]), None))
            elif name in ("fsync", "fdatasync"):
                file.sync()


def _apply(body: bytearray, offset: int, data: bytes | None) -> None:
    if data is None:
        del body[offset:]
        return
    if len(body) < offset:
        body.extend(bytes(offset - len(body)))
    body[offset : offset + len(data)] = data
