"""Every shop is a tenant: each key begins with its id, so that the schema can be spread over machines as it stands."""

import re
from collections.abc import Iterator
from importlib import resources

import pytest

EXEMPT = {
    ("shops", "slug"): "the name in an address, before the shop is known",
    ("shop_keys", "lookup"): "a key is all that a request carries",
}
OF_THE_INSTALLATION = {
    "accounts": "a person may work for several shops",
    "passkeys": "a person's own",
    "recovery_codes": "a person's own",
    "sessions": "a person's own; a cookie is all that a request carries",
    "spent_challenges": "answered before it is known by whom",
}
"""Tables that belong to no one shop: none holds anything of a shop's trade."""
BY_PERSON = {("memberships", "account_id"): "the shops that somebody works for"}
TABLE = re.compile(r"CREATE TABLE (\w+) \((.*?)\n\) STRICT", re.DOTALL)
INDEX = re.compile(r"CREATE (?:UNIQUE )?INDEX \w+ ON (\w+) \(([^)]+)\)")


def read_steps() -> str:
    folder = resources.files("sendback.database.steps")
    texts = [file.read_text("utf-8") for file in folder.iterdir() if file.name.endswith(".sql")]
    return re.sub(r"--[^\n]*", "", "\n".join(texts))


SQL = read_steps()
TABLES = dict(TABLE.findall(SQL))


def keys(body: str) -> Iterator[str]:
    """Give each key's columns, as one text."""
    for line in body.splitlines():
        if inline := re.match(r"\s*(\w+) \w+.*\b(PRIMARY KEY|UNIQUE)\b(?! \()", line):
            yield inline[1]
        yield from re.findall(r"(?:PRIMARY KEY|UNIQUE) \(([^)]+)\)", line)


def test_every_statement_is_understood_here() -> None:
    assert len(TABLES) == SQL.count("CREATE TABLE")
    assert len(INDEX.findall(SQL)) == len(re.findall(r"CREATE (?:UNIQUE )?INDEX", SQL))


@pytest.mark.parametrize("table", TABLES)
def test_every_key_begins_with_the_shop(table: str) -> None:
    found = list(keys(TABLES[table]))
    assert found, "a table needs a primary key"
    if table in OF_THE_INSTALLATION:
        return
    for columns in found:
        assert columns.split(",")[0].strip() == "shop_id" or (table, columns) in EXEMPT, columns


@pytest.mark.parametrize(("table", "columns"), INDEX.findall(SQL))
def test_every_index_begins_with_the_shop(table: str, columns: str) -> None:
    assert columns.split(",")[0].strip() == "shop_id" or table in OF_THE_INSTALLATION or (table, columns) in BY_PERSON


@pytest.mark.parametrize("table", TABLES)
def test_no_row_refers_to_another_shops_row(table: str) -> None:
    for line in TABLES[table].splitlines():
        if "REFERENCES" in line:
            whole = re.search(r"FOREIGN KEY \(shop_id, [^)]+\) REFERENCES \w+ \(shop_id, ", line)
            person = re.match(r"\s*account_id TEXT .*REFERENCES accounts \(account_id\)", line)
            assert whole or person or re.match(r"\s*shop_id TEXT .*REFERENCES shops \(shop_id\)", line), line


@pytest.mark.parametrize("table", TABLES)
def test_columns_have_types_that_both_engines_share(table: str) -> None:
    for line in TABLES[table].splitlines():
        if column := re.match(r"\s*([a-z]\w*) (\w+)", line):
            assert column[2] in ("TEXT", "INTEGER", "BLOB"), line


def test_steps_can_be_split_at_their_semicolons() -> None:
    """The runner splits at ; and drops what follows --, so neither may stand inside a text."""
    assert not re.search(r"'[^'\n]*(;|--)[^'\n]*'", SQL)
