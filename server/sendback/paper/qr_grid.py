"""What every QR symbol of one version has in common, worked out once on segno's tables: where bits go, masks, patterns.

A symbol is read twice, by rows and by columns, each a number; the two, one after the other, are one number again, and that
eight times over, once for each mask, still is. Rules of the penalty are a handful of shifts over all of it.
"""

import functools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import segno.encoder

# Light columns between the rows of a reading. Four, because a finder-like pattern counts in the penalty when four light
# modules lie beside it, and the edge is as good as light.
GAP, MASKS = 4, 8
# segno's inner modules carry no types.
encoder: Any = segno.encoder
Matrix = tuple[bytearray, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """One version's modules. A reading is of `size` rows, each followed by a gap, and of `width` bits with light above them.

    `places` are the two readings of a symbol with a single bit of its data set, for each bit; `fixed` those of its patterns.
    `masks` and `pairs` (modules with a neighbour in their row) are eight times two readings.
    """

    size: int
    width: int
    places: tuple[int, ...]
    fixed: int
    masks: int
    pairs: int

    @property
    def stride(self) -> int:
        """The length of a row with its gap."""
        return self.size + GAP


@functools.cache
def find_grid(version: int) -> Grid:
    """Work out the grid of a version."""
    size = encoder.calc_matrix_size(version)
    # A row of light, so that rows of one reading never meet those of the next, and whole bytes.
    width = -(-(size + GAP) * (size + 1) // 8) * 8
    blank = _blank(size)
    numbers = _number_modules(size, sum(row.count(2) for row in blank), version)
    every = _join([_read(((i, j) for i in range(size) for j in range(size)), size, width)] * MASKS, width)
    return Grid(
        size,
        width,
        tuple(_read([place], size, width) for place in numbers),
        _read(((i, j) for i in range(size) for j in range(size) if blank[i][j] == 1), size, width),
        _join([_read(((i, j) for i, j in numbers if mask(i, j)), size, width) for mask in _masks()], width),
        every & every >> 1,
    )


@functools.cache
def find_format(version: int, level: int, mask: int) -> int:
    """Return the format and version modules of a finished symbol, read by rows."""
    size = encoder.calc_matrix_size(version)
    matrix = tuple(bytearray(size) for _ in range(size))
    encoder.add_format_info(matrix, version, level, mask)
    encoder.add_version_info(matrix, version)
    return sum(1 << _find_bit(i, j, size) for i in range(size) for j in range(size) if matrix[i][j])


def _blank(size: int) -> Matrix:
    matrix: Matrix = encoder.make_matrix(size, size)
    encoder.add_finder_patterns(matrix, size, size)
    encoder.add_alignment_patterns(matrix, size, size)
    return matrix


def _masks() -> tuple[Callable[[int, int], bool], ...]:
    masks: tuple[Callable[[int, int], bool], ...] = encoder.get_data_mask_functions(False)
    return masks


def _number_modules(size: int, count: int, version: int) -> list[tuple[int, int]]:
    """Return the row and column that each bit of the data takes."""
    low, high, fixed = _blank(size), _blank(size), _blank(size)
    encoder.add_codewords(low, bytes(bit & 255 for bit in range(count)), version)
    encoder.add_codewords(high, bytes(bit >> 8 for bit in range(count)), version)
    free = [(i, j) for i in range(size) for j in range(size) if fixed[i][j] > 1]
    return sorted(free, key=lambda place: low[place[0]][place[1]] + 256 * high[place[0]][place[1]])


def _find_bit(row: int, column: int, size: int) -> int:
    return (size - 1 - row) * (size + GAP) + GAP + size - 1 - column


def _read(dark: Iterable[tuple[int, int]], size: int, width: int) -> int:
    """Read these modules by rows, and after it by columns."""
    return sum((1 << width + _find_bit(i, j, size)) + (1 << _find_bit(j, i, size)) for i, j in dark)


def _join(readings: Sequence[int], width: int) -> int:
    return functools.reduce(lambda joined, reading: joined << 2 * width | reading, readings)
