"""Numbered steps that bring any older database to today's shape, in one transaction."""

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import resources

from sendback.database.model import Tx

_END = re.compile(r";[ \t]*(?:\n|$)")
"""Where a statement ends: a trigger has semicolons within its line."""
_LEDGER = "CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, checksum TEXT NOT NULL)"


@dataclass(frozen=True, slots=True)
class Step:
    """One file of `steps/`, split into statements the engine takes one at a time."""

    name: str
    checksum: str
    statements: tuple[str, ...]


class StepChanged(RuntimeError):
    """A step that was applied here has since been edited: the database and the program disagree."""


def read_steps(translate: Callable[[str], str]) -> list[Step]:
    """Read the packaged steps in order, each put into the engine's words by `translate`."""
    files = sorted(
        (f for f in resources.files("sendback.database.steps").iterdir() if f.name.endswith(".sql")),
        key=lambda f: f.name,
    )
    return [_read_step(f.name, f.read_text("utf-8"), translate) for f in files]


def apply_steps(tx: Tx, steps: Sequence[Step]) -> list[str]:
    """Apply what is missing and return its names; refuse when an applied step no longer reads the same."""
    tx.run(_LEDGER)
    applied = {row["name"]: row["checksum"] for row in tx.all("SELECT name, checksum FROM migrations")}
    fresh = []
    for step in steps:
        if step.name in applied:
            if applied[step.name] != step.checksum:
                raise StepChanged(f"Migration {step.name} was changed after it was applied.")
            continue
        for statement in step.statements:
            tx.run(statement)
        tx.run("INSERT INTO migrations (name, checksum) VALUES (:name, :checksum)", name=step.name, checksum=step.checksum)
        fresh.append(step.name)
    return fresh


def _read_step(name: str, text: str, translate: Callable[[str], str]) -> Step:
    bare = "\n".join(line.split("--")[0].rstrip() for line in text.splitlines())
    statements = tuple(s.strip() for s in _END.split(translate(bare)) if s.strip())
    return Step(name, hashlib.sha256(text.encode()).hexdigest(), statements)
