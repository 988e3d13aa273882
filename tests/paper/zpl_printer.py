"""A label printer of our own, for tests: reads ZPL II as its manual describes it, and draws symbols with zxing's encoder.

Text is drawn in a bold sans of the same height, as font 0 is; what matters is where it begins and how much room it takes.
"""

import base64
import binascii
import re
import zlib
from dataclasses import dataclass, field
from importlib import resources

import zxingcpp
from fpdf.fonts import CORE_FONTS_CHARWIDTHS
from PIL import Image, ImageChops, ImageDraw, ImageFont

from sendback.paper.faces import BOLD

FONT = str(resources.files("sendback.paper.fonts") / f"{BOLD}.ttf")
CONDENSED = 0.86
"""How wide font 0 is beside Helvetica Bold, on the wide side of what its samples show."""
COMMAND = re.compile(r"\^([A-Z][A-Z0-9])([^^]*)")
BLACK = 255


@dataclass
class Field:
    """What was drawn, and the dots it took: left, top, right, bottom."""

    kind: str
    box: tuple[int, int, int, int]
    said: str = ""


@dataclass
class Printer:
    """The state of one format; the canvas is black where dots are burnt."""

    canvas: Image.Image = field(default_factory=lambda: Image.new("L", (1, 1)))
    fields: list[Field] = field(default_factory=list)
    width: int = 0
    place: tuple[int, int] = (0, 0)
    said: str = ""
    kind: str = ""
    options: list[str] = field(default_factory=list)
    module: int = 2
    turned: bool = False
    escaped: bool = False

    def obey(self, name: str, rest: str) -> None:
        """Obey one command; one that is unknown is an error."""
        options = rest.strip("\n").split(",")
        match name:
            case "XA" | "XZ" | "LH" | "FW":
                assert rest.strip() in ("", "0,0", "N")
            case "CI":
                assert rest == "28"
            case "PW":
                self.width = int(rest)
            case "LL":
                self.canvas = Image.new("L", (self.width, int(rest)))
            case "FO" | "FT":
                self.place, self.kind, self.said, self.turned, self.escaped = (
                    (int(options[0]), int(options[1])),
                    "",
                    "",
                    False,
                    False,
                )
            case "FR":
                self.turned = True
            case "FH":
                self.escaped = True
            case "BY":
                self.module = int(options[0])
            case "A0" | "BC" | "BQ" | "GB":
                self.kind, self.options = name, options
            case "GF":
                self.kind, self.said = name, rest.strip("\n")
            case "FD":
                raw = rest.strip("\n").encode()
                if self.escaped:
                    raw = re.sub(rb"_([0-9A-F]{2})", lambda found: bytes([int(found[1], 16)]), raw)
                self.said = raw.decode()
            case "FS":
                self.draw()
            case _:
                raise AssertionError(f"^{name}{rest}")

    def draw(self) -> None:
        """Draw the field that is finished."""
        x, y = self.place
        match self.kind:
            case "A0":
                _, height, width = self.options
                drawn = draw_text(self.said, int(height), int(width))
                y -= int(height)
            case "GB":
                width, height, weight = map(int, self.options)
                assert weight == min(width, height)
                drawn = Image.new("L", (width, height), BLACK)
            case "BC":
                drawn = self.draw_bars()
            case "BQ":
                drawn = self.draw_qr()
            case "GF":
                drawn = draw_graphic(self.said)
            case _:
                raise AssertionError(self.kind)
        box = (x, y, x + drawn.width, y + drawn.height)
        below = self.canvas.crop(box)
        self.canvas.paste(ImageChops.difference(below, drawn) if self.turned else ImageChops.lighter(below, drawn), (x, y))
        self.fields.append(Field(self.kind, box, self.said))

    def draw_bars(self) -> Image.Image:
        """Draw Code 128 of the height that ^BC gives."""
        _, height, shows, above, checks, mode = self.options
        assert (shows, above, checks) == ("N", "N", "N")
        made = zxingcpp.create_barcode(self.said, zxingcpp.BarcodeFormat.Code128, gs1=mode == "D")
        row = draw_modules(made)
        return row.resize((row.width * self.module, int(height)), Image.Resampling.NEAREST)

    def draw_qr(self) -> Image.Image:
        """Draw a QR symbol of the level that the data begins with."""
        _, model, module = self.options
        assert model == "2"
        assert 1 <= int(module) <= 10
        level, how, comma = self.said[:3]
        assert how + comma == "A,"
        made = draw_modules(zxingcpp.create_barcode(self.said[3:], zxingcpp.BarcodeFormat.QRCode, ec_level=level))
        side = made.width * int(module)
        return made.resize((side, side), Image.Resampling.NEAREST)


def draw_modules(made: zxingcpp.Barcode) -> Image.Image:
    """Draw a symbol with a pixel a module."""
    image = zxingcpp.write_barcode_to_image(made, scale=1, add_quiet_zones=False)
    height, width = image.shape
    return ImageChops.invert(Image.frombytes("L", (width, height), bytes(memoryview(image))))


def draw_text(said: str, height: int, width: int) -> Image.Image:
    """Draw a line whose baseline is `height` below its top."""
    font = ImageFont.truetype(FONT, height)
    canvas = Image.new("L", (max(1, round(font.getlength(said))), round(height * 1.3)))
    ImageDraw.Draw(canvas).text((0, height), said, BLACK, font, anchor="ls")
    natural = sum(CORE_FONTS_CHARWIDTHS["helveticaB"][char.encode("cp1252").decode("latin-1")] for char in said) / 1000
    return canvas.resize((max(1, round(natural * CONDENSED * width)), canvas.height))


def draw_graphic(given: str) -> Image.Image:
    """Unpack a graphic (^GFA) whose sum must be right."""
    kind, _, total, stride, packed = given.split(",", 4)
    marker, form, text, check = packed.split(":")
    assert (kind, marker, form) == ("A", "", "Z64")
    assert int(check, 16) == binascii.crc_hqx(text.encode(), 0)
    rows = zlib.decompress(base64.b64decode(text))
    assert len(rows) == int(total)
    size = (int(stride) * 8, len(rows) // int(stride))
    return Image.frombytes("1", size, rows).convert("L")


def print_zpl(zpl: bytes) -> list[Printer]:
    """Print every format; what comes out holds its canvas and its fields."""
    printed = []
    for label in zpl.decode().split("^XZ")[:-1]:
        printer = Printer()
        for name, rest in COMMAND.findall(label):
            printer.obey(name, rest)
        printed.append(printer)
    return printed


def look_at(printer: Printer) -> Image.Image:
    """Return the paper as one sees it: black on white."""
    return ImageChops.invert(printer.canvas)
