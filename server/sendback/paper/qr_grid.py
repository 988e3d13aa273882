"""What every QR symbol of one version has in common, worked out once by segno: where bits go, masks, patterns."""

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, TypeVar

import segno.encoder

# Light columns between the rows of a symbol written as one number. Four, because a finder-like pattern counts in the
# penalty when four light modules lie beside it, and the edge is as good as light.
GAP = 4
# segno's inner modules carry no types.
encoder: Any = segno.encoder
Matrix = tuple[bytearray, ...]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Grid:
    """One version's modules as numbers of `size` rows, each row followed by a gap; `across` reads by rows, `down` by columns.

    `bits` is how many modules carry data. Both readings expect those bits, then `01` for the fixed modules.
    """

    size: int
    bits: int
    across: Callable[[str], tuple[str, ...]]
    down: Callable[[str], tuple[str, ...]]
    masks_across: tuple[int, ...]
    masks_down: tuple[int, ...]
    every: int

    @property
    def stride(self) -> int:
        """The length of a row with its gap."""
        return self.size + GAP


@functools.cache
def find_grid(version: int) -> Grid:
    """Work out the grid of a version."""
    size = encoder.calc_matrix_size(version)
    count = sum(row.count(2) for row in _blank(size))
    places = _find_places(size, count, version)
    free = [[cell > 1 for cell in row] for row in _blank(size)]
    masks = [[[free[i][j] and bool(mask(i, j)) for j in range(size)] for i in range(size)] for mask in _masks()]
    return Grid(
        size,
        count,
        itemgetter(*_in_order(places, count)),
        itemgetter(*_in_order(_turn(places), count)),
        tuple(_to_number(mask) for mask in masks),
        tuple(_to_number(_turn(mask)) for mask in masks),
        _to_number([[True] * size] * size),
    )


@functools.cache
def find_format(version: int, level: int, mask: int) -> int:
    """Return the format and version modules of a finished symbol as a number laid out like its grid's."""
    size = encoder.calc_matrix_size(version)
    matrix = tuple(bytearray(size) for _ in range(size))
    encoder.add_format_info(matrix, version, level, mask)
    encoder.add_version_info(matrix, version)
    return _to_number([[bool(cell) for cell in row] for row in matrix])


def _blank(size: int) -> Matrix:
    matrix: Matrix = encoder.make_matrix(size, size)
    encoder.add_finder_patterns(matrix, size, size)
    encoder.add_alignment_patterns(matrix, size, size)
    return matrix


def _masks() -> tuple[Callable[[int, int], bool], ...]:
    masks: tuple[Callable[[int, int], bool], ...] = encoder.get_data_mask_functions(False)
    return masks


def _find_places(size: int, count: int, version: int) -> list[list[int]]:
    """Number the modules by the bit each takes: `count` stands for light and `count + 1` for dark function modules."""
    low, high, fixed = _blank(size), _blank(size), _blank(size)
    encoder.add_codewords(low, bytes(bit & 255 for bit in range(count)), version)
    encoder.add_codewords(high, bytes(bit >> 8 for bit in range(count)), version)
    return [[low[i][j] + 256 * high[i][j] if fixed[i][j] > 1 else count + fixed[i][j] for j in range(size)] for i in range(size)]


def _in_order(places: list[list[int]], light: int) -> Iterator[int]:
    for row in places:
        yield from row
        yield from [light] * GAP


def _turn(rows: list[list[T]]) -> list[list[T]]:
    return [list(column) for column in zip(*rows, strict=True)]


def _to_number(rows: list[list[bool]]) -> int:
    return int("".join("".join("01"[cell] for cell in row) + "0" * GAP for row in rows), 2)
