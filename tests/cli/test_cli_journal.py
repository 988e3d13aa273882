"""`sendback journal`: what was changed is named, and a head that somebody kept shows what the chain alone cannot."""

import json
import os
import re
from pathlib import Path
from typing import Any

from sendback.database.model import Tx
from sendback.database.opening import open_database
from sendback.journal.model import BEGINNING, chain_hash
from tests.cli.conftest import Type
from tests.journal.forging import forge


def change(work: Any) -> None:
    database = open_database(os.environ["SENDBACK_DATABASE_URL"])
    database.write(work)
    database.close()


def rewrite_all(tx: Tx) -> None:
    """Forge the whole chain with its head, as only an operator can."""
    previous = BEGINNING
    for row in tx.all("SELECT * FROM journal ORDER BY seq"):
        facts = {**row, "actor": "somebody else"}
        del facts["hash"]
        previous = chain_hash(previous, facts)
        forge(
            tx,
            "UPDATE journal SET actor = :a, hash = :h WHERE shop_id = :s AND seq = :q",
            a="somebody else", h=previous, s=row["shop_id"], q=row["seq"],
        )  # fmt: skip
        tx.run("UPDATE shop_heads SET journal_hash = :h WHERE shop_id = :s", h=previous, s=row["shop_id"])


def cut_the_end(tx: Tx) -> None:
    """Take the last event away and move the head back."""
    last, before = tx.all("SELECT * FROM journal ORDER BY seq DESC LIMIT 2")
    forge(tx, "DELETE FROM journal WHERE shop_id = :s AND seq = :q", s=last["shop_id"], q=last["seq"])
    tx.run(
        "UPDATE shop_heads SET journal_seq = :q, journal_hash = :h WHERE shop_id = :s",
        q=before["seq"], h=before["hash"], s=last["shop_id"],
    )  # fmt: skip


def test_a_changed_event_is_named_for_people_and_for_machines(type_in_shop: Type) -> None:
    assert re.search(r"^nordlys +holds$", type_in_shop("journal", "verify").output, re.MULTILINE)
    change(lambda tx: forge(tx, "UPDATE journal SET actor = 'nobody' WHERE seq = 2"))
    told = type_in_shop("journal", "verify")
    assert (told.exit_code, "event 2: it, or its place, was changed" in told.output) == (1, True)
    assert json.loads(type_in_shop("journal", "verify", "--json").output)[0]["fault"]["what"] == "changed"


def test_a_head_kept_elsewhere_shows_a_chain_that_was_written_anew_or_cut_off(type_in_shop: Type, tmp_path: Path) -> None:
    head = tmp_path / "head.txt"
    head.write_text(type_in_shop("journal", "head").output)
    assert type_in_shop("journal", "verify", "--head", head).exit_code == 0
    for rewrite in (cut_the_end, rewrite_all):
        change(rewrite)
        assert type_in_shop("journal", "verify").exit_code == 0, "the chain alone holds"
        told = type_in_shop("journal", "verify", "--head", head)
        assert (told.exit_code, "not the one that the given head names" in told.output) == (1, True)


def test_a_head_of_a_shop_that_is_not_here_is_no_proof(type_in_shop: Type, tmp_path: Path) -> None:
    head = tmp_path / "head.txt"
    text = type_in_shop("journal", "head").output
    head.write_text(re.sub(r"shop: \w+", "shop: 01ELSEWHERE", text))
    assert type_in_shop("journal", "verify", "--head", head).exit_code == 1
    head.write_text("nothing")
    assert type_in_shop("journal", "verify", "--head", head).stderr.startswith("invalid-fields: ")
