"""A face with PostScript outlines, cut down to what one file uses of it (ISO 32000-1, 9.7.4 and 9.9, table 126).

Its glyphs have character identifiers (CIDs) of their own, which a subset keeps: these are the codes. Codes of our own would need
a map to them in the file, and with one pypdf copies every letter apart from the next.
"""

import functools
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import uharfbuzz

from sendback.paper.faces import Face, open_face
from sendback.paper.objects import ObjectFile
from sendback.paper.shaping import EM, Sort

_KEPT = ("CFF ", "head", "hhea", "hmtx", "maxp")
_FLAGS = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
_SYSTEM = "/Registry(Adobe)/Ordering(Identity)/Supplement 0"
_DESCRIPTOR = "/Flags 4/FontBBox[-1000 -1050 2930 1810]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 733/StemV 80"


@dataclass(frozen=True, slots=True)
class CffSubset:
    """A deflated CFF table, and the six letters that mark it as a subset (9.6.4)."""

    deflated: bytes
    tag: str


def write_cff_font(file: ObjectFile, face: Face, sorts: Sequence[Sort], unicode: bytes) -> int:
    """Write the objects of a face whose sorts have their glyphs' numbers as codes; `unicode` lets readers copy them."""
    number = file.reserve(5)
    descendant, descriptor, outlines, mapping = range(number + 1, number + 5)
    subset = cut_cff(face.name, frozenset(sort.glyph for sort in sorts))
    name = f"{subset.tag}+{face.name}"
    file.add(
        number,
        f"<</Type/Font/Subtype/Type0/BaseFont/{name}-Identity-H/Encoding/Identity-H/DescendantFonts[{descendant} 0 R]"
        f"/ToUnicode {mapping} 0 R>>",
    )
    widths = {sort.glyph: sort.width for sort in sorts if sort.width != EM}
    said = "".join(f"{glyph}[{width}]" for glyph, width in sorted(widths.items()))
    file.add(
        descendant,
        f"<</Type/Font/Subtype/CIDFontType0/BaseFont/{name}/CIDSystemInfo<<{_SYSTEM}>>"
        f"/FontDescriptor {descriptor} 0 R/DW {EM}/W[{said}]>>",
    )
    file.add(descriptor, f"<</Type/FontDescriptor/FontName/{name}{_DESCRIPTOR}/FontFile3 {outlines} 0 R>>")
    file.add_deflated(outlines, subset.deflated, "/Subtype/CIDFontType0C")
    file.add_stream(mapping, unicode)
    return number


@functools.lru_cache(maxsize=64)
def cut_cff(name: str, glyphs: frozenset[int]) -> CffSubset:
    """Keep only these glyphs of a face.

    The face is not indexed first: with its sixty thousand glyphs that takes a second and 130 MB, to save ten milliseconds a file.
    """
    face = open_face(name)
    wanted = uharfbuzz.SubsetInput()
    wanted.sets(uharfbuzz.SubsetInputSets.GLYPH_INDEX).update(sorted(glyphs))
    dropped = [tag for tag in face.source.table_tags if tag not in _KEPT]
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in dropped)
    wanted.flags = _FLAGS
    data = uharfbuzz.SubsetPlan(face.source, wanted).execute().reference_table("CFF ").data
    return CffSubset(zlib.compress(data, 1), _make_tag(data))


def _make_tag(data: bytes) -> str:
    number, letters = zlib.crc32(data), ""
    for _ in range(6):
        number, letter = divmod(number, 26)
        letters += chr(ord("A") + letter)
    return letters
