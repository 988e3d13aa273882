"""returns, labels, outbox and journal: what an operator does with returns."""

import json
import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.cli.asking import ask
from tests.cli.conftest import Type


@pytest.fixture
def type_with_orders(type_in_shop: Type, orders_file: Path) -> Type:
    assert type_in_shop("orders", "import", orders_file).exit_code == 0
    return type_in_shop


def test_returns_are_listed_and_shown(type_with_orders: Type) -> None:
    waiting, ready = ask("NL1", "Somebody Else"), ask("NL2")
    listed = type_with_orders("returns", "list")
    assert re.search(rf"^{ready} +authorized .* NL2 ", listed.output, re.MULTILINE)
    assert waiting in type_with_orders("returns", "list", "--status", "requested").output
    shown = type_with_orders("returns", "show", ready.lower().replace("-", " "))
    assert "1 × Wool jumper (JUMPER-M)  too_small" in shown.output
    assert "return.authorized" in shown.output
    told = json.loads(type_with_orders("returns", "show", waiting, "--json").output)
    assert (told["status"], told["mismatches"]) == ("requested", ["name"])
    assert (told["lines"][0]["resolution"], told["gift"], told["refund_moment"]) == ("refund", False, "receipt")
    assert len(json.loads(type_with_orders("returns", "list", "--json").output)) == 2


def test_returns_are_approved_declined_and_canceled(type_with_orders: Type) -> None:
    first, second = ask("NL1", "Somebody Else"), ask("NL2", "Somebody Else")
    assert type_with_orders("returns", "approve", first).output == f"{first} is authorized.\n"
    assert type_with_orders("returns", "decline", second, "--reason", "Worn").output == f"{second} is declined.\n"
    assert type_with_orders("returns", "cancel", first).output == f"{first} is canceled.\n"
    for words in (("approve", first), ("decline", second, "--reason", "Twice"), ("cancel", second)):
        refused = type_with_orders("returns", *words)
        assert (refused.exit_code, refused.stderr.partition(":")[0]) == (1, "status-conflict")


@pytest.mark.parametrize("number", ["R1000-0001-5", "R1000-0009-1", "hello"])
def test_a_number_that_is_none_is_refused(number: str, type_with_orders: Type) -> None:
    refused = type_with_orders("returns", "show", number)
    assert (refused.exit_code, refused.stderr.partition(":")[0]) == (1, "not-found")


def test_declining_needs_a_reason(type_with_orders: Type) -> None:
    rma = ask("NL1", "Somebody Else")
    assert type_with_orders("returns", "decline", rma).exit_code == 2
    assert type_with_orders("returns", "decline", rma, "--reason", " ").stderr.startswith("invalid-fields: ")


def test_labels_are_printed_into_one_file_or_one_each(type_with_orders: Type, tmp_path: Path) -> None:
    numbers = [ask("NL1"), ask("NL2")]
    listed = "\n".join([*numbers, "", "nonsense"])
    both = type_with_orders("labels", "print", "-", "--out", "all.pdf", input=listed)
    assert (both.exit_code, both.stdout) == (0, "2 labels in all.pdf.\n")
    assert "row 4" in both.stderr
    assert len(PdfReader(tmp_path / "all.pdf").pages) == 2
    type_with_orders("labels", "print", "-", "--out", "each", input=listed)
    assert len(list((tmp_path / "each").glob("return-label-R*.pdf"))) == 2
    assert type_with_orders("labels", "print", "-", "--out", "none.pdf", input="nonsense").exit_code == 1
    assert not (tmp_path / "none.pdf").exists()


def test_the_outbox_is_listed_and_replayed_only_when_something_failed(type_with_orders: Type) -> None:
    assert type_with_orders("outbox", "list").output == ""
    assert json.loads(type_with_orders("outbox", "list", "--state", "dead", "--json").output) == []
    assert type_with_orders("outbox", "replay", "--all").exit_code == 0
    assert type_with_orders("outbox", "replay").exit_code == 2
    refused = type_with_orders("outbox", "replay", "nothere")
    assert (refused.exit_code, refused.stderr.partition(":")[0]) == (1, "not-found")


def test_the_journal_holds(type_with_orders: Type) -> None:
    ask()
    result = type_with_orders("journal", "verify")
    assert result.exit_code == 0
    assert re.search(r"^nordlys +holds$", result.output, re.MULTILINE)
