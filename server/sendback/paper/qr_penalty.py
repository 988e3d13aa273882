"""The penalties of a QR symbol under all eight masks, over all modules at once (ISO/IEC 18004, 7.8.3.1)."""

from sendback.paper.qr_grid import GAP, MASKS, Grid


def weigh_masks(readings: int, grid: Grid) -> list[int]:
    """Return the penalty of a symbol under each mask; `readings` are all masked symbols, read by rows and by columns."""
    alike = ~(readings ^ readings >> 1) & grid.pairs
    two = alike & alike >> 1
    runs = two & two >> 2
    counted = [
        (1, 2, runs),
        (2, 2, runs & ~(runs << 1)),
        (40, 2, _find_finders(readings)),
        (3, 1, alike & alike >> grid.stride & ~(readings ^ readings >> grid.stride)),
    ]
    length = grid.width // 8
    scores = [0] * MASKS
    for weight, directions, found in counted:
        marks = found.to_bytes(2 * MASKS * length, "big")
        for mask in range(MASKS):
            start = 2 * mask * length
            scores[mask] += weight * int.from_bytes(marks[start : start + directions * length], "big").bit_count()
    dark = readings.to_bytes(2 * MASKS * length, "big")
    for mask in range(MASKS):
        start = 2 * mask * length
        share = int.from_bytes(dark[start : start + length], "big").bit_count() / grid.size**2
        scores[mask] += 10 * int(abs(share * 100 - 50) / 5)
    return scores


def _find_finders(rows: int) -> int:
    """Mark finder-like patterns with four light modules beside them; bits are numbered from the right, and marked is the last.

    Above the first row's edge all is light too: a number's missing digits read as ones in its complement.
    """
    finders = rows & rows >> 2 & rows >> 3 & rows >> 4 & rows >> 6 & ~(rows >> 1 | rows >> 5)
    dark = rows | rows >> 1
    four = ~(dark | dark >> 2)
    wide = (four << GAP | four >> 7) & finders
    return wide & ~(wide << 4 | wide << 6)
