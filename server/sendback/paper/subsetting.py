"""Faces cut down to the glyphs of one document, ready to embed."""

import functools
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

import uharfbuzz

from sendback.paper.faces import Face, open_face

# A CIDFont needs outlines and widths (ISO 32000-1, 9.9, table 126); the writer has done cmap's and layout's work.
_UNUSED = "cmap OS/2 name post GSUB GPOS GDEF BASE STAT meta gasp DSIG kern vhea vmtx VORG VDMX hdmx LTSH PCLT".split()
_DROPPED = [int.from_bytes(tag.encode(), "big") for tag in _UNUSED]
_FLAGS = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE


@dataclass(frozen=True, slots=True)
class Subset:
    """A deflated TrueType file of `length` bytes before deflation, and where the face's glyphs are in it."""

    deflated: bytes
    length: int
    places: Mapping[int, int]
    tag: str


@functools.lru_cache(maxsize=128)
def subset_face(name: str, glyphs: frozenset[int]) -> Subset:
    """Keep only these glyphs, and the parts they are composed of, of a vendored font."""
    wanted = uharfbuzz.SubsetInput()
    wanted.sets(uharfbuzz.SubsetInputSets.GLYPH_INDEX).update(sorted(glyphs))
    wanted.drop_table_tag_set.update(_DROPPED)
    wanted.flags = _FLAGS
    plan = uharfbuzz.SubsetPlan(_prepare(open_face(name)), wanted)
    data = plan.execute().blob.data
    return Subset(zlib.compress(data, 1), len(data), dict(plan.old_to_new_glyph_mapping), _make_tag(data))


@functools.cache
def _prepare(face: Face) -> uharfbuzz.Face:
    """Index a face for cutting; this costs milliseconds once and saves them on every label."""
    return uharfbuzz.subset_preprocess(face.source)


def _make_tag(data: bytes) -> str:
    """Return the six letters that mark a subset (ISO 32000-1, 9.6.4)."""
    number, letters = zlib.crc32(data), ""
    for _ in range(6):
        number, letter = divmod(number, 26)
        letters += chr(ord("A") + letter)
    return letters
