"""The plain folder: whole files or none, whatever their names, a full disk or a kill in the middle."""

import os
import resource
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendback.delivery.document_names import make_safe, name_document, split_name
from sendback.delivery.document_store import find_store_fault, open_document_store
from sendback.delivery.folder_store import DRAFTS, FolderStore
from sendback.delivery.trouble import Remedy, Trouble
from sendback.errors import Code, Problem
from tests.factories import NOW

ROOT = Path(__file__).parents[2]
NAME = "nordlys/2026/11/1001_R100000016_label.pdf"
HOSTILE = ["../../etc/passwd", "a/b", "..", ".", "", "\0", "x" * 100_000, "🏷️📦", ".hidden", "CON", "a\nb", "‮gnp", "-rf", "a__b"]
BAD_NAMES = ["", "..", "../x", "a/../b", "/a", "a//b", "a/", ".a", "a/.b", "a\0", "a\n", "ä", "x" * 300, "a/" * 9 + "a", "a\\b"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "documents"


@pytest.fixture
def store(folder: Path) -> FolderStore:
    return FolderStore(folder)


def visible(folder: Path) -> list[str]:
    """List what other software finds: everything that is not hidden."""
    files = [file.relative_to(folder) for file in folder.rglob("*") if file.is_file()]
    return sorted(str(file) for file in files if not any(part.startswith(".") for part in file.parts))


def test_what_was_put_is_given_back_replaced_and_forgotten(store: FolderStore, folder: Path) -> None:
    assert store.get(NAME) is None
    store.put(NAME, b"one")
    store.put(NAME, b"two")
    assert store.get(NAME) == b"two"
    assert visible(folder) == [NAME]
    assert list((folder / DRAFTS).iterdir()) == []
    store.delete(NAME)
    store.delete(NAME)
    assert store.get(NAME) is None


def test_only_the_owner_and_the_group_may_read(store: FolderStore, folder: Path) -> None:
    store.put(NAME, b"one")
    assert all(stat.S_IMODE(entry.stat().st_mode) & 0o027 == 0 for entry in (folder, *folder.rglob("*")))


@pytest.mark.parametrize("name", BAD_NAMES)
def test_a_name_that_leads_elsewhere_is_refused(store: FolderStore, folder: Path, name: str) -> None:
    for act in (lambda: store.put(name, b"x"), lambda: store.get(name), lambda: store.delete(name)):
        with pytest.raises(ValueError, match="not a name"):
            act()
    assert not folder.exists()


@pytest.mark.parametrize("number", HOSTILE)
def test_a_hostile_order_number_stays_inside(store: FolderStore, folder: Path, number: str) -> None:
    name = name_document("nordlys", NOW.date(), number, "R100000016", "label", "pdf")
    store.put(name, b"x")
    assert visible(folder) == [name]
    assert (folder / name).resolve().is_relative_to((folder / "nordlys/2026/11").resolve())


@given(st.text(max_size=200))
def test_every_order_number_makes_a_name(number: str) -> None:
    assert len(split_name(name_document("a", NOW.date(), number, "R1", "label", "pdf"))) == 4
    assert make_safe(make_safe(number)) == make_safe(number)


def test_names_are_steady() -> None:
    """Other software relies on them: these may never read otherwise."""
    day = NOW.date()
    assert (
        name_document("nordlys", day, "#SB 1001", "R100000016", "label", "bmp") == "nordlys/2026/11/SB-1001_R100000016_label.bmp"
    )
    assert name_document("nordlys", day, "1", "R1", "slip", "pdf", box=2) == "nordlys/2026/11/1_R1_slip_2.pdf"
    assert make_safe("ÅÄÖ-12") == "12"


def test_a_draft_that_was_left_behind_is_cleaned_up(store: FolderStore, folder: Path) -> None:
    store.put(NAME, b"one")
    old, fresh = folder / DRAFTS / "old", folder / DRAFTS / "fresh"
    for draft in (old, fresh):
        draft.write_bytes(b"half")
    os.utime(old, (time.time() - 7200,) * 2)
    store.put(NAME, b"two")
    assert (old.exists(), fresh.exists()) == (False, True)


def test_a_full_disk_is_said_and_leaves_nothing(store: FolderStore, folder: Path, tmp_path: Path) -> None:
    """A limit on the size of files stands in where nothing can be mounted: the kernel breaks the write off in the middle."""
    store.put(NAME, b"whole")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (8192, before[1]))
        with pytest.raises(Problem) as caught:
            store.put(NAME, b"x" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert caught.value.code is Code.STORAGE_FULL
    assert "full" in caught.value.detail
    assert store.get(NAME) == b"whole"
    assert list((folder / DRAFTS).iterdir()) == []


def test_a_disk_that_fills_up_and_is_cleared_again(small_disk: Path) -> None:
    store = FolderStore(small_disk / "documents")
    store.put("a.pdf", b"x" * 40_000)
    with pytest.raises(Problem) as caught:
        store.put("b.pdf", b"x" * 40_000)
    assert caught.value.code is Code.STORAGE_FULL
    assert visible(store.folder) == ["a.pdf"]
    store.delete("a.pdf")
    store.put("b.pdf", b"x" * 40_000)
    assert visible(store.folder) == ["b.pdf"]


def test_a_folder_that_is_none_is_said(tmp_path: Path) -> None:
    (tmp_path / "documents").write_text("a file")
    store = open_document_store(f"file:{tmp_path}/documents")
    with pytest.raises(Trouble) as caught:
        store.put(NAME, b"x")
    assert caught.value.remedy is Remedy.LATER
    assert "document folder" in find_store_fault(store)


KILLED = """
import sys
from pathlib import Path
from sendback.delivery.folder_store import FolderStore
store, body = FolderStore(Path(sys.argv[1])), b"x" * 3_000_000
print("begun", flush=True)
for number in range(10_000):
    store.put(f"{number}.pdf", body)
"""


def test_killed_in_the_middle_no_half_file_is_seen(folder: Path) -> None:
    for wait in (0.01, 0.03, 0.06):
        child = subprocess.Popen([sys.executable, "-c", KILLED, str(folder)], cwd=ROOT, stdout=subprocess.PIPE)
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(wait)
        child.kill()
        child.wait()
        child.stdout.close()
        assert all((folder / name).stat().st_size == 3_000_000 for name in visible(folder))
