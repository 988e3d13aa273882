"""QR symbols (ISO/IEC 18004) on segno's tables and with segno's choices, the eight masks weighed as whole numbers.

segno spends most of its time looking at single modules while it weighs masks; here a symbol is one number, and a rule
of the penalty is a handful of shifts over all of it. What is not a plain address is left to segno itself.
"""

import functools
from itertools import compress
from operator import xor
from typing import Any

import segno
import segno.consts

from sendback.paper.qr_grid import MASKS, encoder, find_format, find_grid
from sendback.paper.qr_penalty import weigh_masks

consts: Any = segno.consts
_ALPHANUMERIC = consts.ALPHANUMERIC_CHARS.decode()
_PAIRS = {
    first + second: f"{high * 45 + low:011b}"
    for high, first in enumerate(_ALPHANUMERIC)
    for low, second in enumerate(_ALPHANUMERIC)
}
_LEVELS = (consts.ERROR_LEVEL_H, consts.ERROR_LEVEL_Q, consts.ERROR_LEVEL_M)
LARGEST = 10
_TRUTH = bytes.maketrans(b"01", b"\0\1")


@functools.lru_cache(maxsize=256)
def encode_qr(text: str) -> tuple[str, ...]:
    """Return the rows of the smallest symbol of level M or better, `1` for dark, without quiet zone."""
    if not text.isascii() or not text.isprintable() or text.isdecimal():
        return _encode_with_segno(text)
    bits, mode, count = _write_payload(text)
    for version in range(1, LARGEST + 1):
        head = f"{mode:04b}{count:0{consts.CHAR_COUNT_INDICATOR_LENGTH[mode][encoder.version_range(version)]}b}"
        capacities, length = consts.SYMBOL_CAPACITY[version], len(head) + len(bits)
        if length <= capacities[consts.ERROR_LEVEL_M]:
            level = next(level for level in _LEVELS if length <= capacities[level])
            return _build(head + bits, version, level)
    return _encode_with_segno(text)


def _encode_with_segno(text: str) -> tuple[str, ...]:
    matrix = segno.make_qr(text, error="m").matrix
    return tuple("".join(map(str, row)) for row in matrix)


def _write_payload(text: str) -> tuple[str, int, int]:
    """Return the data bits, the mode and the character count (7.4.4 and 7.4.5)."""
    if not set(text).issubset(_ALPHANUMERIC):
        return _to_bits(text.encode()), consts.MODE_BYTE, len(text)
    last = f"{_ALPHANUMERIC.index(text[-1]):06b}" if len(text) % 2 else ""
    bits = "".join([_PAIRS[text[at : at + 2]] for at in range(0, len(text) - 1, 2)])
    return bits + last, consts.MODE_ALPHANUMERIC, len(text)


def _to_bits(codewords: bytes) -> str:
    return f"{int.from_bytes(codewords, 'big'):0{8 * len(codewords)}b}"


def _build(bits: str, version: int, level: int) -> tuple[str, ...]:
    grid = find_grid(version)
    data = _pad(bits, consts.SYMBOL_CAPACITY[version][level])
    chosen = compress(_find_basis(version, level), _to_bits(data).encode().translate(_TRUTH))
    plain = functools.reduce(xor, chosen, grid.fixed)
    readings = int.from_bytes(plain.to_bytes(grid.width // 4, "big") * MASKS, "big") ^ grid.masks
    scores = weigh_masks(readings, grid)
    mask = scores.index(min(scores))
    by_rows = readings >> grid.width * (2 * (MASKS - mask) - 1) & (1 << grid.width) - 1
    text = f"{by_rows | find_format(version, level, mask):0{grid.stride * grid.size}b}"
    return tuple([text[start : start + grid.size] for start in range(0, len(text), grid.stride)])


@functools.lru_cache(maxsize=16)
def _find_basis(version: int, level: int) -> tuple[int, ...]:
    """Return the readings of a symbol that has one bit of data set, and what corrects it, for each bit.

    Correction is linear: every symbol is the exclusive or of the readings of its bits.
    """
    places, length = find_grid(version).places, consts.SYMBOL_CAPACITY[version][level]
    basis = []
    for at in range(length):
        stream = _to_bits(_add_correction((1 << length - 1 - at).to_bytes(length // 8, "big"), version, level))
        basis.append(functools.reduce(xor, compress(places, stream.encode().translate(_TRUTH)), 0))
    return tuple(basis)


def _pad(bits: str, capacity: int) -> bytes:
    """Add terminator, padding bits and pad codewords (7.4.9, 7.4.10), a zero codeword where segno puts one."""
    bits += "0" * min(4, capacity - len(bits))
    bits += "0" * (8 - len(bits) % 8)
    codewords = int(bits, 2).to_bytes(len(bits) // 8, "big")
    return (codewords + b"\xec\x11" * (capacity // 16))[: capacity // 8]


def _add_correction(data: bytes, version: int, level: int) -> bytes:
    """Return the interleaved data and error correction codewords (7.5, 7.6)."""
    blocks, corrections, start = [], [], 0
    for kind in consts.ECC[version][level]:
        length = kind.num_total - kind.num_data
        table, keep = _multiples(length), (1 << 8 * (length - 1)) - 1
        for _ in range(kind.num_blocks):
            block, remainder = data[start : start + kind.num_data], 0
            for byte in block:
                remainder = (remainder & keep) << 8 ^ table[remainder >> 8 * (length - 1) ^ byte]
            start += kind.num_data
            blocks.append(block)
            corrections.append(remainder.to_bytes(length, "big"))
    if len(blocks) == 1:
        return blocks[0] + corrections[0]
    longest = max(map(len, blocks))
    interleaved = bytes([block[at] for at in range(longest) for block in blocks if at < len(block)])
    return interleaved + bytes([codeword for row in zip(*corrections, strict=True) for codeword in row])


@functools.cache
def _multiples(length: int) -> tuple[int, ...]:
    """Return the generator polynomial of a length times each of the 256 field elements, as numbers."""
    powers, logs = consts.GALIOS_EXP, consts.GALIOS_LOG
    generator = consts.GEN_POLY[length]

    def multiply(factor: int) -> int:
        terms = (powers[logs[factor] + exponent] if factor else 0 for exponent in generator)
        return int.from_bytes(bytes(terms), "big")

    return tuple(multiply(factor) for factor in range(256))
