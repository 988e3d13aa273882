"""The pool of faces, opened once per process, and which of them draws which characters."""

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources
from importlib.util import find_spec
from pathlib import Path

import regex
import uharfbuzz

from sendback.paper.forms import Forms
from sendback.paper.helvetica import ENCODING

SANS = "NotoSans-Regular"
BOLD = "NotoSans-Bold"
HAN = "DroidSansFallbackFull"
HANGUL = "SendbackHangul-Regular"
# Every form of every Han character, sixteen megabytes of them: who wants it installs `sendback[cjk]`, which brings this package.
EXTRA = "NotoSansCJKjp-Regular"
EXTRA_PACKAGE = "noto_cjk_sans_jp_regular"
# In the order of asking; Droid comes last because it has odd letters of many scripts.
SCRIPTS = (
    *(
        f"NotoSans{script}-Regular"
        for script in (
            "Arabic Hebrew Thai Devanagari Armenian Georgian Bengali Tamil Telugu Kannada Malayalam Gujarati Gurmukhi "
            "Sinhala Lao Khmer Myanmar Ethiopic"
        ).split()
    ),
    HANGUL,
    HAN,
)
_JOINERS = "\u200c\u200d"
_CLUSTER = regex.compile(r"\X")


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """One font file: a HarfBuzz face and font, in design units of `units` per em; `is_cff` when its outlines are PostScript's."""

    name: str
    source: uharfbuzz.Face
    font: uharfbuzz.Font
    units: int
    is_cff: bool

    def covers(self, text: str) -> bool:
        """Say whether every character that makes ink has a glyph."""
        return all(self.font.get_nominal_glyph(ord(char)) for char in text if char not in _JOINERS)


@functools.cache
def find_extra() -> Path | None:
    """Return the file of the extra face where it is installed."""
    spec = find_spec(EXTRA_PACKAGE)
    folders = (spec.submodule_search_locations if spec else None) or ()
    return next((file for folder in folders if (file := Path(folder, f"{EXTRA}.otf")).is_file()), None)


@functools.cache
def open_face(name: str) -> Face:
    """Open a font; its file is mapped, not read, and stays open. The largest of our own is unpacked into memory."""
    folder = resources.files("sendback.paper.fonts")
    if name == HAN:
        import lzma  # takes a tenth of a second, with the unpacking: only Han and kana pay

        blob = uharfbuzz.Blob(lzma.decompress((folder / f"{name}.ttf.xz").read_bytes()))
    else:
        file = find_extra() if name == EXTRA else folder / f"{name}.ttf"
        blob = uharfbuzz.Blob.from_file_path(str(file))
    source = uharfbuzz.Face(blob)
    return Face(name, source, uharfbuzz.Font(source), source.upem, "CFF " in source.table_tags)


@functools.cache
def _list_drawn(name: str) -> frozenset[str]:
    return frozenset(map(chr, open_face(name).source.unicodes))


@functools.lru_cache(maxsize=4096)
def find_face(cluster: str, bold: bool, forms: Forms = Forms.SIMPLIFIED) -> Face | None:
    """Return the first face that draws a whole cluster of letter and marks, or None."""
    return next((face for name in _list_faces(bold, forms) if (face := open_face(name)).covers(cluster)), None)


@functools.cache
def _list_faces(bold: bool, forms: Forms) -> tuple[str, ...]:
    """List faces in the order of asking: Droid has the forms of Simplified Chinese, the extra those of all."""
    extra = (EXTRA,) if find_extra() else ()
    han = (HAN, *extra) if forms is Forms.SIMPLIFIED else (*extra, HAN)
    return (BOLD if bold else SANS, *SCRIPTS[:-1], *han)


def split_by_face(text: str, bold: bool, forms: Forms = Forms.SIMPLIFIED) -> tuple[list[Face], str]:
    """Return a face for each character, and the characters that no face can draw.

    A space takes the face before it, so that words of one script are shaped together.
    """
    if text.isascii() or _list_drawn(SANS).issuperset(text):
        return [open_face(BOLD if bold else SANS)] * len(text), ""
    faces: list[Face] = []
    missing = ""
    for cluster in _CLUSTER.findall(text):
        face = faces[-1] if cluster == " " and faces else find_face(cluster, bold, forms)
        if face is None:
            face = find_face(cluster[0], bold, forms) or open_face(SANS)
            missing += "".join(char for char in cluster if not face.covers(char))
        faces += [face] * len(cluster)
    if any(face.name == EXTRA for face in faces):  # one rare character, and all of a name is set in the face that has it
        extra = open_face(EXTRA)
        faces = [extra if face.name == HAN and extra.covers(char) else face for char, face in zip(text, faces, strict=True)]
    return faces, missing


def can_be_builtin(texts: Iterable[str]) -> bool:
    """Say whether the Helvetica that every viewer brings has all characters of these texts.

    >>> can_be_builtin(["Järvenpää", "12 € – Œuvre"]), can_be_builtin(["Järvenpää", "Łukasz"])
    (True, False)
    """
    return all(text.isascii() or _is_western(text) for text in texts)


@functools.lru_cache(maxsize=1024)
def _is_western(text: str) -> bool:
    try:
        text.encode(ENCODING)
    except UnicodeEncodeError:
        return False
    return True
