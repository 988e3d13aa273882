"""What the pages of one file share: fonts, where each glyph has a code of its own, told apart by the text it stands for."""

import functools
from dataclasses import dataclass, field

from sendback.paper.cff import write_cff_font
from sendback.paper.faces import Face
from sendback.paper.helvetica import BuiltinFace
from sendback.paper.logo import read_logo
from sendback.paper.objects import ObjectFile
from sendback.paper.shaping import EM, Sort
from sendback.paper.typecase import fill_case

# Codes are of two bytes, and one line has far fewer sorts than are left.
FULL = 60_000
DESCRIPTOR = "/Flags 4/FontBBox[-600 -400 1600 1200]/ItalicAngle 0/Ascent 1069/Descent -293/CapHeight 714/StemV 80"
MAP_HEAD = (
    "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)"
    "/Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\n"
    "endcodespacerange\n"
)
MAP_FOOT = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"


@dataclass(slots=True)
class EmbeddedFont:
    """The sorts that one file uses of all faces with the same kind of outlines and units per em, by code.

    Codes count from 1 in the order of first use; PostScript outlines have their own.
    """

    resource: str
    units: int
    is_cff: bool
    sorts: dict[str, tuple[Face, Sort]] = field(default_factory=dict)


@dataclass(slots=True)
class Codes:
    """The codes that the sorts of one face have in a font."""

    face: Face
    font: EmbeddedFont
    codes: dict[Sort, str] = field(default_factory=dict)

    def find_code(self, sort: Sort) -> str:
        """Return the code of a sort in hex, giving it the next one when it is new."""
        code = self.codes.get(sort)
        if code is None:
            code = self.codes[sort] = f"{sort.glyph if self.font.is_cff else len(self.font.sorts) + 1:04x}"
            self.font.sorts.setdefault(code, (self.face, sort))
        return code


@dataclass(slots=True)
class Resources:
    """The fonts and pictures that the pages of one file name."""

    fonts: list[EmbeddedFont] = field(default_factory=list)
    codes: dict[str, Codes] = field(default_factory=dict)
    builtin: dict[str, BuiltinFace] = field(default_factory=dict)
    pictures: dict[bytes, str] = field(default_factory=dict)

    def is_empty(self) -> bool:
        """Say whether no page has named anything."""
        return not (self.fonts or self.builtin or self.pictures)

    def copy(self) -> "Resources":
        """Return the same fonts and pictures for another file to add to."""
        fonts = {font.resource: EmbeddedFont(font.resource, font.units, font.is_cff, {**font.sorts}) for font in self.fonts}
        codes = {name: Codes(known.face, fonts[known.font.resource], {**known.codes}) for name, known in self.codes.items()}
        return Resources([*fonts.values()], codes, {**self.builtin}, {**self.pictures})

    def find_codes(self, face: Face) -> Codes:
        """Return the codes of a face, in a font that has room for more."""
        known = self.codes.get(face.name)
        if known is None or len(known.font.sorts) > FULL:
            known = self.codes[face.name] = Codes(face, self._find_font(face))
        return known

    def _find_font(self, face: Face) -> EmbeddedFont:
        for font in self.fonts:
            if (font.units, font.is_cff) == (face.units, face.is_cff) and len(font.sorts) <= FULL:
                return font
        self.fonts.append(EmbeddedFont(f"F{len(self.fonts)}", face.units, face.is_cff))
        return self.fonts[-1]

    def find_builtin(self, face: BuiltinFace) -> str:
        """Return the name of a face that the viewer brings."""
        self.builtin[face.resource] = face
        return face.resource

    def find_picture(self, png: bytes) -> str:
        """Return the name of a picture."""
        return self.pictures.setdefault(png, f"P{len(self.pictures)}")


def write_resources(file: ObjectFile, number: int, used: Resources) -> None:
    """Write all fonts and pictures, and the dictionary that every page names them by."""
    fonts = [f"/{font.resource} {_write_font(file, font)} 0 R" for font in used.fonts]
    for name, face in sorted(used.builtin.items()):
        fonts.append(f"/{name}<</Type/Font/Subtype/Type1/BaseFont/{face.name}/Encoding/WinAnsiEncoding>>")
    pictures = "".join(f"/{name} {_write_picture(file, png)} 0 R" for png, name in used.pictures.items())
    file.add(number, f"<</Font<<{''.join(fonts)}>>/XObject<<{pictures}>>>>")


def _write_font(file: ObjectFile, font: EmbeddedFont) -> int:
    """Write the objects of a Type 0 font, Identity-H (ISO 32000-1, 9.7): codes are the glyphs' numbers in it."""
    sorts = list(font.sorts.values())
    if font.is_cff:
        return write_cff_font(file, sorts[0][0], [sort for _, sort in sorts], _write_unicode_map(font))
    number = file.reserve(5)
    descendant, descriptor, outlines, unicode = range(number + 1, number + 5)
    case = fill_case([(face, sort.glyph) for face, sort in sorts], font.units)
    name = f"{case.tag}+Sendback"
    file.add(
        number,
        f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{descendant} 0 R]"
        f"/ToUnicode {unicode} 0 R>>",
    )
    widths = " ".join([str(sort.width) for _, sort in sorts])
    file.add(
        descendant,
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        f"/Supplement 0>>/FontDescriptor {descriptor} 0 R/DW {EM}/W[1[{widths}]]/CIDToGIDMap/Identity>>",
    )
    file.add(descriptor, f"<</Type/FontDescriptor/FontName/{name}{DESCRIPTOR}/FontFile2 {outlines} 0 R>>")
    file.add_deflated(outlines, case.deflated, f"/Length1 {case.length}")
    file.add_stream(unicode, _write_unicode_map(font))
    return number


def _write_unicode_map(font: EmbeddedFont) -> bytes:
    """Return the map that lets readers search and copy what is printed (ISO 32000-1, 9.10.3)."""
    told = [f"<{code}><{_spell(sort.text)}>\n" for code, (_, sort) in font.sorts.items() if sort.text]
    parts = [told[start : start + 100] for start in range(0, len(told), 100)]
    blocks = "".join(f"{len(part)} beginbfchar\n{''.join(part)}endbfchar\n" for part in parts)
    return f"{MAP_HEAD}{blocks}{MAP_FOOT}".encode("ascii")


@functools.lru_cache(maxsize=16384)
def _spell(text: str) -> str:
    return text.encode("utf-16-be").hex()


def _write_picture(file: ObjectFile, png: bytes) -> int:
    number, raster = file.reserve(), read_logo(png)
    if raster:
        space = "DeviceGray" if raster.colours == 1 else "DeviceRGB"
        size = f"/Width {raster.width}/Height {raster.height}/ColorSpace/{space}/BitsPerComponent 8"
        file.add_deflated(number, raster.deflated, f"/Type/XObject/Subtype/Image{size}")
    return number
