"""The penalty of a QR symbol under a mask, over all modules at once (ISO/IEC 18004, 7.8.3.1)."""

from sendback.paper.qr_grid import GAP, Grid


def weigh_mask(across: int, down: int, grid: Grid) -> int:
    """Return the penalty of a masked symbol (7.8.3.1)."""
    score = _weigh_lines(across, grid) + _weigh_lines(down, grid) + _weigh_blocks(across, grid)
    share = float(across.bit_count()) / grid.size**2
    return score + 10 * int(abs(share * 100 - 50) / 5)


def _weigh_lines(rows: int, grid: Grid) -> int:
    """Count runs of five and more alike modules, and finder-like patterns with light beside them."""
    alike = ~(rows ^ rows >> 1) & grid.every & grid.every >> 1
    runs = alike & alike >> 1 & alike >> 2 & alike >> 3
    score = runs.bit_count() + 2 * (runs & ~(runs << 1)).bit_count()
    light = ~rows
    finder = rows & light >> 1 & rows >> 2 & rows >> 3 & rows >> 4 & light >> 5 & rows >> 6
    if not finder:
        return score
    # Bits are numbered from the right, so `finder` marks each pattern's last module. Beyond the first row's edge
    # all is light too: a number's missing digits read as ones in its complement.
    four = light & light >> 1 & light >> 2 & light >> 3
    wide = (four << GAP | (1 << GAP) - 1) & finder | four >> 7 & finder
    overlapping = wide & (wide << 4 | wide << 6)
    return score + 40 * (wide.bit_count() - overlapping.bit_count())


def _weigh_blocks(rows: int, grid: Grid) -> int:
    """Count two-by-two blocks of one colour."""
    alike = ~(rows ^ rows >> 1) & grid.every & grid.every >> 1
    below = ~(rows ^ rows >> grid.stride)
    return 3 * (alike & alike >> grid.stride & below).bit_count()
