"""`labels print` of a day's outbound orders: one file in their order, bad rows named, and no order twice."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from pypdf import PdfReader

from sendback.app import make_context
from sendback.database.model import Tx
from sendback.delivery.model import State
from sendback.delivery.outbox_store import list_jobs
from sendback.returns.rma import make_rma, show_rma
from sendback.returns.store import list_returns
from sendback.settings.reading import read_settings
from sendback.shops.store import find_shop, save_settings
from sendback.web.context import Context
from tests.cli.conftest import Type
from tests.factories import make_settings

T = TypeVar("T")
HEADER = "order_number,line_id,sku,title,quantity,name,email,street,postcode,city,country"
GLYPHLESS = "\U00013080"  # a hieroglyph


def inside(work: Callable[[Tx, Context, str], T]) -> T:
    """Look into, or change, the installation that the commands work on."""
    context = make_context(read_settings(os.environ))
    try:
        return context.database.write(lambda tx: work(tx, context, _shop_id(tx)))
    finally:
        context.database.close()


def _shop_id(tx: Tx) -> str:
    shop = find_shop(tx, "nordlys")
    assert shop is not None
    return shop.shop_id


@pytest.fixture
def type_with_address(type_in_shop: Type) -> Type:
    """The shop knows where parcels go."""
    inside(lambda tx, context, shop_id: save_settings(tx, shop_id, 1, make_settings(), "owner", context.clock()))
    return type_in_shop


def row(number: str, name: str = "Aino Järvenpää") -> str:
    return f"{number},1,K1,Tent,1,{name},aino@example.fi,K 1,33100,Tampere,FI"


def write(folder: Path, *rows: str, encoding: str = "utf-8") -> Path:
    file = folder / "orders.csv"
    file.write_text("\n".join([HEADER, *rows]) + "\n", encoding)
    return file


def texts(file: Path) -> list[str]:
    return [page.extract_text() for page in PdfReader(file).pages]


def test_a_file_of_orders_becomes_one_file_of_labels_in_its_order(type_with_address: Type, tmp_path: Path) -> None:
    names = {"C3": "Łukasz Żółć", "A1": "张伟", "B2": "علي"}
    printed = type_with_address(
        "labels", "print", write(tmp_path, *(row(n, name) for n, name in names.items())), "--out", "a.pdf"
    )
    assert (printed.exit_code, printed.stdout) == (0, "3 labels in a.pdf.\n")
    assert [number in text for number, text in zip(names, texts(tmp_path / "a.pdf"), strict=True)] == [True] * 3
    assert inside(lambda tx, _, shop_id: list_returns(tx, shop_id)) == []
    assert sorted(file.name for file in tmp_path.glob("*.pdf*")) == ["a.pdf"]


def test_bad_rows_are_named_and_the_rest_is_done(type_with_address: Type, tmp_path: Path) -> None:
    file = write(
        tmp_path,
        row("A1"),
        row("A2", f"Aino {GLYPHLESS}"),
        row("A3", "x" * 100_000),
        row(""),
        "A4,1,K1,Tent,none,Aino,aino@example.fi,K 1,33100,Tampere,FI",
        row("A5"),
        row("a1"),
    )
    printed = type_with_address("labels", "print", file, "--out", "a.pdf", "--json")
    report = json.loads(printed.stdout)
    assert (printed.exit_code, report["drawn"], report["rows"]) == (0, 2, 7)
    assert [(bad["row"], bad["field"]) for bad in report["bad"]] == [
        (3, "name"), (4, "name"), (5, "order_number"), (6, "quantity"), (8, "order_number"),
    ]  # fmt: skip
    assert GLYPHLESS in report["bad"][0]["reason"]
    assert len(texts(tmp_path / "a.pdf")) == 2


def test_a_second_run_gives_the_same_labels(type_with_address: Type, tmp_path: Path) -> None:
    file = write(tmp_path, *(row(f"A{count}") for count in range(5)))
    for out in ("one.pdf", "two.pdf"):
        type_with_address("labels", "print", file, "--out", out)
    assert texts(tmp_path / "one.pdf") == texts(tmp_path / "two.pdf")


def test_a_broken_run_is_taken_up_again_where_it_was(type_with_address: Type, tmp_path: Path) -> None:
    file = write(tmp_path, *(row(f"A{count}") for count in range(3)))
    assert type_with_address("labels", "print", file, "--out", "each").stdout == "3 labels in each.\n"
    made = sorted((tmp_path / "each").iterdir())
    assert [path.suffix for path in made] == [".pdf"] * 3
    made[1].unlink()
    made[0].with_name(f".{made[1].name}.part").write_bytes(b"half")
    assert type_with_address("labels", "print", file, "--out", "each").stdout == "1 labels in each. 2 were there already.\n"
    assert sorted((tmp_path / "each").iterdir()) == made
    assert "3 labels" in type_with_address("labels", "print", file, "--out", "each", "--fresh").stdout


def test_a_file_that_cannot_be_written_leaves_nothing(type_with_address: Type, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    refused = type_with_address("labels", "print", write(tmp_path, row("A1")), "--out", "a.pdf")
    assert (refused.exit_code, refused.stderr.partition(":")[0]) == (1, "storage-full")
    assert list(tmp_path.glob(".*part")) == []


def test_orders_in_json_and_from_standard_input_are_read_too(type_with_address: Type, orders_file: Path) -> None:
    assert type_with_address("labels", "print", orders_file, "--out", "a.pdf").exit_code == 0
    printed = type_with_address("labels", "print", "-", "--out", "b.pdf", input=orders_file.read_bytes())
    assert printed.stdout == "2 labels in b.pdf.\n"


@pytest.mark.parametrize("content", [b"order_number,title\nA1,T\xe4nt\n", "order_number\nA1\n".encode("utf-16"), b"", b"\0\0"])
def test_what_cannot_be_read_prints_nothing_and_says_why(type_with_address: Type, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "odd"
    file.write_bytes(content)
    refused = type_with_address("labels", "print", file, "--out", "a.pdf")
    assert refused.exit_code == 1
    assert "row" in refused.stderr or not content
    assert not (tmp_path / "a.pdf").exists()


def test_without_a_return_address_there_are_slips_but_no_labels(type_in_shop: Type, tmp_path: Path) -> None:
    file = write(tmp_path, row("A1"))
    refused = type_in_shop("labels", "print", file, "--out", "a.pdf")
    assert (refused.exit_code, refused.stderr.partition(":")[0]) == (1, "status-conflict")
    printed = type_in_shop("labels", "print", file, "--out", "a.pdf", "--what", "slip")
    assert (printed.exit_code, printed.stdout) == (0, "1 slips in a.pdf.\n")


def test_shoppers_are_mailed_once_when_asked_for(type_with_address: Type, tmp_path: Path) -> None:
    file = write(tmp_path, row("A1"), row("A2"))
    type_with_address("labels", "print", file, "--out", "a.pdf")
    assert inside(lambda tx, _, shop_id: list_jobs(tx, shop_id, State.PENDING)) == []
    for _ in range(2):
        type_with_address("labels", "print", file, "--out", "a.pdf", "--mail", "link")
    jobs = inside(lambda tx, _, shop_id: list_jobs(tx, shop_id, State.PENDING))
    assert [job.kind.value for job in jobs] == ["mail.shipped", "mail.shipped"]


def test_slips_of_rma_numbers_are_a_mistake(type_with_address: Type) -> None:
    assert type_with_address("labels", "print", "-", "--out", "a.pdf", "--what", "slip", input="R100000016").exit_code == 2


@pytest.mark.parametrize("form", ["png", "bmp", "zpl", "svg"])
def test_every_form_gives_a_folder_with_a_file_each(type_with_address: Type, tmp_path: Path, form: str) -> None:
    file = write(tmp_path, row("A1"), row("A2", "张伟"))
    printed = type_with_address("labels", "print", file, "--out", "each", "--format", form, "--size", "4x6", "--dpi", "300")
    assert printed.exit_code == 0, printed.stderr
    assert sorted(path.name for path in (tmp_path / "each").iterdir()) == [
        f"return-label-R{count}.{form}" for count in ("100000016", "100000024")
    ]


def test_zpl_and_sheets_of_stickers_go_into_one_file(type_with_address: Type, tmp_path: Path) -> None:
    file = write(tmp_path, *(row(f"A{count}") for count in range(5)))
    type_with_address("labels", "print", file, "--out", "a.zpl", "--format", "zpl", "--size", "4x6")
    assert (tmp_path / "a.zpl").read_text("utf-8").count("^XA") == 5
    printed = type_with_address("labels", "print", file, "--out", "a.pdf", "--sheet", "a4-4xa6", "--start", "4")
    assert printed.stdout == "5 labels in a.pdf.\n"
    assert [[f"A{count}" in text for count in range(5)].count(True) for text in texts(tmp_path / "a.pdf")] == [1, 4]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--out", "a.png", "--format", "png"), 2),
        (("--out", "a.txt"), 2),
        (("--out", "each", "--sheet", "a4-4xa6"), 2),
        (("--out", "a.pdf", "--sheet", "a4-4xa6", "--start", "5"), 1),
        (("--out", "a.pdf", "--sheet", "a4-4xa6", "--size", "a4"), 1),
        (("--out", "nowhere/a.pdf"), 1),
    ],
)
def test_what_cannot_be_done_is_said_and_leaves_nothing(
    type_with_address: Type, tmp_path: Path, words: tuple[str, ...], code: int
) -> None:
    refused = type_with_address("labels", "print", write(tmp_path, row("A1")), *words)
    assert refused.exit_code == code
    assert refused.stderr
    assert list(tmp_path.glob("*a.*")) == []


def test_a_run_that_is_killed_leaves_no_half_file_and_no_order_twice(type_with_address: Type, tmp_path: Path) -> None:
    file, part, whole = write(tmp_path, *(row(f"A{count}") for count in range(800))), tmp_path / ".a.pdf.part", tmp_path / "a.pdf"
    command = [sys.executable, "-m", "sendback", "labels", "print", str(file), "--out", "a.pdf"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL) as running:
        while not part.exists() and running.poll() is None:
            time.sleep(0.01)
        running.kill()
    assert running.returncode == -signal.SIGKILL
    assert not whole.exists()
    assert type_with_address("labels", "print", file, "--out", "a.pdf").stdout == "800 labels in a.pdf.\n"
    assert not part.exists()
    pages = PdfReader(whole).pages
    for at in (0, 799):
        assert show_rma(make_rma(10_000_001 + at)) in pages[at].extract_text()
    assert len(pages) == 800
