"""The fonts of one PDF: each glyph gets a character code of its own, told apart by the text it stands for."""

from dataclasses import dataclass, field

from sendback.paper.faces import Face
from sendback.paper.shaping import EM, Sort
from sendback.paper.subsetting import subset_face


@dataclass(slots=True)
class EmbeddedFont:
    """A face as one document uses it; codes count from 1 in the order of first use."""

    face: Face
    resource: str
    codes: dict[Sort, str] = field(default_factory=dict)

    def find_code(self, sort: Sort) -> str:
        """Return the code of a sort in hex, giving it the next one when it is new."""
        code = self.codes.get(sort)
        if code is None:
            code = self.codes[sort] = f"{len(self.codes) + 1:04x}"
        return code


def write_font(font: EmbeddedFont, first: int) -> list[bytes]:
    """Return the six objects of a font, numbered from `first`: a Type 0 font, Identity-H (ISO 32000-1, 9.7)."""
    subset = subset_face(font.face.name, frozenset(sort.glyph for sort in font.codes))
    name = f"{subset.tag}+{font.face.name}"
    places = b"".join(subset.places[index].to_bytes(2, "big") for index in (0, *(sort.glyph for sort in font.codes)))
    widths = " ".join(str(sort.width) for sort in font.codes)
    descendant, descriptor, file, mapping, unicode = range(first + 1, first + 6)
    return [
        f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{descendant} 0 R]"
        f"/ToUnicode {unicode} 0 R>>".encode(),
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        f"/Supplement 0>>/FontDescriptor {descriptor} 0 R/DW {EM}/W[1[{widths}]]/CIDToGIDMap {mapping} 0 R>>".encode(),
        f"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[-600 -400 1600 1200]/ItalicAngle 0/Ascent 1069"
        f"/Descent -293/CapHeight 714/StemV 80/FontFile2 {file} 0 R>>".encode(),
        b"<</Filter/FlateDecode/Length %d/Length1 %d>>\nstream\n%b\nendstream"
        % (len(subset.deflated), subset.length, subset.deflated),
        b"<</Length %d>>\nstream\n%b\nendstream" % (len(places), places),
        _write_unicode_map(font),
    ]


def _write_unicode_map(font: EmbeddedFont) -> bytes:
    """Return the map that lets readers search and copy what is printed (ISO 32000-1, 9.10.3)."""
    told = [(code, sort.text) for sort, code in font.codes.items() if sort.text]
    blocks = []
    for start in range(0, len(told), 100):
        part = told[start : start + 100]
        lines = "\n".join(f"<{code}><{text.encode('utf-16-be').hex()}>" for code, text in part)
        blocks.append(f"{len(part)} beginbfchar\n{lines}\nendbfchar\n")
    body = (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)"
        "/Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\n"
        f"endcodespacerange\n{''.join(blocks)}endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    ).encode()
    return b"<</Length %d>>\nstream\n%b\nendstream" % (len(body), body)
