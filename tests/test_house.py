"""The house rules that no linter knows: where things stand, what they are called, how long they are."""

import ast
import configparser
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "server" / "sendback"
SOURCES = (PACKAGE, ROOT / "widget" / "src", ROOT / "snippet_builder" / "src", ROOT / "dock" / "src")
BUILT = [("web", "static", name) for name in ("widget", "snippet_builder", "dock")]
MEDIAN_FILE, LONGEST_FUNCTION = 60, 40
LONGEST_FILE = {".py": 250, ".ts": 250, ".js": 250, ".html": 250, ".css": 400}
"""A style sheet may be longer: it is a list, read by its headings, and every further one is a request more."""
SQL = re.compile(r"\s*(SELECT\s|INSERT INTO\s|UPDATE\s+\w+\s+SET\s|DELETE FROM\s|CREATE (TABLE|INDEX)\s|WITH\s+\w+\s+AS\s*\()")
NOT_NAMES = {
    "utils",
    "util",
    "helpers",
    "helper",
    "manager",
    "managers",
    "handler",
    "handlers",
    "processor",
    "common",
    "misc",
    "base",
}
LOCK = ("threading", "raster")
"""PDFium crashes when two threads are in it: what draws with it takes turns."""
NOT_IN_CLASS_NAMES = re.compile(r"(Manager|Handler|Helper|Processor|Impl|Util|Utils|Data|Info)$")


def read_modules() -> Iterator[tuple[Path, ast.Module]]:
    for file in sorted(PACKAGE.rglob("*.py")):
        yield file, ast.parse(file.read_text("utf-8"))


MODULES = list(read_modules())
FUNCTIONS = [
    (file, node) for file, tree in MODULES for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
]  # fmt: skip


def short(file: Path) -> str:
    return str(file.relative_to(ROOT))


def name_all(found: list[str]) -> str:
    return "\n".join(["", *found])


def test_only_stores_and_the_database_speak_sql() -> None:
    found = [
        f"{short(file)}:{node.lineno}"
        for file, tree in MODULES
        if not file.stem.endswith("store") and "database" not in file.relative_to(PACKAGE).parts
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.match(node.value)
    ]
    assert not found, name_all(found)


def written_files() -> list[Path]:
    return [
        file
        for folder in SOURCES
        for file in sorted(folder.rglob("*"))
        if file.suffix in LONGEST_FILE and file.relative_to(folder).parts[:3] not in BUILT
    ]


def count_lines(file: Path) -> int:
    return len(file.read_text("utf-8").splitlines())


def test_no_file_is_long() -> None:
    found = [f"{short(f)}: {count_lines(f)}" for f in written_files() if count_lines(f) > LONGEST_FILE[f.suffix]]
    assert not found, name_all(found)


def test_most_files_are_short() -> None:
    lengths = [count_lines(file) for file in written_files()]
    assert statistics.median(lengths) <= MEDIAN_FILE, f"the median of {len(lengths)} files is {statistics.median(lengths)}"


def test_no_function_is_long() -> None:
    found = [
        f"{short(file)}:{node.lineno} {node.name}: {length}"
        for file, node in FUNCTIONS
        if (length := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    ]
    assert not found, name_all(found)


def test_a_package_says_what_it_is_and_nothing_else() -> None:
    for file, tree in MODULES:
        if file.name == "__init__.py" and file.parent != PACKAGE:
            assert ast.get_docstring(tree), short(file)
            assert len(tree.body) == 1, short(file)


def test_what_is_public_says_what_it_does() -> None:
    found = [
        f"{short(file)}:{node.lineno} {node.name}"
        for file, tree in MODULES
        for node in public_things(tree)
        if not ast.get_docstring(node)
    ]
    found += [short(file) for file, tree in MODULES if tree.body and not ast.get_docstring(tree)]
    assert not found, name_all(found)


def public_things(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from (n for n in node.body if isinstance(n, ast.FunctionDef) and not n.name.startswith("_"))


def test_names_say_what_things_are() -> None:
    found = [short(file) for file in written_files() if file.stem.lower() in NOT_NAMES]
    found += [
        f"{short(file)}: {node.name}"
        for file, tree in MODULES
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and NOT_IN_CLASS_NAMES.search(node.name)
    ]
    assert not found, name_all(found)


def test_deciding_and_drawing_know_no_clock_no_chance_and_no_network() -> None:
    outside = {"time", "random", "secrets", "os", "socket", "sqlite3", "urllib", "subprocess", "threading"}
    found = []
    for file, tree in MODULES:
        if file.relative_to(PACKAGE).parts[0] not in ("policy", "paper"):
            continue
        for node in ast.walk(tree):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names = [name for name in names if (name, file.stem) != LOCK]
            found += [f"{short(file)}:{node.lineno} imports {n}" for n in names if n.split(".")[0] in outside]
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in ("now", "today", "utcnow")
            ):
                found.append(f"{short(file)}:{node.lineno} reads the clock")
    assert not found, name_all(found)


def test_each_step_imports_only_earlier_ones() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    checked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_every_door_is_kept_apart_from_the_others() -> None:
    """The contract names doors one by one; a new one must be added to it."""
    rules = configparser.ConfigParser()
    rules.read(ROOT / "setup.cfg")
    apart = rules["importlinter:contract:doors"]["modules"].split()
    web = PACKAGE / "web"
    doors = {
        file.relative_to(web).parts[0].removesuffix(".py") for file in web.rglob("*.py") if "= Blueprint(" in file.read_text()
    }
    assert sorted(apart) == sorted(f"sendback.web.{door}" for door in doors)


def test_no_tracked_file_names_a_folder_of_some_machine() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a clone")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    paths = re.compile("|".join(f"(?<![\\w.:/-])/{name}/" for name in ("work", "root", r"home/\w+", r"Users/\w+")))
    found = []
    for name in listed.split("\0"):
        file = ROOT / name
        if name and file.is_file() and file.suffix not in (".ttf", ".xz", ".png", ".br", ".gz"):
            text = file.read_text("utf-8", errors="replace")
            found += [f"{name}: {match.group()}" for match in [paths.search(text)] if match]
    assert not found, name_all(found)
