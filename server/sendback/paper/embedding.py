"""What the pages of one file share: fonts, where each glyph has a code of its own, told apart by the text it stands for."""

from dataclasses import dataclass, field

from sendback.paper.cff import write_cff_font
from sendback.paper.faces import Face
from sendback.paper.helvetica import BuiltinFace
from sendback.paper.logo import read_logo
from sendback.paper.objects import ObjectFile
from sendback.paper.shaping import EM, Sort
from sendback.paper.subsetting import subset_face

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
    """A face as one file uses it; codes count from 1 in the order of first use, unless the face has codes of its own."""

    face: Face
    resource: str
    codes: dict[Sort, str] = field(default_factory=dict)

    def find_code(self, sort: Sort) -> str:
        """Return the code of a sort in hex, giving it the next one when it is new."""
        code = self.codes.get(sort)
        if code is None:
            code = self.codes[sort] = f"{sort.glyph if self.face.is_cff else len(self.codes) + 1:04x}"
        return code


@dataclass(slots=True)
class Resources:
    """The fonts and pictures that the pages of one file name."""

    fonts: list[EmbeddedFont] = field(default_factory=list)
    current: dict[str, EmbeddedFont] = field(default_factory=dict)
    builtin: dict[str, BuiltinFace] = field(default_factory=dict)
    pictures: dict[bytes, str] = field(default_factory=dict)

    def find_font(self, face: Face) -> EmbeddedFont:
        """Return the font that has room for more sorts of a face."""
        font = self.current.get(face.name)
        if font is None or len(font.codes) > FULL:
            font = self.current[face.name] = EmbeddedFont(face, f"F{len(self.fonts)}")
            self.fonts.append(font)
        return font

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
    """Write the objects of a Type 0 font, Identity-H (ISO 32000-1, 9.7)."""
    if font.face.is_cff:
        return write_cff_font(file, font.face, tuple(font.codes), _write_unicode_map(font))
    number = file.reserve(6)
    descendant, descriptor, outlines, mapping, unicode = range(number + 1, number + 6)
    subset = subset_face(font.face.name, frozenset(sort.glyph for sort in font.codes))
    name = f"{subset.tag}+{font.face.name}"
    file.add(
        number,
        f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{descendant} 0 R]"
        f"/ToUnicode {unicode} 0 R>>",
    )
    widths = " ".join(str(sort.width) for sort in font.codes)
    file.add(
        descendant,
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        f"/Supplement 0>>/FontDescriptor {descriptor} 0 R/DW {EM}/W[1[{widths}]]/CIDToGIDMap {mapping} 0 R>>",
    )
    file.add(descriptor, f"<</Type/FontDescriptor/FontName/{name}{DESCRIPTOR}/FontFile2 {outlines} 0 R>>")
    file.add_deflated(outlines, subset.deflated, f"/Length1 {subset.length}")
    places = b"".join(subset.places[index].to_bytes(2, "big") for index in (0, *(sort.glyph for sort in font.codes)))
    file.add_stream(mapping, places)
    file.add_stream(unicode, _write_unicode_map(font))
    return number


def _write_unicode_map(font: EmbeddedFont) -> bytes:
    """Return the map that lets readers search and copy what is printed (ISO 32000-1, 9.10.3)."""
    texts = {code: sort.text for sort, code in reversed(font.codes.items()) if sort.text}
    told = [f"<{code}><{text.encode('utf-16-be').hex()}>\n" for code, text in sorted(texts.items())]
    parts = [told[start : start + 100] for start in range(0, len(told), 100)]
    blocks = "".join(f"{len(part)} beginbfchar\n{''.join(part)}endbfchar\n" for part in parts)
    return f"{MAP_HEAD}{blocks}{MAP_FOOT}".encode("ascii")


def _write_picture(file: ObjectFile, png: bytes) -> int:
    number, raster = file.reserve(), read_logo(png)
    if raster:
        space = "DeviceGray" if raster.colours == 1 else "DeviceRGB"
        size = f"/Width {raster.width}/Height {raster.height}/ColorSpace/{space}/BitsPerComponent 8"
        file.add_deflated(number, raster.deflated, f"/Type/XObject/Subtype/Image{size}")
    return number
