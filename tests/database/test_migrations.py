"""Steps are applied once, whole or not at all, and never change afterwards."""

import re
from dataclasses import replace

import pytest

from sendback.database.migrations import Step, StepChanged, apply_steps, read_steps
from sendback.database.model import Database, Tx

ONE = Step("9001_one.sql", "checksum one", ("CREATE TABLE one (a TEXT)",))
TWO = Step("9002_two.sql", "checksum two", ("CREATE TABLE two (a TEXT)", "INSERT INTO two (a) VALUES ('x')"))


def tables(database: Database) -> set[str]:
    sql = (
        "SELECT name FROM sqlite_schema WHERE type = 'table'"
        if database.engine == "sqlite"
        else "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'"
    )
    return {row["name"] for row in database.read(lambda tx: tx.all(sql))}


def test_a_step_is_applied_once(own: Database) -> None:
    assert own.write(apply_steps, [ONE]) == ["9001_one.sql"]
    assert own.write(apply_steps, [ONE, TWO]) == ["9002_two.sql"]
    assert own.write(apply_steps, [ONE, TWO]) == []


def test_an_open_database_needs_no_step(own: Database) -> None:
    assert own.migrate() == []


def test_a_step_that_was_edited_later_is_refused_by_name(own: Database) -> None:
    own.write(apply_steps, [ONE])
    with pytest.raises(StepChanged, match="9001_one"):
        own.write(apply_steps, [replace(ONE, checksum="another"), TWO])
    assert "two" not in tables(own)


def test_a_step_that_fails_half_way_leaves_nothing(own: Database) -> None:
    broken = replace(TWO, statements=(*TWO.statements, "INSERT INTO nowhere VALUES (1)"))
    with pytest.raises(Exception, match="nowhere"):
        own.write(apply_steps, [ONE, broken])
    assert not {"one", "two"} & tables(own)
    assert own.write(apply_steps, [ONE, TWO]) == ["9001_one.sql", "9002_two.sql"]


def test_packaged_steps_are_numbered_without_gaps() -> None:
    names = [step.name for step in read_steps(str)]
    assert [name[:5] for name in names] == [f"{n:04}_" for n in range(1, len(names) + 1)]


def test_both_engines_get_the_same_tables(own: Database) -> None:
    created: set[str] = set()

    def listing(text: str) -> str:
        created.update(re.findall(r"CREATE TABLE (\w+)", text))
        for before, after in re.findall(r"ALTER TABLE (\w+) RENAME TO (\w+)", text):
            created.remove(before)
            created.add(after)
        created.difference_update(re.findall(r"DROP TABLE (\w+)", text))
        return text

    read_steps(listing)
    assert {*created, "migrations", "marks"} <= tables(own)


def test_a_step_keeps_its_checksum_whatever_engine_reads_it() -> None:
    from sendback.database.postgres import for_postgres

    assert [s.checksum for s in read_steps(str)] == [s.checksum for s in read_steps(for_postgres)]


def test_migrating_needs_no_open_transaction_elsewhere(own: Database) -> None:
    def look(tx: Tx) -> list[str]:
        tx.one("SELECT 1 AS n")
        return own.migrate()

    assert own.read(look) == []
