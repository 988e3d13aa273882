"""A consistent copy of a database while it is written to, and a copy put in its place."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from sendback.errors import Code, Problem

_ENVIRONMENT = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE"}


def find_engine(url: str) -> str:
    """Name the engine behind a URL."""
    return "sqlite" if url.startswith("sqlite:") else "postgres"


def find_sqlite_file(url: str) -> Path:
    """Find the file of an SQLite URL."""
    return Path(url.removeprefix("sqlite:").removeprefix("//"))


def copy_database(url: str, goal: Path) -> None:
    """Copy a database as it is at one moment; who writes meanwhile does not wait."""
    goal.touch(mode=0o600)
    if find_engine(url) == "postgres":
        _run(url, ["pg_dump", "--format=custom", "--no-owner", f"--file={goal}"])
        return
    file = find_sqlite_file(url)
    if not file.exists():
        raise Problem(Code.NOT_FOUND, f"There is no database at {file}.")
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as source, closing(sqlite3.connect(goal)) as copy:
        source.backup(copy)  # all pages in one read transaction: one picture, and writers go on beside it
        copy.execute("PRAGMA journal_mode = DELETE")


def check_copy(file: Path) -> None:
    """Refuse a copy that is no whole SQLite database."""
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as copy:
            said = [row[0] for row in copy.execute("PRAGMA integrity_check")]
    except sqlite3.DatabaseError as error:
        said = [str(error)]
    if said != ["ok"]:
        raise Problem(Code.INVALID_FIELDS, f"The database in this backup is damaged: {said[0]}.")


def refuse_open(file: Path) -> None:
    """Refuse while a server or worker has the database open: it would go on writing into what was replaced."""
    if not file.exists():
        return
    with closing(sqlite3.connect(file, timeout=1, isolation_level=None)) as connection:
        try:
            connection.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.OperationalError:
            raise Problem(Code.BUSY, "The database is in use. Stop the server and the workers first.") from None
        except sqlite3.DatabaseError:
            return  # it is damaged, which is why somebody restores


def put_in_place(copy: Path, file: Path, aside: str) -> None:
    """Put a copy where a database was, in one step; what was there is kept beside it."""
    for ending in ("-wal", "-shm"):
        Path(f"{file}{ending}").unlink(missing_ok=True)
    if file.exists():
        os.link(file, file.with_name(f"{file.name}.{aside}"))
    copy.replace(file)


def load_dump(url: str, dump: Path) -> None:
    """Load a dump in place of what a PostgreSQL database holds, in one transaction."""
    _run(url, ["pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction", "--dbname=", str(dump)])


def _run(url: str, command: Sequence[str]) -> None:
    """Run one of PostgreSQL's own tools; the password travels in the environment, where no process list shows it."""
    from psycopg.conninfo import conninfo_to_dict

    if shutil.which(command[0]) is None:
        detail = f"{command[0]} is not here. Install PostgreSQL's client tools, or back up with your server's own means."
        raise Problem(Code.NOT_FOUND, detail)
    facts = conninfo_to_dict(url)
    known = {_ENVIRONMENT[name]: str(value) for name, value in facts.items() if name in _ENVIRONMENT and value}
    filled = [f"--dbname={facts.get('dbname', '')}" if word == "--dbname=" else word for word in command]
    done = subprocess.run(  # noqa: S603  # our own words and a database that the operator named
        filled, env={**os.environ, **known}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["no word why"]
        raise Problem(Code.BUSY, f"{command[0]} failed: {said[-1]}")
