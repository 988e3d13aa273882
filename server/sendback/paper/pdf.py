"""Pages as a tagged PDF file (ISO 32000-1), byte for byte the same for the same pages."""

import functools
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from itertools import islice
from typing import BinaryIO

from sendback.paper.content import write_content
from sendback.paper.drawing import POINTS_PER_MM, Page
from sendback.paper.embedding import Resources, write_resources
from sendback.paper.objects import COMPRESSION, ObjectFile, write_text
from sendback.paper.tagging import add_structure

# So many pages are a branch of the page tree, and what they say that is no stream is packed together.
BRANCH = 64
# A batch prints a handful of designs; what no page has used for long is written again.
KEPT_BASES = 16


@dataclass(frozen=True, slots=True)
class About:
    """What the file says of itself."""

    title: str
    language: str
    made_on: date


def write_pdf(pages: Iterable[Page], about: About) -> bytes:
    """Write a file whose viewer is asked to print at actual size, with no links, scripts or forms."""
    out = BytesIO()
    write_pdf_to(out, pages, about)
    return out.getvalue()


def write_pdf_to(out: BinaryIO, pages: Iterable[Page], about: About, progress: Callable[[int], None] | None = None) -> int:
    """Write pages as they come, keeping none of them, and return how many; `progress` is told the count every 64 pages."""
    document = _Document(ObjectFile(out))
    coming, done = iter(pages), 0
    while branch := list(islice(coming, BRANCH)):
        document.add_branch(branch, done)
        done += len(branch)
        if progress:
            progress(done)
    document.close(about, done)
    return done


class _Document:
    """The objects that all pages share, numbered first and written last."""

    def __init__(self, file: ObjectFile) -> None:
        self.file, self.used = file, Resources()
        self.catalog, self.about, self.tree, self.resources = (file.reserve() for _ in range(4))
        self.structure, self.root_element, self.parents = (file.reserve() for _ in range(3))
        self.branches: list[int] = []
        self.elements: list[int] = []
        self.leaves: list[int] = []
        self.bases: dict[int, tuple[Page, int]] = {}

    def add_branch(self, pages: list[Page], first: int) -> None:
        """Write some pages, their branch of the page tree and their leaf of the tree of parents."""
        file, branch, leaf = self.file, self.file.reserve(), self.file.reserve()
        numbers, parents = [], []
        for place, page in enumerate(pages, first):
            number = self._add_page(page, branch, place)
            element, marked = add_structure(file, page, number, self.root_element)
            self.elements.append(element)
            numbers.append(f"{number} 0 R")
            parents.append(f"{place}[{marked}]")
        file.add(branch, f"<</Type/Pages/Parent {self.tree} 0 R/Count {len(pages)}/Kids[{' '.join(numbers)}]>>")
        file.add(leaf, f"<</Limits[{first} {first + len(pages) - 1}]/Nums[{''.join(parents)}]>>")
        self.branches.append(branch)
        self.leaves.append(leaf)
        if len(pages) == BRANCH:
            file.pack()

    def _add_page(self, page: Page, branch: int, place: int) -> int:
        below, first = "", 0
        if page.base:
            below, first = f"{self._find_base(page.base)} 0 R ", len(page.base.parts)
        number = self.file.reserve(2)
        self.file.add_stream(number + 1, write_content(page, self.used, first))
        box = f"{page.width * POINTS_PER_MM:.3f} {page.height * POINTS_PER_MM:.3f}"
        self.file.add(
            number,
            f"<</Type/Page/Parent {branch} 0 R/MediaBox[0 0 {box}]/Resources {self.resources} 0 R"
            f"/Contents[{below}{number + 1} 0 R]/StructParents {place}/Tabs/S>>",
        )
        return number

    def _find_base(self, base: Page) -> int:
        """Return the content of what many pages have in common, written when the first of them comes."""
        known = self.bases.pop(id(base), None)
        if known is None:
            known = base, self.file.reserve()
            self.file.add_deflated(known[1], self._deflate_base(base))
            if len(self.bases) == KEPT_BASES:
                self.bases.pop(next(iter(self.bases)))
        self.bases[id(base)] = known
        return known[1]

    def _deflate_base(self, base: Page) -> bytes:
        if self.used.is_empty():
            deflated, used = _begin_with(_Same(base))
            self.used = used.copy()
            return deflated
        return zlib.compress(write_content(base, self.used), COMPRESSION)

    def close(self, about: About, count: int) -> None:
        """Write what all pages share."""
        file = self.file
        write_resources(file, self.resources, self.used)
        day = f"D:{about.made_on:%Y%m%d}000000Z"
        file.add(
            self.catalog,
            f"<</Type/Catalog/Pages {self.tree} 0 R/Lang{write_text(about.language)}/MarkInfo<</Marked true>>"
            f"/StructTreeRoot {self.structure} 0 R/ViewerPreferences<</PrintScaling/None/DisplayDocTitle true>>>>",
        )
        said = f"/Title{write_text(about.title)}/Producer(Sendback)/CreationDate({day})/ModDate({day})"
        file.add(self.about, f"<<{said}>>")
        file.add(self.tree, f"<</Type/Pages/Count {count}/Kids[{_refer(self.branches)}]>>")
        root = f"/K {self.root_element} 0 R/ParentTree {self.parents} 0 R/ParentTreeNextKey {count}"
        file.add(self.structure, f"<</Type/StructTreeRoot{root}>>")
        file.add(self.root_element, f"<</S/Document/P {self.structure} 0 R/K[{_refer(self.elements)}]>>")
        file.add(self.parents, f"<</Kids[{_refer(self.leaves)}]>>")
        file.close(self.catalog, self.about)


def _refer(numbers: list[int]) -> str:
    return " ".join(f"{number} 0 R" for number in numbers)


class _Same:
    """A page that is looked up by being the same object: comparing what stands on it would take longer than writing it."""

    __slots__ = ("page",)

    def __init__(self, page: Page) -> None:
        self.page = page

    def __hash__(self) -> int:
        return id(self.page)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.page is other.page


@functools.lru_cache(maxsize=64)
def _begin_with(same: _Same) -> tuple[bytes, Resources]:
    """Return the content of a base that a file begins with, and what it used: in all files that do, the codes are the same."""
    used = Resources()
    return zlib.compress(write_content(same.page, used), 9), used
