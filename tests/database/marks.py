"""Writing and reading the scratch table, in this process and in children that may be killed."""

import sys

from sendback.database.model import Database, Tx
from sendback.database.opening import open_database


def add(tx: Tx, name: str, n: int = 1) -> str:
    """Add a mark and return its name."""
    tx.run("INSERT INTO marks (name, n) VALUES (:name, :n)", name=name, n=n)
    return name


def count_up(tx: Tx, name: str) -> int:
    """Count a mark up by one and return where it stands."""
    row = tx.one("UPDATE marks SET n = n + 1 WHERE name = :name RETURNING n", name=name)
    assert row is not None
    return int(row["n"])


def names(database: Database) -> set[str]:
    """Return every mark's name."""
    return {row["name"] for row in database.read(lambda tx: tx.all("SELECT name FROM marks"))}


def write_until_killed(url: str, prefix: str) -> None:
    """Add marks for ever and say each name once it is acknowledged."""
    database, n = open_database(url), 0
    while True:
        n += 1
        print(database.write(add, f"{prefix}-{n}"), flush=True)


def count_up_often(url: str, name: str, times: int) -> None:
    """Count one mark up many times, beside another process that does the same."""
    database = open_database(url)
    for _ in range(times):
        database.write(count_up, name)
    database.close()


if __name__ == "__main__":
    if sys.argv[1] == "write":
        write_until_killed(*sys.argv[2:4])
    else:
        count_up_often(sys.argv[2], sys.argv[3], int(sys.argv[4]))
